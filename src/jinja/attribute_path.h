// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

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
  static std::vector<AttributePath> list_of(Context& ctx, const Value& attribute);

 private:
  bool identity_;
  std::vector<std::string_view> parts_;
};

enum class Case : bool { ignore, keep };

/// `key` as it is ordered and compared: text in lower case when case does not matter.
Value sort_key(Context& ctx, const Value& key, Case letters);

}  // namespace jinja
