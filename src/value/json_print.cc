// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "base/strings.h"
#include "base/unicode.h"
#include "value/datetime.h"
#include "value/operations.h"

namespace value {

namespace {

/// Writes one value as JSON, keeping track of depth for indentation.
class JsonWriter {
 public:
  JsonWriter(Context& ctx, std::string& out, const JsonStyle& style) : ctx_(ctx), out_(out), style_(style) {}

  void write(const Value& value, int depth) {
    if (depth > k_deepest + 20) {
      out_ += "null";
      return;
    }
    switch (value.kind()) {
      case Kind::undefined:
      case Kind::none:
        out_ += "null";
        return;
      case Kind::boolean:
        out_ += value.as_boolean() ? "true" : "false";
        return;
      case Kind::integer:
        out_ += std::to_string(value.as_integer());
        return;
      case Kind::floating:
        return write_floating(value.as_floating());
      case Kind::string:
        return write_text(value.as_string());
      case Kind::datetime:
        return write_text(to_iso(value.as_datetime()));
      case Kind::duration:
        return write_text(duration_to_python(value.as_duration()));
      case Kind::list:
        return write_list(value, depth);
      case Kind::map:
        return write_map(value.as_map(), depth);
      case Kind::object: {
        Value plain = value.as_object().materialize(ctx_, value.handle());
        if (plain.is_object()) plain = Value::none();
        return write(plain, depth + 1);
      }
    }
  }

 private:
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
    std::size_t begin = out_.size();
    base::append_json_string(out_, text);
    if (!style_.ascii) return;
    bool is_ascii = std::all_of(out_.begin() + static_cast<std::ptrdiff_t>(begin), out_.end(),
                                [](char c) { return static_cast<unsigned char>(c) < 0x7f; });
    if (is_ascii) return;
    std::string plain = out_.substr(begin);
    out_.resize(begin);
    for (std::size_t i = 0; i < plain.size();) {
      char32_t c = base::next_code_point(plain, i);
      if (c < 0x7f) {
        out_ += static_cast<char>(c);
      } else if (c < 0x10000) {
        write_escape(c);
      } else {
        write_escape(0xd800 + ((c - 0x10000) >> 10));
        write_escape(0xdc00 + ((c - 0x10000) & 0x3ff));
      }
    }
  }

  void write_escape(std::uint32_t unit) {
    static constexpr char k_digits[] = "0123456789abcdef";
    out_ += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out_ += k_digits[(unit >> shift) & 15];
  }

  void write_break(int depth) {
    if (style_.indent < 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(style_.indent * depth), ' ');
  }

  void write_separator() { out_ += style_.indent >= 0 || style_.compact ? "," : ", "; }

  void write_list(const Value& list, int depth) {
    if (list.items().empty()) {
      out_ += "[]";
      return;
    }
    out_ += '[';
    for (std::size_t i = 0; i < list.items().size(); ++i) {
      if (i > 0) write_separator();
      write_break(depth + 1);
      write(list.items()[i], depth + 1);
    }
    write_break(depth);
    out_ += ']';
  }

  /// Keys are text in JSON: numbers and truth values are written as their JSON, others as Python prints them.
  std::string key_text(const Value& key) {
    std::string text;
    if (key.is_string()) return std::string(key.as_string());
    if (key.is_none()) return "null";
    if (key.is_boolean()) return key.as_boolean() ? "true" : "false";
    append_text(ctx_, text, key);
    return text;
  }

  void write_map(const Map& map, int depth) {
    if (map.size() == 0) {
      out_ += "{}";
      return;
    }
    std::vector<const Map::Entry*> entries;
    for (const Map::Entry& entry : map.entries()) entries.push_back(&entry);
    if (style_.sort_keys) {
      std::stable_sort(entries.begin(), entries.end(),
                       [&](const Map::Entry* a, const Map::Entry* b) { return key_text(a->key) < key_text(b->key); });
    }
    out_ += '{';
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) write_separator();
      write_break(depth + 1);
      write_text(key_text(entries[i]->key));
      out_ += style_.compact ? ":" : ": ";
      write(entries[i]->value, depth + 1);
    }
    write_break(depth);
    out_ += '}';
  }

  Context& ctx_;
  std::string& out_;
  const JsonStyle& style_;
};

}  // namespace

void append_json(Context& ctx, std::string& out, const Value& value, const JsonStyle& style) {
  JsonWriter(ctx, out, style).write(value, 0);
}

}  // namespace value
