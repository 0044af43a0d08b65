// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "jinja/builtins.h"

namespace jinja {

/// The `attribute` argument of `map`, `sort`, `groupby` and their like: nothing (the element itself), a number (an
/// element of the element), or a path such as "author.name" or "tags.0".
class AttributePath {
 public:
  /// REQUIRES: the text of `attribute` outlives the path.
  AttributePath(Context& ctx, const Value& attribute);

  bool is_identity() const { return identity_; }
  /// What the path leads to from `element`; `otherwise`, unless undefined, in place of every step that leads nowhere.
  /// A step from something undefined fails, as `a.b.c` does.
  Value of(Context& ctx, const Value& element, const Value& otherwise = {}) const;

  /// The paths of a comma separated `attribute` ("date,title"), at least one.
  static std::span<const AttributePath> list_of(Context& ctx, const Value& attribute);

 private:
  bool identity_;
  bool is_one_name_ = false;  ///< one step, that is no number
  value::Name first_;
  std::span<value::Name> rest_;  ///< in the arena
};

enum class Case : bool { ignore, keep };

/// `key` as it is ordered and compared: text in lower case when case does not matter.
Value sort_key(Context& ctx, const Value& key, Case letters);

}  // namespace jinja
