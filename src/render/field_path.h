// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "site/reader.h"

namespace render {

/// The `key` argument of `where`, `group_by` and `sort_by`: "title", "metadata.audience", "tags.0", or "" for the
/// element itself. A name that a page does not have is looked up in its metadata, so that `where("audience", "all")`
/// finds what the front matter says.
class FieldPath {
 public:
  /// The names lie in the context's arena.
  FieldPath(value::Context& ctx, std::string_view dotted);

  /// The value at the path; undefined when a step leads nowhere.
  value::Value of(const site::Reader& reader, const value::Value& element) const;

 private:
  value::Value walk(value::Context& ctx, value::Value at, std::size_t first_step) const;

  std::vector<value::Name> steps_;
};

/// What stands for a value where text is needed, as a key of a group or to sort by: a section's, term's or menu item's
/// name, a page's title, "" for nothing; else its text.
std::string_view label_of(value::Context& ctx, const value::Value& value);

/// The values seen so far, in constant time each: by content, objects by identity.
class SeenValues {
 public:
  explicit SeenValues(value::Context& ctx) : ctx_(ctx) {}
  /// True when `value` was not there before.
  bool add(const value::Value& value);
  bool contains(const value::Value& value) const;

 private:
  value::Value text_key(const value::Value& value) const;

  value::Context& ctx_;
  value::Map values_;
  value::Map texts_;  ///< what cannot be a key of a map, spelled out
};

}  // namespace render
