// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "config/config.h"
#include "config/layer.h"

namespace config {

/// Layers laid over each other, the later ones on top: maps are merged at every depth, everything else is replaced.
/// Remembers for each value which layer it comes from. The first layer is that of the defaults.
class Settings {
 public:
  explicit Settings(base::Arena& arena);

  void add(Layer layer);
  /// Replaces a value by what it stands for (a base URL without its final slash); where it came from stays.
  void refine(std::string_view path, const value::Value& value);

  const value::Value& all() const { return all_; }
  value::Value at(std::string_view path) const;
  /// Whether anything but a default stands at or below a path.
  bool is_set(std::string_view path) const;
  /// The place of a value, or of the table or list it belongs to.
  diagnostics::Location locate(std::string_view path) const;
  const Origins& origins() const { return origins_; }

 private:
  void note_leaves(const std::string& path, const value::Value& value);
  void note_leaf(const std::string& path);

  base::Arena& arena_;
  std::deque<Layer> layers_;
  std::map<std::string, std::size_t, std::less<>> layer_of_;  ///< by leaf
  Origins origins_;
  value::Value all_;
};

}  // namespace config
