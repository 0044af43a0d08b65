// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "diagnostics/diagnostic.h"

/// What the outside world refused, in words. All of these have the fault input_output.
namespace output {

/// The disk refused outputs. The message names the cause and not the output, so that one full disk is one report; the
/// output is a frame of kind "page", which the sink gathers.
diagnostics::Diagnostic write_refused(const std::string& root, std::string_view output, const base::Error& error);

/// A file without a maker could not be removed; gathered likewise.
diagnostics::Diagnostic removal_refused(const std::string& root, std::string_view output, const base::Error& error);

/// A mistake about one path, code "cannot-write".
diagnostics::Diagnostic cannot_write(const std::string& path, std::string message, std::string hint);

}  // namespace output
