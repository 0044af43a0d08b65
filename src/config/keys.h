// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/config.h"

/// The table of known keys as the loader uses it.
namespace config {

/// The member of Config that a key sets, if any.
using Field = std::variant<std::monostate, std::string Config::*, bool Config::*, std::int64_t Config::*>;

struct Key {
  KnownKey known;
  Field field;
};

const std::vector<Key>& keys();

/// The row for a key path: by its own name, else by the "*" among its siblings; null when there is none.
const KnownKey* find_key(std::string_view path);

/// The names that may stand below a path ("" for the sections themselves), without "*", sorted.
std::vector<std::string> names_below(std::string_view path);

/// Whether rows for single keys below a path exist: if not, a table there holds whatever the user likes.
bool has_rows_below(std::string_view path);

/// Whether a name is a section: a key path without dot.
bool is_section(std::string_view name);

/// The section ("site" or "build") whose keys may also be written without it, or "" for names that belong to neither.
std::string_view section_of_flat_key(std::string_view name);

/// Whether `value` is of one of the types of a row.
bool has_type(const value::Value& value, std::string_view type);

/// The default of a row as a value; undefined when it has none.
value::Value preset_of(const KnownKey& key);

}  // namespace config
