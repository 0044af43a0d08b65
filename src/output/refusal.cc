// SPDX-License-Identifier: MIT
#include "output/refusal.h"

#include <utility>

namespace output {

namespace {

std::string hint_for(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::no_space:
      return "make room on the disk and build again; files that were there before are unharmed";
    case base::ErrorCode::permission:
      return "check who may write there";
    case base::ErrorCode::read_only:
      return "choose an output folder on a disk that can be written";
    default:
      return "";
  }
}

diagnostics::Diagnostic about_output(const std::string& root, std::string_view output, std::string code,
                                     std::string message, const base::Error& error) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::input_output;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message) + ": " + error.message;
  diagnostic.location.file = root;
  diagnostic.chain.push_back({.what = "page", .name = std::string(output), .where = {}});
  diagnostic.hint = hint_for(error.code);
  return diagnostic;
}

}  // namespace

diagnostics::Diagnostic write_refused(const std::string& root, std::string_view output, const base::Error& error) {
  return about_output(root, output, "cannot-write", "cannot write to the output folder", error);
}

diagnostics::Diagnostic removal_refused(const std::string& root, std::string_view output, const base::Error& error) {
  return about_output(root, output, "cannot-remove", "cannot remove an old output", error);
}

diagnostics::Diagnostic cannot_write(const std::string& path, std::string message, std::string hint) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::input_output;
  diagnostic.code = "cannot-write";
  diagnostic.message = std::move(message);
  diagnostic.location.file = path;
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

}  // namespace output
