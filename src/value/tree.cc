// SPDX-License-Identifier: MIT
#include "value/tree.h"

#include "base/strings.h"
#include "value/operations.h"

namespace value {

namespace {

constexpr std::uint32_t k_whole = 0, k_length = 1;

bool holds_values(const Value& value) { return value.is_map() || value.is_list(); }

/// A key that is no text, as Python's repr prints it.
std::string text_of_key(const Value& key) {
  base::Arena arena(64);
  ReadLog reads;
  Context ctx(arena, reads);
  std::string text;
  append_repr(ctx, text, key);
  return text;
}

/// Appends a key to a path as the header spells it.
void append_key(std::string& path, const Value& key) {
  if (!path.empty()) path += '.';
  std::string printed = key.is_string() ? std::string() : text_of_key(key);
  std::string_view text = key.is_string() ? key.as_string() : printed;
  if (text.empty()) path += "\\e";
  if (!key.is_string()) path += '#';
  if (key.is_string() && text.starts_with('#')) path += '\\';
  for (char c : text) {
    if (c == '.' || c == '\\') path += '\\';
    path += c;
  }
}

std::size_t end_of_key(std::string_view path) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '.') return i;
    if (path[i] == '\\') ++i;
  }
  return path.size();
}

/// The text behind a spelled key that does not begin with `#`.
std::string plain_key(std::string_view spelled) {
  std::string key;
  if (spelled == "\\e") return key;
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    if (spelled[i] == '\\' && i + 1 < spelled.size()) ++i;
    key += spelled[i];
  }
  return key;
}

Value child_at(const Value& value, std::string_view spelled) {
  if (value.is_map() && !spelled.starts_with('#')) return value.get(Name(plain_key(spelled)));
  if (value.is_map()) {
    for (const Map::Entry& entry : value.as_map().entries()) {
      std::string path;
      append_key(path, entry.key);
      if (path == spelled) return entry.value;
    }
  }
  auto index = base::parse_integer(spelled);
  std::span<const Value> elements = value.items();
  bool is_there = index && *index >= 0 && static_cast<std::uint64_t>(*index) < elements.size();
  return is_there ? elements[static_cast<std::size_t>(*index)] : Value();
}

void append_index(std::string& path, std::int64_t index) {
  if (!path.empty()) path += '.';
  path += std::to_string(index);
}

}  // namespace

Tree::Tree(Relation relation, Value root, Names& names, std::string_view type_name, std::string_view prefix)
    : relation_(relation), names_(names), type_name_(type_name) {
  nodes_.push_back({root, 0, names.id(prefix)});
  for (std::size_t node = 0; node < nodes_.size(); ++node) add_children(node);
}

void Tree::add_children(std::size_t node) {
  Value value = nodes_[node].value;
  nodes_[node].first_child = static_cast<std::uint32_t>(nodes_.size());
  if (!holds_values(value)) return;
  std::string path(names_.text(nodes_[node].path));
  std::size_t length = path.size();
  auto add = [&](const Value& child) {
    nodes_.push_back({child, 0, names_.id(path)});
    path.resize(length);
  };
  if (value.is_map()) {
    for (const Map::Entry& entry : value.as_map().entries()) {
      append_key(path, entry.key);
      add(entry.value);
    }
  }
  std::int64_t index = 0;
  for (const Value& element : value.items()) {
    append_index(path, index++);
    add(element);
  }
}

Value Tree::plain_at(std::string_view path) const {
  std::string_view prefix = names_.text(nodes_.front().path);
  if (path == prefix) return plain();
  if (!prefix.empty() && !(path.starts_with(prefix) && path[prefix.size()] == '.')) return {};
  std::string_view rest = prefix.empty() ? path : path.substr(prefix.size() + 1);
  Value at = plain();
  for (bool has_more = true; has_more;) {
    std::size_t end = end_of_key(rest);
    at = child_at(at, rest.substr(0, end));
    has_more = end < rest.size();
    if (has_more) rest.remove_prefix(end + 1);
  }
  return at;
}

Value Tree::hand_out(Context& ctx, Handle node) const {
  const Value& value = nodes_[node].value;
  if (holds_values(value)) return Value::object(this, node);
  ctx.reads.note(relation_, nodes_[node].path, k_whole);
  return value;
}

void Tree::note_missing(Context& ctx, Handle node, const Value& key) const {
  std::string path(names_.text(nodes_[node].path));
  if (nodes_[node].value.is_list() && key.is_integer()) {
    append_index(path, key.as_integer());
  } else {
    append_key(path, key);
  }
  ctx.reads.note(relation_, names_.id(path), k_whole);
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
  note_missing(ctx, node, Value::string(name.text));
  return {};
}

Value Tree::item(Context& ctx, Handle node, const Value& key) const {
  const Value& value = nodes_[node].value;
  if (value.is_map()) {
    if (!is_hashable(key)) return {};
    std::uint32_t at = value.as_map().index_of(key);
    if (at < value.as_map().size()) return hand_out(ctx, nodes_[node].first_child + at);
  } else if (value.is_list() && key.is_integer()) {
    auto size = static_cast<std::int64_t>(value.items().size());
    std::int64_t at = key.as_integer() < 0 ? key.as_integer() + size : key.as_integer();
    if (key.as_integer() < 0) ctx.reads.note(relation_, nodes_[node].path, k_length);
    if (at >= 0 && at < size) return hand_out(ctx, nodes_[node].first_child + static_cast<std::uint32_t>(at));
  } else if (!key.is_string()) {
    return value::item(ctx, materialize(ctx, node), key);
  }
  note_missing(ctx, node, key);
  return {};
}

Value Tree::materialize(Context& ctx, Handle node) const {
  ctx.reads.note(relation_, nodes_[node].path, k_whole);
  return nodes_[node].value;
}

std::optional<std::size_t> Tree::length(Context& ctx, Handle node) const {
  ctx.reads.note(relation_, nodes_[node].path, k_length);
  return value::length(ctx, nodes_[node].value);
}

std::vector<std::string> Tree::attribute_names(Handle node) const {
  std::vector<std::string> names;
  const Value& value = nodes_[node].value;
  if (!value.is_map()) return names;
  for (const Map::Entry& entry : value.as_map().entries()) {
    if (entry.key.is_string()) names.emplace_back(entry.key.as_string());
  }
  return names;
}

}  // namespace value
