// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/arena.h"
#include "value/value.h"

/// Values by dotted key path ("build.content_dir"). Nothing is changed in place: `with` and `without` return a new root
/// that shares what stayed the same.
namespace config {

/// The text of a map's key: strings as they are, numbers and truth values as they are written.
std::string key_text(const value::Value& key);

/// What stands at a path; undefined when there is nothing. "" is the root itself.
value::Value at(const value::Value& root, std::string_view path);

/// `root` with `value` at a path; tables on the way are made.
value::Value with(base::Arena& arena, const value::Value& root, std::string_view path, const value::Value& value);

/// A map without one key.
value::Value without(base::Arena& arena, const value::Value& map, std::string_view key);

/// "site" for "site.title", "" for "site".
std::string_view parent_key(std::string_view path);
/// "title" for "site.title".
std::string_view last_key(std::string_view path);
/// `parent.name`, or `name` below the root.
std::string child_key(std::string_view parent, std::string_view name);

}  // namespace config
