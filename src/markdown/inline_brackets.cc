// SPDX-License-Identifier: MIT
#include <algorithm>

#include "markdown/inline_parser.h"
#include "markdown/link_syntax.h"

namespace markdown {
namespace {

constexpr std::size_t k_longest_label = 999;

}  // namespace

void InlineParser::open_bracket(bool image) {
  flush(at_);
  std::size_t size = image ? 2 : 1;
  if (!brackets_.empty()) brackets_.back().has_inner = true;
  brackets_.push_back({.token = static_cast<std::uint32_t>(tokens_.size()),
                       .inside = static_cast<std::uint32_t>(at_ + size),
                       .delimiters = delimiters_.size(),
                       .image = image});
  push_text(text_.substr(at_, size));
  run_ = at_ += size;
}

void InlineParser::pop_bracket() {
  brackets_.pop_back();
  inactive_ = std::min(inactive_, brackets_.size());
}

/// The `]` at the cursor ends a link, an image or a footnote reference, or is text.
void InlineParser::close_bracket() {
  if (brackets_.empty()) {
    ++at_;
    return;
  }
  Bracket bracket = brackets_.back();
  bool may_be_link = bracket.image || brackets_.size() > inactive_;
  std::size_t end = 0;
  LinkTarget target;
  if (may_be_link && (match_inline_link(end, target) || match_reference(bracket, end, target))) {
    return make_link(bracket, end, target);
  }
  if (may_be_link && extensions_.has(Extension::footnotes) && make_footnote_reference(bracket)) return;
  if (!bracket.image && make_span(bracket)) return;
  pop_bracket();
  ++at_;
}

/// `(destination "title")` behind the bracket.
bool InlineParser::match_inline_link(std::size_t& end, LinkTarget& target) {
  std::size_t at = at_ + 1;
  if (at >= text_.size() || text_[at] != '(') return false;
  at = skip_white_space(text_, at + 1);
  std::string_view url;
  std::string_view title;
  if (!read_destination(text_, at, true, url)) return false;
  std::size_t behind = skip_white_space(text_, at);
  if (behind > at && read_title(text_, behind, title)) behind = skip_white_space(text_, behind);
  if (behind >= text_.size() || text_[behind] != ')') return false;
  target = {unescape(url, arena_), unescape(title, arena_)};
  end = behind + 1;
  return true;
}

/// `[label]` behind the bracket, or what stands in the bracket itself, names a definition.
bool InlineParser::match_reference(const Bracket& bracket, std::size_t& end, LinkTarget& target) {
  if (blocks_.link_targets.empty()) return false;
  std::size_t at = at_ + 1;
  std::string_view label;
  bool collapsed = read_label(text_, at, label);
  if (!collapsed || is_blank_label(label)) {
    if (!label.empty() || !collapsed) at = at_ + 1;
    if (bracket.has_inner) return false;
    label = text_.substr(bracket.inside, at_ - bracket.inside);
    if (label.size() > k_longest_label) return false;
  }
  const LinkTarget* found = blocks_.link_targets.find(label);
  if (found == nullptr) return false;
  std::size_t bytes = found->url.size() + found->title.size();
  if (bytes > expansion_left_) {
    blocks_.meet(Bound::link_text, 0, 0);
    return false;
  }
  expansion_left_ -= bytes;
  target = *found;
  end = at;
  return true;
}

void InlineParser::make_link(const Bracket& bracket, std::size_t end, const LinkTarget& target) {
  flush(at_);
  delimiters_.match(bracket.delimiters, tokens_);
  run_ = at_ = end;
  const Link* link = arena_.make<Link>(target.url, target.title, take_attributes(), text_.data() + bracket.inside);
  Element element = bracket.image ? Element::image : Element::link;
  tokens_[bracket.token] = {.link = link, .element = element};
  tokens_.push_back({.link = link, .element = element, .begins = false});
  pop_bracket();
  if (!bracket.image) inactive_ = brackets_.size();
}

/// `[^label]`: a reference where the footnote is defined, else text as it is written.
bool InlineParser::make_footnote_reference(const Bracket& bracket) {
  std::string_view inside = text_.substr(bracket.inside, at_ - bracket.inside);
  if (bracket.image || inside.size() < 2 || inside[0] != '^' || inside.find('\n') != std::string_view::npos)
    return false;
  delimiters_.drop(bracket.delimiters);
  tokens_.resize(bracket.token);
  std::string_view label = inside.substr(1);
  Node* const* footnote = label.size() > k_longest_label ? nullptr : blocks_.footnotes.find(label);
  if (footnote != nullptr) {
    tokens_.push_back({.footnote = *footnote, .size = 0, .element = Element::footnote_reference});
    run_ = at_ + 1;
  } else {
    run_ = bracket.inside - 1;
  }
  pop_bracket();
  ++at_;
  return true;
}

}  // namespace markdown
