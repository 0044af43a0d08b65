// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/file_system.h"
#include "engine/records.h"

namespace pipeline {

/// What a file of the site is to a build.
enum class InputKind : std::uint8_t { page, resource, data, text, template_, asset, static_file };
inline constexpr std::size_t k_input_kinds = 7;

/// An input file of this build, compared with what the last build saw of it.
struct Input {
  InputKind kind;
  std::string_view path;  ///< its name in the store: the part of `file` below the site root, or all of it
  std::string_view file;  ///< to open it
  base::FileStat stat;
  bool known = false;    ///< the last build saw a file at this path
  bool changed = true;   ///< its bytes are not what the last build saw, or nobody knows
  bool renewed = false;  ///< the record of it in the store has to be written
  engine::InputRecord record;
  std::string bytes;  ///< of pages that had to be opened: moved out by whoever parses them
};

/// All inputs but the settings, by path. What changed among them, by kind.
struct Inputs {
  std::vector<Input> files;
  bool changed[k_input_kinds] = {};  ///< some file of this kind is new, gone or different
  bool listed[k_input_kinds] = {};   ///< some file of this kind is new or gone
  std::vector<std::string> gone;
  base::Arena texts{1 << 12};  ///< of paths that nobody else keeps

  bool any() const {
    for (bool kind : changed) {
      if (kind) return true;
    }
    return false;
  }
  bool has_changed(InputKind kind) const { return changed[static_cast<std::size_t>(kind)]; }
  Input* find(std::string_view path);
  /// The inputs of files in the order of `files`' paths, null for what is none of them. Of a list in about that order
  /// hardly any has to be looked for.
  template <class Sources, class NameOf>
  std::vector<Input*> find_all(const Sources& sources, const NameOf& name_of) {
    std::vector<Input*> found;
    found.reserve(sources.size());
    std::size_t next = 0;
    for (const auto& source : sources) {
      bool is_next = next < files.size() && files[next].file == source.file;
      Input* input = is_next ? &files[next] : find(name_of(source.file));
      if (input != nullptr) next = static_cast<std::size_t>(input - files.data()) + 1;
      found.push_back(input);
    }
    return found;
  }
  const Input* find(std::string_view path) const { return const_cast<Inputs*>(this)->find(path); }
};

}  // namespace pipeline
