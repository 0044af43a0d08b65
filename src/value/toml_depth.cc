// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "value/formats.h"

namespace value {

namespace {

/// Walks over a TOML text without reading it: only brackets and the dots of keys outside strings and comments count.
class TomlWalk {
 public:
  explicit TomlWalk(std::string_view text) : text_(text) {}

  std::size_t find_deep() {
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '#') {
        skip_comment();
      } else if (c == '"' || c == '\'') {
        skip_string(c);
      } else {
        count(c);
        if (depth_ > k_deepest || dots_ >= k_deepest) return at_;
        ++at_;
      }
    }
    return text_.npos;
  }

 private:
  /// A key ends where a value, an element or a line begins.
  void count(char c) {
    if (c == '[' || c == '{') ++depth_;
    if ((c == ']' || c == '}') && depth_ > 0) --depth_;
    if (c == '.') ++dots_;
    if (c == '=' || c == ',' || c == '\n' || c == '{' || c == '}') dots_ = 0;
  }

  void skip_comment() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void skip_string(char quote) {
    std::size_t run = 1;
    while (run < 3 && at_ + run < text_.size() && text_[at_ + run] == quote) ++run;
    if (run == 2) {
      at_ += 2;
      return;
    }
    bool is_long = run == 3;
    at_ += run;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\' && quote == '"') {
        ++at_;
      } else if (text_[at_] == '\n' && !is_long) {
        return;
      } else if (text_[at_] == quote && (!is_long || text_.substr(at_, 3) == std::string(3, quote))) {
        at_ += run;
        return;
      }
    }
    at_ = text_.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int dots_ = 0;
};

}  // namespace

std::size_t find_deep_toml(std::string_view text) { return TomlWalk(text).find_deep(); }

}  // namespace value
