// SPDX-License-Identifier: MIT
#include "markdown/renderer.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "base/strings.h"
#include "markdown/escape.h"

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

Renderer::Renderer(const Prepared& prepared, Dialect dialect, Document& document)
    : prepared_(prepared), dialect_(dialect), document_(document), html_(document.html) {
  html_.reserve(prepared.text.size() + prepared.text.size() / 2 + 64);
  tab_set_numbers_.resize(prepared.directives.size());
}

void Renderer::run(Tree& tree) {
  Event event;
  while (tree.next(event)) {
    if (event.line > 0) line_ = event.line;
    if (event.element < Element::text) {
      block_event(event);
    } else {
      inline_event(event);
    }
  }
}

void Renderer::inline_event(const Event& event) {
  auto tags = [&](std::string_view name) {
    if (image_depth_ == 0) html_.append(event.begins ? "<" : "</").append(name).append(">");
  };
  switch (event.element) {
    case Element::text:
      return text(event.text, image_depth_ > 0 ? Shown::in_attribute : Shown::as_text);
    case Element::soft_break:
      note_plain(" ");
      html_ += image_depth_ > 0 ? " " : in_terms() ? "</dt>\n<dt>" : "\n";
      return;
    case Element::line_break:
      note_plain(" ");
      html_ += image_depth_ > 0 ? " " : "<br />\n";
      return;
    case Element::code: {
      if (image_depth_ == 0) html_ += "<code>";
      std::string_view source = source_of(event.text);
      note_plain(source);
      append_text(html_, source);
      if (image_depth_ == 0) html_ += "</code>";
      return;
    }
    case Element::html_inline:
      return html_inline(event.text);
    case Element::emphasis:
      return tags("em");
    case Element::strong:
      return tags("strong");
    case Element::strikethrough:
      return tags("del");
    case Element::link:
      return link(event);
    case Element::image:
      return image(event);
    case Element::footnote_reference:
      return footnote_reference(event);
    default:
      return;
  }
}

void Renderer::text(std::string_view text, Shown shown) {
  if (!raw_code_.empty()) shown = Shown::as_source;
  for_each_piece(
      text, prepared_.inserts,
      [&](std::string_view piece) {
        note_plain(piece);
        append_text(html_, piece);
      },
      [&](const Insert& each) { insert(each, shown); });
}

void Renderer::insert(const Insert& insert, Shown shown) {
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
        if (each.kind == Insert::Kind::variable && raw_code_.empty() && !comment) {
          slot(Slot::Kind::variable, each);
        } else if (each.kind == Insert::Kind::literal && !each.target.empty() && raw_code_.empty()) {
          append_plain(html_, each);
        } else {
          html_ += each.source;
        }
      });
}

void Renderer::link(const Event& event) {
  if (image_depth_ > 0) return;
  if (!event.begins) {
    html_ += "</a>";
    --link_depth_;
    return;
  }
  ++link_depth_;
  html_ += "<a href=\"";
  destination(event, Slot::Kind::link);
  title(event.title);
  html_ += "\">";
}

void Renderer::image(const Event& event) {
  if (event.begins) {
    if (image_depth_++ > 0) return;
    html_ += "<img src=\"";
    destination(event, Slot::Kind::image);
    html_ += "\" alt=\"";
  } else {
    if (--image_depth_ > 0) return;
    title(event.title);
    html_ += "\" />";
  }
}

void Renderer::destination(const Event& event, Slot::Kind kind) {
  auto begin = static_cast<std::uint32_t>(html_.size());
  if (find_mark(event.url, 0, prepared_.inserts.size()).begin == std::string_view::npos) {
    append_url(html_, event.url);
    return destination_slot(kind, begin, event.url);
  }
  bool open = false;
  std::string target;
  for_each_piece(
      event.url, prepared_.inserts,
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
  if (dialect_ == Dialect::commonmark || !is_site_url(target)) return;
  std::size_t line = std::min<std::size_t>(line_, prepared_.line_offsets.size());
  std::uint32_t offset = line == 0 ? 0 : prepared_.line_offsets[line - 1];
  document_.slots.push_back(
      {kind, begin, static_cast<std::uint32_t>(html_.size()), std::string(target), std::string(), offset});
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

void Renderer::footnote_reference(const Event& event) {
  if (!event.begins) return;
  std::string label;
  append_url(label, source_of(event.text));
  std::string number = std::to_string(event.number);
  if (image_depth_ > 0) {
    html_ += number;
    return;
  }
  html_.append("<sup class=\"footnote-ref\"><a href=\"#fn-").append(label).append("\" id=\"fnref-").append(label);
  if (event.references > 1) html_.append("-").append(std::to_string(event.references));
  html_.append("\" data-footnote-ref>").append(number).append("</a></sup>");
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

void Renderer::note_plain(std::string_view text) {
  if (in_heading_) plain_ += text;
}

void Renderer::fresh_line() {
  if (!html_.empty() && html_.back() != '\n') html_ += '\n';
}

}  // namespace markdown
