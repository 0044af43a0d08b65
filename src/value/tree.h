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
class Tree final : public Object {
 public:
  /// REQUIRES: `root` is frozen, and `names` and the memory of `root` outlive the tree. `prefix` begins every key path
  /// ("" or "authors").
  Tree(Relation relation, Value root, Names& names, std::string_view type_name);

  Value root() const { return Value::object(this, 0); }
  /// The plain value, unnoted: only for code that makes no output.
  const Value& plain() const { return nodes_.front().value; }

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
  Value hand_out(Context& ctx, Handle node) const;
  void note_missing(Context& ctx, Handle node, std::string_view key) const;

  Relation relation_;
  Names& names_;
  std::string type_name_;
  std::vector<Node> nodes_;
};

}  // namespace value
