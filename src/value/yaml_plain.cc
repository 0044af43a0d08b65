// SPDX-License-Identifier: MIT
// The YAML that nearly all front matter is written in, read line by line: keys at the beginning of lines, with a
// scalar, `[a list]` of scalars, or `- items` on the lines below. Several times faster than the library, to which
// everything else is left.
#include <algorithm>
#include <array>

#include "base/strings.h"
#include "value/formats.h"

namespace value {

namespace {

/// Beyond this the library's limits count.
constexpr std::size_t k_longest_text = 64 << 10;
constexpr std::size_t k_longest_key = 128;

/// What means something inside `[a, b]`.
constexpr auto k_flow_characters = [] {
  std::array<bool, 256> special{};
  for (unsigned char c : {':', '#', '[', ']', '{', '}', '?', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`'})
    special[c] = true;
  return special;
}();

bool is_key_character(char c) { return base::is_ascii_letter(c) || base::is_digit(c) || c == '_' || c == '-'; }

/// Whether all characters are such that YAML allows them and takes none but '\n' for the end of a line. The text is
/// valid UTF-8.
bool has_plain_characters(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x7F) continue;
    if (byte == '\n') continue;
    if (byte < 0x80) return false;
    auto next = [&](std::size_t count) { return static_cast<unsigned char>(text[i + count]); };
    if (byte == 0xC2 && next(1) < 0xA0) return false;                                           // C1 controls
    if (byte == 0xE2 && next(1) == 0x80 && (next(2) == 0xA8 || next(2) == 0xA9)) return false;  // line separators
    if (byte == 0xEF && next(1) >= 0xBB) return false;  // byte order marks, U+FFFE and neighbours
  }
  return true;
}

/// Whether a scalar without quotes can begin with `text`.
bool begins_plainly(std::string_view text) {
  char first = text.front();
  if (static_cast<unsigned char>(first) >= 0x80 || base::is_ascii_letter(first) || base::is_digit(first)) return true;
  if (first == '-') return text.size() > 1 && (base::is_ascii_letter(text[1]) || base::is_digit(text[1]));
  return first == '_' || first == '.' || first == '/' || first == '+' || first == '(' || first == '$' || first == '~';
}

class Reader {
 public:
  explicit Reader(ParseJob& job) : arena_(job.arena), text_(job.text) {}

  std::optional<Value> read() {
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = std::min(text_.find('\n', begin), text_.size());
      if (!read_line(text_.substr(begin, end - begin))) return std::nullopt;
      begin = end + 1;
    }
    end_list();
    return Value::map(map_);
  }

 private:
  bool read_line(std::string_view line) {
    std::size_t indent = line.find_first_not_of(' ');
    if (indent == line.npos || line[0] == '#') return true;
    if (base::is_ascii_letter(line[0]) || line[0] == '_') return read_key(line);
    return line[indent] == '-' && read_item(line, indent);
  }

  bool read_key(std::string_view line) {
    end_list();
    std::size_t colon = 1;
    while (colon < line.size() && is_key_character(line[colon])) ++colon;
    if (colon >= line.size() || line[colon] != ':' || colon > k_longest_key) return false;
    if (colon + 1 < line.size() && line[colon + 1] != ' ') return false;
    key_ = resolve_yaml_scalar(arena_, line.substr(0, colon));
    if (!key_.is_string() || map_->find(key_) != nullptr) return false;
    std::string_view rest = trimmed(line.substr(colon + 1));
    has_open_key_ = rest.empty();
    std::optional<Value> value = rest.starts_with('[') ? flow_list(rest) : scalar(rest);
    if (value) map_->set(arena_, key_, *value);
    return value.has_value();
  }

  /// One of the `- items` below a key. All have the same indentation.
  bool read_item(std::string_view line, std::size_t indent) {
    if (!has_open_key_ || (list_ != nullptr && indent != indent_)) return false;
    if (list_ == nullptr) list_ = make_list(arena_);
    indent_ = indent;
    if (indent + 1 >= line.size() || line[indent + 1] != ' ') return false;
    std::string_view rest = trimmed(line.substr(indent + 2));
    std::optional<Value> item = rest.empty() ? std::nullopt : scalar(rest);
    if (item) list_->append(arena_, *item);
    return item.has_value();
  }

  void end_list() {
    if (list_ != nullptr) map_->set(arena_, key_, Value::list(list_));
    list_ = nullptr;
    has_open_key_ = false;
  }

  static std::string_view trimmed(std::string_view text) {
    std::size_t begin = text.find_first_not_of(' ');
    return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
  }

  std::optional<Value> scalar(std::string_view text) {
    if (text.empty()) return resolve_yaml_scalar(arena_, text);
    if (text[0] == '"' || text[0] == '\'') return quoted(text);
    if (!begins_plainly(text)) return std::nullopt;
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i] == ':' && (i + 1 == text.size() || text[i + 1] == ' ')) return std::nullopt;
      if (text[i] == '#' && text[i - 1] == ' ') return std::nullopt;
    }
    return plain(text);
  }

  std::optional<Value> plain(std::string_view text) {
    Value value = resolve_yaml_scalar(arena_, text);
    if (value.is_string() && base::is_digit(text[0]) && looks_like_yaml_timestamp(text)) return std::nullopt;
    return value;
  }

  /// Text between quotes that hold no quote and no escape.
  std::optional<Value> quoted(std::string_view text) {
    std::string_view inner = text.substr(1);
    if (std::size_t end = inner.find(text[0]); end == inner.npos || end + 1 != inner.size()) return std::nullopt;
    inner.remove_suffix(1);
    bool has_escape = text[0] == '"' && inner.find('\\') != inner.npos;
    return has_escape ? std::nullopt : std::optional(Value::string(arena_, inner));
  }

  std::optional<Value> flow_list(std::string_view text) {
    if (text.back() != ']') return std::nullopt;
    text = trimmed(text.substr(1, text.size() - 2));
    List* list = make_list(arena_);
    while (!text.empty()) {
      std::size_t end = text.find(',');
      if (end == text.npos) end = text.size();
      std::optional<Value> item = flow_item(trimmed(text.substr(0, end)));
      if (!item) return std::nullopt;
      list->append(arena_, *item);
      if (end == text.size()) break;
      text.remove_prefix(end + 1);
      if (trimmed(text).empty()) return std::nullopt;
    }
    return Value::list(list);
  }

  std::optional<Value> flow_item(std::string_view text) {
    if (text.empty()) return std::nullopt;
    if (text[0] == '"' || text[0] == '\'') return quoted(text);
    auto is_special = [](char c) { return k_flow_characters[static_cast<unsigned char>(c)]; };
    return begins_plainly(text) && std::ranges::none_of(text, is_special) ? plain(text) : std::nullopt;
  }

  base::Arena& arena_;
  std::string_view text_;
  Map* map_ = make_map(arena_);
  Value key_;
  bool has_open_key_ = false;  ///< the last key had nothing behind it: items may follow
  List* list_ = nullptr;       ///< of the items below the last key
  std::size_t indent_ = 0;     ///< of these
};

}  // namespace

std::optional<Value> parse_plain_yaml(ParseJob& job) {
  if (job.wants_places() || job.text.size() > k_longest_text || !has_plain_characters(job.text)) return std::nullopt;
  return Reader(job).read();
}

}  // namespace value
