// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "value/object.h"

namespace value {

/// A frozen value of maps and lists that templates read key by key: `config.params.author` asks one question about one
/// key path, so that a change of another key reaches nobody who did not ask for it. Handles are nodes; handle 0 is the
/// root. A scalar is handed out as itself and noted; a map or list is handed out as an object of this class and noted
/// only when its keys or all of it are read. What is missing is noted too.
///
/// A question's entity is the key path by `Names`: keys and element numbers joined by dots ("params.authors.0.name").
/// In a key, `.` and `\` have a `\` before them; an empty key is `\e`; a key that is no text is `#` and what Python's
/// repr prints, and a `#` that begins a text has a `\` before it. The field is 0 for the value itself (of a map or
/// list: all of it) and 1 for its length.
class Tree final : public Object {
 public:
  /// REQUIRES: `root` is frozen, and `names` and the memory of `root` outlive the tree. `prefix` begins every key path
  /// ("" or "authors").
  Tree(Relation relation, Value root, Names& names, std::string_view type_name, std::string_view prefix = {});

  Value root() const { return Value::object(this, 0); }
  /// The plain value, unnoted: only for code that makes no output.
  const Value& plain() const { return nodes_.front().value; }
  /// What stands at a key path as questions spell it (above), unnoted; undefined when nothing does.
  Value plain_at(std::string_view path) const;

  std::string_view type_name() const override { return type_name_; }
  Shape shape(Handle node) const override;
  Value attribute(Context& ctx, Handle node, Name name) const override;
  Value item(Context& ctx, Handle node, const Value& key) const override;
  Value materialize(Context& ctx, Handle node) const override;
  std::optional<std::size_t> length(Context& ctx, Handle node) const override;
  std::vector<std::string> attribute_names(Handle node) const override;

 private:
  struct Node {
    Value value;
    std::uint32_t first_child;  ///< of a map's or list's elements, in order
    std::uint32_t path;         ///< key path by Names
  };
  void add_children(std::size_t node);
  Value hand_out(Context& ctx, Handle node) const;
  void note_missing(Context& ctx, Handle node, const Value& key) const;

  Relation relation_;
  Names& names_;
  std::string type_name_;
  std::vector<Node> nodes_;
};

}  // namespace value
