// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string>

namespace base {

/// Why the outside world refused.
enum class ErrorCode {
  not_found,
  permission,
  not_a_directory,
  is_a_directory,
  exists,
  no_space,
  read_only,
  too_large,
  loop,     ///< too many symbolic links
  invalid,  ///< bytes that are not what they should be
  other,
};

/// A refusal of the outside world: what was touched and a sentence without a final full stop.
/// Mistakes in a user's files are not errors but `diagnostics::Diagnostic`s.
struct Error {
  ErrorCode code = ErrorCode::other;
  std::string path;
  std::string message;
};

template <class T>
using Expected = std::expected<T, Error>;

/// The Error for an `errno` value met while touching `path`.
Error error_from_errno(int errno_value, std::string path);

}  // namespace base
