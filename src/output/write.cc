// SPDX-License-Identifier: MIT
#include <cassert>

#include "base/path.h"
#include "output/manifest.h"
#include "output/output.h"
#include "output/refusal.h"

namespace output {

namespace {

/// Runs a write; when the folder it goes to is not there, makes that folder and runs it again: the threads that render
/// make folders side by side with files, so that no time goes by making folders alone.
template <class Write>
base::Expected<void> with_folder(base::FileSystem& fs, const std::string& file, const Write& write) {
  base::Expected<void> result = write();
  if (result || result.error().code != base::ErrorCode::not_found) return result;
  auto made = fs.create_directories(std::string(base::parent_path(file)));
  return made ? write() : made;
}

diagnostics::Diagnostic cannot_read(const std::string& source, const base::Error& error) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::input_output;
  diagnostic.code = "cannot-read";
  diagnostic.message = "cannot read '" + source + "': " + error.message;
  diagnostic.location.file = source;
  return diagnostic;
}

}  // namespace

bool Tree::write(std::string_view path, std::string_view bytes, diagnostics::Sink& sink) {
  Output* output = find_usable(path);
  if (output == nullptr) return false;
  std::string file = full_path(path);
  output->bytes = bytes.size();
  if (output->before == Before::file) {
    auto status = fs_.stat(file);
    if (status && status->type == base::FileType::regular && status->size == bytes.size()) {
      auto earlier = fs_.read(file, bytes.size());
      if (earlier && *earlier == bytes) return note(*output, After::unchanged);
    }
  }
  if (output->makes_folder) (void)fs_.create_directories(std::string(base::parent_path(file)));
  auto result =
      with_folder(fs_, file, [&] { return staged_ ? fs_.write(file, bytes) : fs_.write_atomically(file, bytes); });
  if (result) return note(*output, After::written);
  sink.report(write_refused(options_.root, path, result.error()));
  return note(*output, After::refused);
}

Tree::Kept Tree::keep(std::string_view path, const Expected& expected) {
  Output* output = find_usable(path);
  if (output == nullptr || output->before != Before::file) return Kept::no;
  std::string file = full_path(path);
  auto found = fs_.stat(file);
  if (!found || found->type != base::FileType::regular || found->size != expected.size) return Kept::no;
  bool as_left = found->modified_ns == expected.modified_ns && found->changed_ns == expected.changed_ns &&
                 found->inode == expected.inode && found->device == expected.device;
  if (!as_left || expected.young) {
    auto bytes = fs_.read(file, expected.size);
    if (!bytes || base::fingerprint(*bytes) != expected.content) return Kept::no;
  }
  output->bytes = expected.size;
  note(*output, After::unchanged);
  return as_left ? Kept::as_left : Kept::same_bytes;
}

std::optional<base::FileStat> Tree::stat(std::string_view path) const {
  auto found = fs_.stat(full_path(path));
  if (!found || found->type != base::FileType::regular) return std::nullopt;
  return *found;
}

bool Tree::copy(const std::string& source, std::string_view path, diagnostics::Sink& sink) {
  Output* output = find_usable(path);
  if (output == nullptr) return false;
  std::string file = full_path(path);
  auto status = fs_.stat(source);
  if (!status) {
    sink.report(cannot_read(source, status.error()));
    return false;
  }
  output->bytes = status->size;
  if (output->before == Before::file && fs_.same_bytes(source, file).value_or(false)) {
    return note(*output, After::unchanged);
  }
  auto result = with_folder(
      fs_, file, [&] { return staged_ ? fs_.copy_file(source, file) : fs_.copy_file_atomically(source, file); });
  if (result) return note(*output, After::written);
  if (result.error().path == source) {
    sink.report(cannot_read(source, result.error()));
    return false;
  }
  sink.report(write_refused(options_.root, path, result.error()));
  return note(*output, After::refused);
}

/// The output of a path, or nothing when it must not be written: its place is taken by something foreign, which `begin`
/// has reported.
Tree::Output* Tree::find_usable(std::string_view path) {
  Output* output = usable_ ? find(path) : nullptr;
  assert(!usable_ || output != nullptr || !is_safe_path(path));  // Only planned outputs are written.
  return output == nullptr || output->after == After::blocked ? nullptr : output;
}

bool Tree::note(Output& output, After after) {
  output.after = after;
  if (after == After::written) output.before = Before::file;
  return after != After::refused;
}

}  // namespace output
