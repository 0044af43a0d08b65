// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "value/formats.h"

namespace value {

namespace {

/// Walks over a TOML text without reading it: only what stands outside strings and comments
/// counts.
class TomlWalk {
 public:
  explicit TomlWalk(std::string_view text) : text_(text) {}

  TomlObstacle find_obstacle() {
    if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '#') {
        skip_comment();
      } else if (c == '"' || c == '\'') {
        skip_string(c);
      } else {
        count(c);
        if (depth_ > k_deepest || dots_ >= k_deepest) return {TomlObstacle::Kind::nesting, at_};
        if (static_cast<unsigned char>(c) >= 0x80) return {TomlObstacle::Kind::character, at_};
        ++at_;
      }
    }
    return {};
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
        if (is_long) skip_last_quotes(quote);
        return;
      }
    }
    at_ = text_.size();
  }

  /// One or two quotes may stand before the three that close a long string.
  void skip_last_quotes(char quote) {
    for (int i = 0; i < 2 && at_ < text_.size() && text_[at_] == quote; ++i) ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int dots_ = 0;
};

}  // namespace

TomlObstacle find_toml_obstacle(std::string_view text) { return TomlWalk(text).find_obstacle(); }

}  // namespace value
