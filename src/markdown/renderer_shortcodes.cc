// SPDX-License-Identifier: MIT
#include <algorithm>

#include "markdown/characters.h"
#include "markdown/escape.h"
#include "markdown/renderer.h"

namespace markdown {
namespace {

/// The name that a shortcode's source begins with. All blocks `{% %}` end alike, so they share one.
std::string_view name_of(const Insert& insert) {
  if (insert.source.starts_with("{%")) return "{%";
  std::size_t end = 0;
  while (end < insert.target.size() && !is_blank(insert.target[end]) && insert.target[end] != '(') ++end;
  return insert.target.substr(0, end);
}

}  // namespace

/// A line of nothing else: it has no paragraph around it.
void Renderer::shortcodes(std::string_view line) {
  fresh_line();
  text(line, Shown::as_text);
  fresh_line();
}

/// What may be shown by a template. False when it can only be text.
bool Renderer::shortcode(const Insert& insert) {
  if (insert.kind == Insert::Kind::shortcode_end) return end_shortcode(insert);
  if (insert.kind == Insert::Kind::include) {
    if (!is_trusted()) return false;
    point(Slot::Kind::include, std::string(insert.target), "", insert.offset);
    return true;
  }
  auto begin = static_cast<std::uint32_t>(html_.size());
  bool component = insert.source.starts_with('<');
  if (component && is_trusted()) {
    html_ += insert.source;
  } else if (component || (insert.source.starts_with("{{") && insert.target.ends_with(')'))) {
    append_text(html_, insert.source);  // what it is when no template knows it
  }
  std::size_t place = document_.slots.size();
  document_.slots.push_back({Slot::Kind::shortcode, begin, static_cast<std::uint32_t>(html_.size()),
                             std::string(insert.target), std::string(insert.source), insert.offset});
  if (insert.alone) return true;
  std::size_t& last = last_open_[name_of(insert)];
  open_shortcodes_.push_back({name_of(insert), place, last, component});
  last = open_shortcodes_.size();
  return true;
}

/// Ends the last open shortcode of the name; those inside it have no end.
bool Renderer::end_shortcode(const Insert& insert) {
  auto last = last_open_.find(name_of(insert));
  bool component = insert.source.starts_with('<') && is_trusted();
  if (last == last_open_.end() || last->second == 0) {
    if (component) html_ += insert.source;
    return component;
  }
  std::size_t open = last->second - 1;
  close_shortcodes(open + 1);
  document_.slots[open_shortcodes_[open].slot].kind = Slot::Kind::shortcode_begin;
  last_open_[open_shortcodes_[open].name] = open_shortcodes_[open].before;
  open_shortcodes_.pop_back();
  auto begin = static_cast<std::uint32_t>(html_.size());
  if (component) html_ += insert.source;
  document_.slots.push_back({Slot::Kind::shortcode_end, begin, static_cast<std::uint32_t>(html_.size()),
                             std::string(insert.target), std::string(insert.source), insert.offset});
  return true;
}

/// Forgets the open shortcodes but the first `left`. Components among them are but tags.
void Renderer::close_shortcodes(std::size_t left) {
  while (open_shortcodes_.size() > left) {
    const OpenShortcode& open = open_shortcodes_.back();
    if (open.component) stray_components_.push_back(open.slot);
    last_open_[open.name] = open.before;
    open_shortcodes_.pop_back();
  }
}

/// At the end of the text.
void Renderer::settle_shortcodes() {
  close_shortcodes(0);
  if (stray_components_.empty()) return;
  std::sort(stray_components_.begin(), stray_components_.end());
  std::size_t at = 0;
  std::erase_if(document_.slots, [&](const Slot&) {
    return std::binary_search(stray_components_.begin(), stray_components_.end(), at++);
  });
}

/// A slot without anything in it yet.
void Renderer::point(Slot::Kind kind, std::string target, std::string text, std::uint32_t offset) {
  auto place = static_cast<std::uint32_t>(html_.size());
  document_.slots.push_back({kind, place, place, std::move(target), std::move(text), offset});
}

}  // namespace markdown
