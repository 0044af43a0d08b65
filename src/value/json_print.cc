// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <vector>

#include "base/unicode.h"
#include "value/datetime.h"
#include "value/operations.h"
#include "value/wording.h"

namespace value {

namespace {

constexpr int k_widest_indent = 40;

void append_unit(std::string& out, std::uint32_t unit) {
  static constexpr char k_digits[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += k_digits[(unit >> shift) & 15];
}

void append_escaped(std::string& out, char32_t c) {
  static constexpr std::string_view k_plain = "\"\\\b\f\n\r\t", k_letters = "\"\\bfnrt";
  if (std::size_t at = c < 0x80 ? k_plain.find(static_cast<char>(c)) : k_plain.npos; at != k_plain.npos) {
    out += '\\';
    out += k_letters[at];
  } else if (c < 0x10000) {
    append_unit(out, c);
  } else {
    append_unit(out, 0xd800 + ((c - 0x10000) >> 10));
    append_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
  }
}

/// Writes one value as JSON, keeping track of depth for indentation.
class JsonWriter {
 public:
  JsonWriter(Context& ctx, std::string& out, const JsonStyle& style) : ctx_(ctx), out_(out), style_(style) {
    style_.indent = std::min(style_.indent, k_widest_indent);
  }

  void write(const Value& value, int depth, const Visited* outer) {
    switch (value.kind()) {
      case Kind::undefined:
        if (style_.is_strict) return refuse(value);
        out_ += "null";
        return;
      case Kind::none:
        out_ += "null";
        return;
      case Kind::boolean:
        out_ += value.as_boolean() ? "true" : "false";
        return;
      case Kind::integer:
        return append_text(ctx_, out_, value);
      case Kind::floating:
        return write_floating(value.as_floating());
      case Kind::string:
        return write_text(value.as_string());
      case Kind::datetime:
        return write_text(to_iso(value.as_datetime()));
      case Kind::duration:
        return write_text(duration_to_python(value.as_duration()));
      case Kind::list:
      case Kind::map:
      case Kind::object:
        return write_nested(value, depth, outer);
    }
  }

 private:
  void refuse(const Value& value) {
    ctx_.fail("wrong-argument", described(value) + " cannot be written as JSON", "give it a value with default(...)");
  }

  void write_nested(const Value& value, int depth, const Visited* outer) {
    Level level(ctx_, value);
    Value plain = value.is_object() ? value.as_object().materialize(ctx_, value.handle()) : value;
    const void* storage = plain.is_list()  ? static_cast<const void*>(&plain.as_list())
                          : plain.is_map() ? static_cast<const void*>(&plain.as_map())
                                           : nullptr;
    bool is_inside_itself = storage != nullptr && outer != nullptr && outer->has(storage);
    if (is_inside_itself || level.is_too_deep() || level.is_exhausted()) {
      ctx_.fail("limit", is_inside_itself ? "a value that contains itself cannot be written as JSON"
                                          : "a value is too large to be written as JSON");
      out_ += "null";
      return;
    }
    Visited visited{storage, outer};
    if (plain.is_list()) {
      write_list(plain, depth, visited);
    } else if (plain.is_map()) {
      write_map(plain.as_map(), depth, visited);
    } else if (style_.is_strict) {
      refuse(value);
    } else {
      write(plain.is_object() ? Value::none() : plain, depth, outer);
    }
  }

  void write_floating(double number) {
    if (std::isnan(number)) {
      out_ += "NaN";
    } else if (std::isinf(number)) {
      out_ += number < 0 ? "-Infinity" : "Infinity";
    } else {
      append_floating(out_, number);
    }
  }

  void write_text(std::string_view text) {
    out_ += '"';
    for (std::size_t i = 0; i < text.size();) {
      std::size_t plain_end = i;
      while (plain_end < text.size() && is_plain(text[plain_end])) ++plain_end;
      out_.append(text, i, plain_end - i);
      i = plain_end;
      if (i == text.size()) break;
      char32_t c = base::next_code_point(text, i);
      if (c < 0x80 || style_.ascii) {
        append_escaped(out_, c);
      } else {
        base::append_utf8(out_, c);
      }
    }
    out_ += '"';
  }

  bool is_plain(char c) const {
    auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < (style_.ascii ? 0x7f : 0x80) && c != '"' && c != '\\';
  }

  void write_break(int depth) {
    if (style_.indent < 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(style_.indent * depth), ' ');
  }

  void write_separator() { out_ += style_.indent >= 0 || style_.compact ? "," : ", "; }

  void write_list(const Value& list, int depth, const Visited& visited) {
    if (list.items().empty()) {
      out_ += "[]";
      return;
    }
    out_ += '[';
    for (std::size_t i = 0; i < list.items().size(); ++i) {
      if (i > 0) write_separator();
      write_break(depth + 1);
      write(list.items()[i], depth + 1, &visited);
    }
    write_break(depth);
    out_ += ']';
  }

  /// Keys are text in JSON: numbers and truth values are written as their JSON, others as Python prints them.
  std::string key_text(const Value& key) {
    if (key.is_string()) return std::string(key.as_string());
    if (key.is_none()) return "null";
    if (key.is_boolean()) return key.as_boolean() ? "true" : "false";
    if (key.is_datetime()) return to_iso(key.as_datetime());
    if (style_.is_strict && !key.is_number()) refuse(key);
    std::string text;
    append_text(ctx_, text, key);
    return text;
  }

  void write_map(const Map& map, int depth, const Visited& visited) {
    if (map.size() == 0) {
      out_ += "{}";
      return;
    }
    out_ += '{';
    bool is_first = true;
    for (const auto& [key, entry] : entries_in_order(map)) {
      if (!is_first) write_separator();
      is_first = false;
      write_break(depth + 1);
      write_text(key);
      out_ += style_.compact ? ":" : ": ";
      write(entry->value, depth + 1, &visited);
    }
    write_break(depth);
    out_ += '}';
  }

  std::vector<std::pair<std::string, const Map::Entry*>> entries_in_order(const Map& map) {
    std::vector<std::pair<std::string, const Map::Entry*>> entries;
    entries.reserve(map.size());
    for (const Map::Entry& entry : map.entries()) entries.emplace_back(key_text(entry.key), &entry);
    if (!style_.sort_keys) return entries;
    std::stable_sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
      return style_.is_strict ? stands_before(a.second->key, b.second->key) : a.first < b.first;
    });
    return entries;
  }

  /// Python sorts keys as values, before they are text.
  bool stands_before(const Value& a, const Value& b) {
    if (ctx_.failed()) return false;
    auto ordering = compare(ctx_, a, b);
    if (!ordering) ctx_.fail("wrong-argument", "keys of several kinds cannot be sorted");
    return ordering && *ordering < 0;
  }

  Context& ctx_;
  std::string& out_;
  JsonStyle style_;
};

}  // namespace

void append_json(Context& ctx, std::string& out, const Value& value, const JsonStyle& style) {
  JsonWriter(ctx, out, style).write(value, 0, nullptr);
}

}  // namespace value
