// SPDX-License-Identifier: MIT
#include "markdown/attributes.h"
#include "markdown/block_parser.h"

namespace markdown {
namespace {

struct AbbreviationLine {
  std::string_view word;
  std::string_view meaning;
};

/// `*[word]: meaning`; an empty word when the line is something else.
AbbreviationLine read_abbreviation(std::string_view line) {
  constexpr std::size_t k_longest_word = 64;
  if (!line.starts_with("*[")) return {};
  std::size_t close = line.find("]:");
  if (close == std::string_view::npos || close == 2 || close - 2 > k_longest_word) return {};
  std::string_view meaning = trim_blanks(line.substr(close + 2));
  if (meaning.empty()) return {};
  return {line.substr(2, close - 2), meaning};
}

}  // namespace

/// A line with nothing but `$$`, when another one that ends so comes after it.
bool BlockParser::begins_math() const {
  std::string_view line = trim_blanks(line_.rest());
  if (!extensions_.has(Extension::math) || line != "$$") return false;
  return text_.find("$$", line_.end()) != std::string_view::npos;
}

void BlockParser::begin_math() {
  leaf_node_ = &add_child(Element::math_block);
  leaf_ = Leaf::math;
  fence_indent_ = line_.indent();
  leaf_text_.clear();
}

bool BlockParser::continue_math() {
  last_end_ = line_.end();
  std::string_view line = line_.blank() ? std::string_view() : trim_blanks(line_.rest());
  if (!line.ends_with("$$")) {
    add_raw_line(fence_indent_);
    return true;
  }
  std::size_t end = line_.content() + line.size() - 2;
  if (end > line_.content()) leaf_text_.add(line_.content(), end);
  close_leaf();
  return true;
}

/// Nothing but `{...}`.
bool BlockParser::is_attributes(std::string_view line) const {
  if (!extensions_.has(Extension::attributes)) return false;
  line = trim_blanks(line);
  return attributes_length(line) == line.size();
}

/// A line of attributes belongs to the block directly above it, else to the one directly below. It is text when there
/// is neither.
void BlockParser::add_attributes() {
  Node& parent = *containers_.back().node;
  std::string_view line = trim_blanks(line_.rest());
  bool below = !after_blank_ && parent.last_child != nullptr && parent.last_child != waiting_attributes_;
  if (below && parent.last_child->attributes.empty()) {
    parent.last_child->attributes = inside_braces(line);
    return;
  }
  Node* before = parent.last_child;
  Node& waiting = add_child(Element::paragraph);
  waiting.text = line;
  waiting.end = static_cast<std::uint32_t>(line_.end());
  waiting_attributes_ = &waiting;
  before_waiting_ = before;
}

/// Gives the line of attributes directly above it to a new block at the end of the innermost container.
void BlockParser::take_waiting_attributes(Node& node) {
  Node& waiting = *waiting_attributes_;
  waiting_attributes_ = nullptr;
  Node& parent = *containers_.back().node;
  if (waiting.parent != &parent || parent.last_child != &waiting || waiting.line + 1 != node.line) return;
  parent.last_child = before_waiting_;
  (before_waiting_ == nullptr ? parent.first_child : before_waiting_->next) = nullptr;
  node.attributes = inside_braces(waiting.text);
}

/// `# Title {#id .class}`
void BlockParser::take_heading_attributes(Node& heading, std::string_view& text) {
  if (!text.ends_with('}') || !extensions_.has(Extension::attributes)) return;
  std::size_t open = text.rfind('{');
  if (open == std::string_view::npos || attributes_length(text.substr(open)) != text.size() - open) return;
  char before = open == 0 ? ' ' : text[open - 1];
  if (before == '\\' || before == ']' || before == ')' || before == '`') return;
  if (!is_blank(before) && text[open + 1] != '#') return;
  heading.attributes = inside_braces(text.substr(open));
  text = trim_blanks(text.substr(0, open));
}

bool BlockParser::is_abbreviation(std::string_view line) const {
  return extensions_.has(Extension::abbreviations) && !read_abbreviation(line).word.empty();
}

void BlockParser::add_abbreviation() {
  AbbreviationLine line = read_abbreviation(line_.rest());
  blocks_.abbreviations.push_back({line.word, line.meaning});
}

}  // namespace markdown
