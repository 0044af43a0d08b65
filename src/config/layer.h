// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/file_system.h"
#include "diagnostics/sink.h"
#include "value/value.h"

namespace config {

/// Settings from one place: a file, an environment variable, a flag. A file's layer knows where each of its keys
/// stands, also after keys were moved to their usual paths.
class Layer {
 public:
  /// A layer of one value that does not come from a file.
  Layer(std::string origin, value::Value values) : name_(std::move(origin)), values_(values) {}

  /// Reads and parses a file of the site. What cannot be read or parsed is reported (code "config-syntax"); what is
  /// left is the layer.
  static Layer from_file(const base::FileSystem& fs, const std::string& root, const std::string& file,
                         base::Arena& arena, diagnostics::Sink& sink);

  const std::string& name() const { return name_; }
  bool is_file() const { return is_file_; }
  const value::Value& values() const { return values_; }
  void set_values(value::Value values) { values_ = values; }

  /// The place of a key, of the first key below it, or of the nearest key above it; the file as a whole when there is
  /// none.
  diagnostics::Location locate(std::string_view path) const;
  /// The same as text: "bengal.toml:3:1".
  std::string origin(std::string_view path) const;

  /// Lets the places of a key and of all below it be found under another path as well.
  void copy_places(std::string_view from, std::string_view to);
  /// Puts `prefix` before every key path.
  void prefix_places(std::string_view prefix);

 private:
  struct Place {
    std::size_t line_start = 0;
    std::size_t offset = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 1;
  };
  using Places = std::map<std::string, Place, std::less<>>;

  void parse(base::Arena& arena, diagnostics::Sink& sink);
  const Place* find_place(std::string_view path) const;

  std::string name_;
  std::string text_;
  bool is_file_ = false;
  value::Value values_;
  Places places_;
};

}  // namespace config
