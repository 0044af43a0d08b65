// SPDX-License-Identifier: MIT
#include "site/shortcode_call.h"

#include <algorithm>
#include <charconv>

namespace site {
namespace {

using value::Value;

bool is_separator(char c) { return c == ' ' || c == '\t' || c == ',' || c == '(' || c == ')'; }

class CallReader {
 public:
  CallReader(std::string_view source, base::Arena& arena) : text_(source), arena_(arena) {}

  ShortcodeCall run() {
    ShortcodeCall call{.name = word(""), .positional = value::make_list(arena_), .named = value::make_map(arena_)};
    for (skip(); at_ < text_.size(); skip()) {
      std::size_t before = at_;
      read_argument(call);
      if (at_ == before) ++at_;
    }
    return call;
  }

 private:
  void skip() {
    while (at_ < text_.size() && is_separator(text_[at_])) ++at_;
  }

  void read_argument(ShortcodeCall& call) {
    if (is_quote()) return call.positional->append(arena_, Value::string(arena_, quoted()));
    std::string_view first = word("=");
    std::size_t equal = std::min(text_.find_first_not_of(" \t", at_), text_.size());
    if (equal < text_.size() && text_[equal] == '=') at_ = equal;
    if (at_ >= text_.size() || text_[at_] != '=') {
      if (!first.empty()) call.positional->append(arena_, typed(first));
      return;
    }
    ++at_;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    Value value = is_quote() ? Value::string(arena_, quoted()) : typed(word(""));
    if (!first.empty()) call.named->set(arena_, value::Name(arena_.copy(first)), value);
  }

  bool is_quote() const { return at_ < text_.size() && std::string_view("\"'`").contains(text_[at_]); }

  std::string_view quoted() {
    char quote = text_[at_++];
    std::size_t end = std::min(text_.find(quote, at_), text_.size());
    std::string_view inside = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    return inside;
  }

  /// Up to a separator or one of `ends`.
  std::string_view word(std::string_view ends) {
    std::size_t begin = at_;
    while (at_ < text_.size() && !is_separator(text_[at_]) && !ends.contains(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  Value typed(std::string_view word) {
    if (word == "true" || word == "false") return Value::boolean(word == "true");
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error == std::errc() && end == word.data() + word.size()) return Value::integer(number);
    return Value::string(arena_, word);
  }

  std::string_view text_;
  base::Arena& arena_;
  std::size_t at_ = 0;
};

}  // namespace

ShortcodeCall read_shortcode_call(std::string_view source, base::Arena& arena) {
  return CallReader(source, arena).run();
}

}  // namespace site
