// SPDX-License-Identifier: MIT
#include "render/replace_regex.h"

#include <re2/re2.h>

#include <variant>
#include <vector>

#include "base/strings.h"
#include "base/unicode.h"

namespace render {

namespace {

re2::StringPiece piece_of(std::string_view text) { return {text.data(), text.size()}; }

/// A replacement taken apart: text, or the number of a group.
using Part = std::variant<std::string, int>;

class ReplacementParser {
 public:
  ReplacementParser(const RE2& pattern, std::string_view text) : pattern_(pattern), text_(text) {}

  std::expected<std::vector<Part>, PatternMistake> parse() {
    while (at_ < text_.size()) {
      char c = text_[at_++];
      if (c != '\\' || at_ == text_.size()) {
        literal_ += c;
      } else if (!escape()) {
        return std::unexpected(mistake_);
      }
    }
    end_literal();
    return std::move(parts_);
  }

 private:
  void end_literal() {
    if (!literal_.empty()) parts_.emplace_back(std::move(literal_));
    literal_.clear();
  }

  bool escape() {
    char c = text_[at_++];
    if (base::is_digit(c)) {
      int number = c - '0';
      if (at_ < text_.size() && base::is_digit(text_[at_])) number = number * 10 + (text_[at_++] - '0');
      return group(std::to_string(number));
    }
    std::size_t close = text_.find('>', at_);
    if (c == 'g' && at_ < text_.size() && text_[at_] == '<' && close != text_.npos) {
      std::string name(text_.substr(at_ + 1, close - at_ - 1));
      at_ = close + 1;
      return group(name);
    }
    switch (c) {
      case 'n':
        literal_ += '\n';
        return true;
      case 't':
        literal_ += '\t';
        return true;
      case 'r':
        literal_ += '\r';
        return true;
      case '\\':
        literal_ += '\\';
        return true;
      default:
        literal_ += '\\';
        literal_ += c;
        return true;
    }
  }

  bool group(const std::string& name) {
    int number = -1;
    if (auto parsed = base::parse_integer(name)) {
      if (*parsed >= 0 && *parsed <= pattern_.NumberOfCapturingGroups()) number = static_cast<int>(*parsed);
    } else if (auto named = pattern_.NamedCapturingGroups().find(name);
               named != pattern_.NamedCapturingGroups().end()) {
      number = named->second;
    }
    if (number < 0) {
      mistake_ = {"replace_regex: the replacement names group '" + name + "', which the pattern does not have",
                  "the pattern has " + std::to_string(pattern_.NumberOfCapturingGroups()) + " groups"};
      return false;
    }
    end_literal();
    parts_.emplace_back(number);
    return true;
  }

  const RE2& pattern_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::string literal_;
  std::vector<Part> parts_;
  PatternMistake mistake_;
};

void append_replacement(std::string& out, const std::vector<Part>& parts, const std::vector<re2::StringPiece>& groups) {
  for (const Part& part : parts) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      out += *literal;
    } else {
      const re2::StringPiece& group = groups[static_cast<std::size_t>(std::get<int>(part))];
      if (group.data() != nullptr) out.append(group.data(), group.size());
    }
  }
}

PatternMistake mistake_of(const RE2& compiled, std::string_view pattern) {
  if (compiled.error_code() == RE2::ErrorPatternTooLarge)
    return {"replace_regex: the pattern takes too much memory", "repeat less in it"};
  return {"replace_regex: the pattern '" + base::make_valid_utf8(pattern) + "' cannot be used: " + compiled.error(),
          "patterns are those of RE2: without look-ahead, look-behind and backreferences"};
}

PatternMistake too_many_steps(std::uint64_t most) {
  return {"replace_regex would take more than " + std::to_string(most) + " steps",
          "give it a shorter text or a pattern that matches less often", "pattern_steps"};
}

PatternMistake too_long(std::uint64_t most) {
  return {"replace_regex makes a text of more than " + std::to_string(most) + " bytes", "give it a shorter text",
          "text_bytes"};
}

}  // namespace

std::expected<std::string, PatternMistake> replace_regex(std::string_view text, std::string_view pattern,
                                                         std::string_view replacement, const PatternLimits& limits) {
  RE2::Options options;
  options.set_log_errors(false);
  RE2 compiled(piece_of(pattern), options);
  if (!compiled.ok()) return std::unexpected(mistake_of(compiled, pattern));
  auto parts = ReplacementParser(compiled, replacement).parse();
  if (!parts) return std::unexpected(parts.error());

  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(compiled.NumberOfCapturingGroups()) + 1);
  re2::StringPiece subject = piece_of(text);
  std::string result;
  std::size_t done = 0, position = 0;
  std::uint64_t steps_left = limits.steps;
  while (position <= text.size()) {
    std::uint64_t steps = (text.size() - position) * static_cast<std::uint64_t>(compiled.ProgramSize());
    if (steps > steps_left) return std::unexpected(too_many_steps(limits.steps));
    steps_left -= steps;
    if (!compiled.Match(subject, position, text.size(), RE2::UNANCHORED, groups.data(),
                        static_cast<int>(groups.size())))
      break;
    auto begin = static_cast<std::size_t>(groups[0].data() - subject.data());
    result.append(text, done, begin - done);
    append_replacement(result, *parts, groups);
    if (result.size() > limits.text_bytes) return std::unexpected(too_long(limits.text_bytes));
    done = position = begin + groups[0].size();
    if (!groups[0].empty()) continue;
    if (position == text.size()) break;
    base::next_code_point(text, position);
  }
  result.append(text.substr(std::min(done, text.size())));
  return result;
}

}  // namespace render
