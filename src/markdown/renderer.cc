// SPDX-License-Identifier: MIT
#include "markdown/renderer.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "base/strings.h"
#include "markdown/escape.h"
#include "markdown/spare.h"
#include "markdown/table_of_contents.h"
#include "markdown/trust.h"

namespace markdown {
namespace {

constexpr std::array<std::string_view, 6> k_code_elements = {"code", "pre", "samp", "script", "style", "textarea"};

/// Calls `on_text` for the text between marks and `on_insert` for what the marks stand for.
template <class OnText, class OnInsert>
void for_each_piece(std::string_view text, const std::vector<Insert>& inserts, OnText on_text, OnInsert on_insert) {
  std::size_t done = 0;
  for (Mark mark = find_mark(text, 0, inserts.size()); mark.begin != std::string_view::npos;
       mark = find_mark(text, done, inserts.size())) {
    if (mark.begin > done) on_text(text.substr(done, mark.begin - done));
    on_insert(inserts[mark.index]);
    done = mark.begin + k_mark_bytes;
  }
  if (done < text.size()) on_text(text.substr(done));
}

std::string_view tag_name(std::string_view tag) {
  std::size_t end = 0;
  while (end < tag.size() && base::is_ascii_letter(tag[end])) ++end;
  return tag.substr(0, end);
}

/// Follows raw HTML through its tags: `element` is the one whose content is code, or "".
void follow_code(std::string_view html, std::string& element) {
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    bool closes = at + 1 < html.size() && html[at + 1] == '/';
    std::string_view name = tag_name(html.substr(at + (closes ? 2 : 1), 12));
    if (closes && !element.empty() && base::equals_ignoring_case(name, element)) element.clear();
    if (closes || !element.empty()) continue;
    for (std::string_view code : k_code_elements) {
      if (base::equals_ignoring_case(name, code)) element = code;
    }
  }
}

}  // namespace

std::string Ids::unique(std::string wanted) {
  if (2 * (count_ + 2) > places_.size()) grow();
  Taken& first = place_of(wanted);
  if (first.id.empty()) {
    take(first, wanted);
    return wanted;
  }
  for (;;) {
    std::string candidate = wanted + "-" + std::to_string(++first.last_number);
    Taken& place = place_of(candidate);
    if (!place.id.empty()) continue;
    take(place, candidate);
    return candidate;
  }
}

void Ids::clear() {
  constexpr std::size_t k_most_kept = 1024;
  if (count_ == 0) return;
  if (places_.size() > k_most_kept) places_ = {};
  std::fill(places_.begin(), places_.end(), Taken{});
  arena_.reset();
  count_ = 0;
}

Ids::Taken& Ids::place_of(std::string_view id) {
  std::size_t at = std::hash<std::string_view>{}(id) & (places_.size() - 1);
  while (!places_[at].id.empty() && places_[at].id != id) at = (at + 1) & (places_.size() - 1);
  return places_[at];
}

void Ids::take(Taken& place, std::string_view id) {
  place.id = arena_.copy(id);
  ++count_;
}

void Ids::grow() {
  std::vector<Taken> before(std::max<std::size_t>(64, 2 * places_.size()));
  before.swap(places_);
  for (const Taken& each : before) {
    if (!each.id.empty()) place_of(each.id) = each;
  }
}

Renderer::Renderer(const Prepared& prepared, Extensions extensions, Document& document)
    : prepared_(prepared),
      extensions_(extensions),
      document_(document),
      buffers_(Spare<Buffers>::take()),
      html_(buffers_->html),
      ids_(buffers_->ids),
      plain_(buffers_->plain) {
  html_.begin(prepared.text.size() + prepared.text.size() / 2 + 64);
  ids_.clear();
}

Renderer::~Renderer() {
  if (prepared_.text.size() <= k_largest_sparing_text) Spare<Buffers>::keep(std::move(buffers_));
}

void Renderer::run(Tree& tree) {
  find_abbreviations(tree);
  Event event;
  while (tree.next(event)) {
    if (event.line > 0) line_ = event.line;
    block_event(event);
    if (event.inlines != nullptr && !in_toc_) inlines(tree, *event.inlines);
  }
  if (toc_at_ != k_no_toc) insert_toc();
  settle_shortcodes();
  document_.html = html_.view();
}

/// A paragraph with nothing but `[TOC]`, if it is the first.
bool Renderer::is_toc(const Event& event) const {
  if (toc_at_ != k_no_toc || !extensions_.has(Extension::toc)) return false;
  if (event.text != "[TOC]" && event.text != "[toc]") return false;
  return std::ranges::none_of(*event.inlines, [](const Token& each) { return each.element == Element::link; });
}

/// All headings are known now.
void Renderer::insert_toc() {
  std::string toc = table_of_contents(document_.headings);
  toc.copy(insert_gap(toc_at_, toc.size(), toc_slots_), toc.size());
}

/// Makes room in what is written and moves the slots behind it.
char* Renderer::insert_gap(std::size_t at, std::size_t size, std::size_t first_slot) {
  char* gap = html_.insert_gap(at, size);
  for (std::size_t slot = first_slot; slot < document_.slots.size(); ++slot) {
    document_.slots[slot].begin += static_cast<std::uint32_t>(size);
    document_.slots[slot].end += static_cast<std::uint32_t>(size);
  }
  return gap;
}

void Renderer::inlines(Tree& tree, const std::vector<Token>& tokens) {
  const Token* end = tokens.data() + tokens.size();
  for (const Token* token = tokens.data(); token != end;) {
    if (token->element != Element::text) {
      if (token->element == Element::soft_break && joins_lines(token + 1 == end ? nullptr : token + 1)) {
        ++token;
        continue;
      }
      inline_token(tree, *token++);
      continue;
    }
    // Tokens that go on where this one ends are one text with it.
    std::string_view whole = token->text();
    for (++token; token != end; ++token) {
      if (token->element == Element::document) continue;
      if (token->element != Element::text || token->data != whole.data() + whole.size()) break;
      whole = {whole.data(), whole.size() + token->size};
    }
    if (!abbreviations_.empty() && image_depth_ == 0) {
      abbreviated(whole);
    } else if (prepared_.inserts.empty()) {
      plain_piece(whole);
    } else {
      text(whole, image_depth_ > 0 ? Shown::in_attribute : Shown::as_text);
    }
  }
}

void Renderer::inline_token(Tree& tree, const Token& token) {
  switch (token.element) {
    case Element::soft_break:
      return line_end(false);
    case Element::line_break:
      return line_end(true);
    case Element::code:
      return code(token.text());
    case Element::html_inline:
      return html_inline(token.text());
    case Element::emphasis:
      return tag("em>", token.begins);
    case Element::strong:
      return tag("strong>", token.begins);
    case Element::strikethrough:
      return tag("del>", token.begins);
    case Element::subscript:
      return tag("sub>", token.begins);
    case Element::superscript:
      return tag("sup>", token.begins);
    case Element::mark:
      return tag("mark>", token.begins);
    case Element::insert:
      return tag("ins>", token.begins);
    case Element::span:
      return span(token);
    case Element::keys:
      return keys(token.text());
    case Element::role:
      return role(*token.link);
    case Element::math_inline:
    case Element::math_display:
      return math(token.text(), token.element);
    case Element::attributes:
      code_attributes_ = token.text();
      return;
    case Element::link:
      return link(tree, token);
    case Element::image:
      return image(tree, token);
    case Element::footnote_reference:
      return footnote_reference(token.footnote->text, token.footnote->number, tree.count_reference(*token.footnote));
    default:
      return;
  }
}

void Renderer::line_end(bool hard) {
  note_plain(" ");
  if (image_depth_ > 0) {
    html_ += ' ';
  } else if (hard) {
    html_ += "<br />\n";
  } else if (in_term_) {
    html_ += "</dt>\n<dt>";
  } else {
    html_ += '\n';
  }
}

/// `name`: with the `>` behind it.
void Renderer::tag(std::string_view name, bool begins) {
  if (image_depth_ > 0) return;
  html_ += '<';
  if (!begins) html_ += '/';
  html_ += name;
}

void Renderer::code(std::string_view code) {
  if (image_depth_ == 0) {
    html_ += "<code";
    if (!code_attributes_.empty()) attributes(std::exchange(code_attributes_, {}));
    html_ += '>';
  }
  plain_piece(source_of(code));
  if (image_depth_ == 0) html_ += "</code>";
}

void Renderer::text(std::string_view text, Shown shown) {
  if (!raw_code_.empty()) shown = Shown::as_source;
  for_each_piece(
      text, prepared_.inserts, [&](std::string_view piece) { plain_piece(piece); },
      [&](const Insert& each) { insert(each, shown); });
}

void Renderer::plain_piece(std::string_view piece) {
  note_plain(piece);
  append_text(html_, piece, prepared_.text);
}

void Renderer::insert(const Insert& insert, Shown shown) {
  if (is_shortcode(insert.kind) && shown == Shown::as_text && shortcode(insert)) return;
  std::string plain;
  if (shown == Shown::as_source) {
    plain = insert.source;
  } else {
    append_plain(plain, insert);
  }
  note_plain(plain);
  bool reference = insert.kind == Insert::Kind::cross_reference && shown == Shown::as_text && link_depth_ == 0;
  bool variable = insert.kind == Insert::Kind::variable && shown != Shown::as_source;
  if (reference) {
    slot(Slot::Kind::cross_reference, insert);
  } else if (variable) {
    slot(Slot::Kind::variable, insert);
  } else {
    append_text(html_, plain);
  }
}

void Renderer::slot(Slot::Kind kind, const Insert& insert) {
  auto begin = static_cast<std::uint32_t>(html_.size());
  std::string plain;
  append_plain(plain, insert);
  bool reference = kind == Slot::Kind::cross_reference;
  if (reference) html_ += "<span class=\"broken-ref\">";
  append_text(html_, plain);
  if (reference) html_ += "</span>";
  document_.slots.push_back({kind, begin, static_cast<std::uint32_t>(html_.size()), std::string(insert.target),
                             std::string(insert.text), insert.offset});
}

void Renderer::html_inline(std::string_view html) {
  if (!is_trusted()) return text(html, Shown::as_source);
  if (image_depth_ > 0) return text(html, Shown::in_attribute);
  raw_html(html);
}

/// Variables in raw HTML are shown, but not where the HTML shows code.
void Renderer::raw_html(std::string_view html) {
  bool comment = html.starts_with("<!--");
  for_each_piece(
      html, prepared_.inserts,
      [&](std::string_view piece) {
        html_ += piece;
        if (!comment) follow_code(piece, raw_code_);
      },
      [&](const Insert& each) {
        if (is_shortcode(each.kind) && raw_code_.empty() && !comment && shortcode(each)) return;
        if (each.kind == Insert::Kind::variable && raw_code_.empty() && !comment) {
          slot(Slot::Kind::variable, each);
        } else if (each.kind == Insert::Kind::literal && !each.target.empty() && raw_code_.empty()) {
          html_.append("{{").append(each.target).append("}}");
        } else {
          html_ += each.source;
        }
      });
}

void Renderer::link(Tree& tree, const Token& token) {
  if (token.begins) line_ = tree.line_of(*token.link);
  if (image_depth_ > 0) return;
  if (!token.begins) {
    html_ += "</a>";
    --link_depth_;
    return;
  }
  ++link_depth_;
  html_ += "<a href=\"";
  destination(token.link->url, Slot::Kind::link);
  title(token.link->title);
  html_ += '"';
  if (!token.link->attributes.empty()) attributes(token.link->attributes);
  html_ += '>';
}

void Renderer::image(Tree& tree, const Token& token) {
  if (token.begins) {
    line_ = tree.line_of(*token.link);
    if (image_depth_++ > 0) return;
    html_ += "<img src=\"";
    destination(token.link->url, Slot::Kind::image);
    html_ += "\" alt=\"";
  } else {
    if (--image_depth_ > 0) return;
    title(token.link->title);
    html_ += '"';
    if (!token.link->attributes.empty()) attributes(token.link->attributes);
    html_ += " />";
  }
}

void Renderer::destination(std::string_view url, Slot::Kind kind) {
  auto begin = static_cast<std::uint32_t>(html_.size());
  if (!is_trusted()) {
    // What a variable holds may be an address that does something.
    url = source_of(url);
    if (!is_harmless_url(url)) return;
  }
  if (find_mark(url, 0, prepared_.inserts.size()).begin == std::string_view::npos) {
    append_url(html_, url);
    return destination_slot(kind, begin, url);
  }
  bool open = false;
  std::string target;
  for_each_piece(
      url, prepared_.inserts,
      [&](std::string_view piece) {
        target += piece;
        append_url(html_, piece);
      },
      [&](const Insert& each) {
        if (each.kind == Insert::Kind::variable) {
          open = true;
          slot(Slot::Kind::variable, each);
        } else {
          std::string source;
          if (each.kind == Insert::Kind::literal)
            append_plain(source, each);
          else
            source = each.source;
          target += source;
          append_url(html_, source);
        }
      });
  if (!open) destination_slot(kind, begin, target);
}

/// What was written from `begin` on may lead somewhere in the site.
void Renderer::destination_slot(Slot::Kind kind, std::uint32_t begin, std::string_view target) {
  if (!extensions_.has(Extension::site_links) || !is_site_url(target)) return;
  if (document_.slots.empty()) document_.slots.reserve(4);
  document_.slots.push_back(
      {kind, begin, static_cast<std::uint32_t>(html_.size()), std::string(target), std::string(), line_offset()});
}

void Renderer::title(std::string_view title) {
  if (title.empty()) return;
  html_ += "\" title=\"";
  bool heading = std::exchange(in_heading_, false);  // a title is no part of the heading's text
  for_each_piece(
      title, prepared_.inserts, [&](std::string_view piece) { append_text(html_, piece); },
      [&](const Insert& each) {
        if (each.kind == Insert::Kind::cross_reference)
          append_text(html_, each.source);
        else
          insert(each, Shown::in_attribute);
      });
  in_heading_ = heading;
}

void Renderer::footnote_reference(std::string_view label, std::uint32_t number, std::uint32_t reference) {
  if (image_depth_ > 0) {
    html_ += std::to_string(number);
    return;
  }
  html_ += "<sup class=\"footnote-ref\"><a href=\"#fn-";
  append_url(html_, source_of(label));
  html_ += "\" id=\"fnref-";
  append_url(html_, source_of(label));
  if (reference > 1) html_.append("-").append(std::to_string(reference));
  html_.append("\" data-footnote-ref>").append(std::to_string(number)).append("</a></sup>");
}

/// The text with every mark as it was written; until the next call.
std::string_view Renderer::source_of(std::string_view text) {
  if (find_mark(text, 0, prepared_.inserts.size()).begin == std::string_view::npos) return text;
  source_.clear();
  for_each_piece(
      text, prepared_.inserts, [&](std::string_view piece) { source_ += piece; },
      [&](const Insert& each) { source_ += each.source; });
  return source_;
}

}  // namespace markdown
