// SPDX-License-Identifier: MIT
#include "value/tree.h"

#include "value/operations.h"

namespace value {

namespace {

bool holds_values(const Value& value) { return value.is_map() || value.is_list(); }

}  // namespace

Tree::Tree(Relation relation, Value root, Names& names, std::string_view type_name)
    : relation_(relation), names_(names), type_name_(type_name) {
  nodes_.push_back({root, 0, names.id("")});
  for (std::size_t at = 0; at < nodes_.size(); ++at) {
    Value value = nodes_[at].value;
    nodes_[at].first_child = static_cast<std::uint32_t>(nodes_.size());
    std::string prefix(names.text(nodes_[at].path));
    if (!prefix.empty()) prefix += '.';
    if (value.is_map()) {
      for (const Map::Entry& entry : value.as_map().entries()) {
        std::string key =
            entry.key.is_string() ? std::string(entry.key.as_string()) : "#" + std::to_string(hash_key(entry.key));
        nodes_.push_back({entry.value, 0, names.id(prefix + key)});
      }
    } else if (value.is_list()) {
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        nodes_.push_back({value.items()[i], 0, names.id(prefix + std::to_string(i))});
      }
    }
  }
}

Value Tree::hand_out(Context& ctx, Handle node) const {
  const Value& value = nodes_[node].value;
  if (holds_values(value)) return Value::object(this, node);
  ctx.reads.note(relation_, nodes_[node].path, 0);
  return value;
}

void Tree::note_missing(Context& ctx, Handle node, std::string_view key) const {
  std::string path(names_.text(nodes_[node].path));
  if (!path.empty()) path += '.';
  ctx.reads.note(relation_, names_.id(path.append(key)), 0);
}

Shape Tree::shape(Handle node) const {
  const Value& value = nodes_[node].value;
  return value.is_list() ? Shape::sequence : value.is_map() ? Shape::mapping : Shape::opaque;
}

Value Tree::attribute(Context& ctx, Handle node, Name name) const {
  const Value& value = nodes_[node].value;
  if (value.is_map()) {
    std::uint32_t at = value.as_map().index_of(name);
    if (at < value.as_map().size()) return hand_out(ctx, nodes_[node].first_child + at);
  }
  note_missing(ctx, node, name.text);
  return {};
}

Value Tree::item(Context& ctx, Handle node, const Value& key) const {
  const Value& value = nodes_[node].value;
  if (key.is_string()) return attribute(ctx, node, Name(ctx.arena.copy(key.as_string())));
  if (value.is_list() && key.is_integer()) {
    auto size = static_cast<std::int64_t>(value.items().size());
    std::int64_t at = key.as_integer() < 0 ? key.as_integer() + size : key.as_integer();
    if (key.as_integer() < 0) ctx.reads.note(relation_, nodes_[node].path, 1);
    if (at >= 0 && at < size) return hand_out(ctx, nodes_[node].first_child + static_cast<std::uint32_t>(at));
    note_missing(ctx, node, std::to_string(key.as_integer()));
    return {};
  }
  return value::item(ctx, materialize(ctx, node), key);
}

Value Tree::materialize(Context& ctx, Handle node) const {
  ctx.reads.note(relation_, nodes_[node].path, 0);
  return nodes_[node].value;
}

std::optional<std::size_t> Tree::length(Context& ctx, Handle node) const {
  ctx.reads.note(relation_, nodes_[node].path, 1);
  return value::length(ctx, nodes_[node].value);
}

std::vector<std::string> Tree::attribute_names(Handle node) const {
  std::vector<std::string> names;
  const Value& value = nodes_[node].value;
  if (!value.is_map()) return names;
  for (const Map::Entry& entry : value.as_map().entries()) names.emplace_back(entry.key.string_or(""));
  return names;
}

}  // namespace value
