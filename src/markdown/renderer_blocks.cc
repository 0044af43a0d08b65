// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <utility>

#include "base/strings.h"
#include "base/unicode.h"
#include "highlight/highlighter.h"
#include "highlight/languages.h"
#include "markdown/characters.h"
#include "markdown/escape.h"
#include "markdown/renderer.h"

namespace markdown {
namespace {

/// What becomes of a byte in a slug: itself in lower case, or one of these.
constexpr char k_gap = '-';
constexpr char k_not_ascii = 0;
constexpr std::array<char, 256> k_in_slug = [] {
  std::array<char, 256> bytes{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    char c = static_cast<char>(byte);
    bool kept = is_letter_or_digit(c) || c == '_' || c == '.' || c == '+';
    bytes[byte] = kept ? lower(c) : k_gap;
  }
  return bytes;
}();

char in_slug(char c) { return k_in_slug[static_cast<unsigned char>(c)]; }

/// The same as `base::slugify`, which is asked only for words that are not ASCII: words do not concern each other.
std::string make_slug(std::string_view text) {
  std::string slug(text.size(), '\0');
  std::size_t size = 0;
  std::size_t word = 0;  // where the word at hand begins, in the text and in the slug
  std::size_t word_in_slug = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = in_slug(text[at]);
    if (c == k_not_ascii) {
      while (at < text.size() && in_slug(text[at]) != k_gap) ++at;
      slug.replace(word_in_slug, std::string::npos, base::slugify(text.substr(word, at - word)));
      size = slug.size();
      slug.resize(size + text.size() - at + 1);
      c = k_gap;
    }
    if (c != k_gap) {
      slug[size++] = c;
      continue;
    }
    if (size > 0 && slug[size - 1] != k_gap) slug[size++] = k_gap;
    word = at + 1;
    word_in_slug = size;
  }
  if (size > 0 && slug[size - 1] == k_gap) --size;
  slug.resize(size);
  return slug;
}

}  // namespace

void Renderer::block_event(const Event& event) {
  raw_code_.clear();
  if (!list_tables_.empty() && list_table_event(event)) return;
  event.begins ? begin_block(event) : end_block(event);
}

void Renderer::begin_block(const Event& event) {
  switch (event.element) {
    case Element::block_quote:
      fresh_line();
      block_tag("blockquote", event);
      html_ += '\n';
      return;
    case Element::list:
      return begin_list(event);
    case Element::item:
      return begin_item(event);
    case Element::code_block:
      if (is_math(event)) return math(event.text, Element::math_block);
      if (is_include(event)) return include(*event.directive);
      return code_block(event);
    case Element::html_block:
      return html_block(event);
    case Element::math_block:
      return math(event.text, Element::math_block);
    case Element::shortcodes:
      return shortcodes(event.text);
    case Element::paragraph:
      return begin_paragraph(event);
    case Element::heading:
      return begin_heading(event);
    case Element::thematic_break:
      fresh_line();
      html_ += "<hr";
      if (!event.attributes.empty()) attributes(event.attributes);
      html_ += " />\n";
      return;
    case Element::footnote_definition:
      return begin_footnote(event);
    case Element::table:
      return table(event);
    case Element::table_row:
      return table_row(event);
    case Element::table_cell:
      return table_cell(event);
    case Element::directive:
      return begin_directive(event);
    case Element::directive_title:
      return directive_title(*event.directive, true);
    case Element::definition_list:
      fresh_line();
      block_tag("dl", event);
      html_ += '\n';
      return;
    case Element::definition_term:
      in_term_ = true;
      html_ += "<dt>";
      return;
    case Element::definition:
      html_ += "<dd>";
      return;
    default:
      return;
  }
}

void Renderer::end_block(const Event& event) {
  switch (event.element) {
    case Element::document:
      if (in_footnotes_) html_ += "</ol>\n</section>\n";
      return;
    case Element::block_quote:
      fresh_line();
      html_ += "</blockquote>\n";
      return;
    case Element::list:
      html_ += event.ordered ? "</ol>\n" : "</ul>\n";
      return;
    case Element::item:
      html_ += "</li>\n";
      return;
    case Element::paragraph:
      return end_paragraph(event);
    case Element::heading:
      return end_heading(event);
    case Element::footnote_definition:
      if (!back_links_written_) {
        footnote_back_links(footnote_);
        html_ += '\n';
      }
      html_ += "</li>\n";
      return;
    case Element::table:
      return table(event);
    case Element::table_row:
      return table_row(event);
    case Element::table_cell:
      return table_cell(event);
    case Element::directive:
      return end_directive(event);
    case Element::directive_title:
      return directive_title(*event.directive, false);
    case Element::definition_list:
      html_ += "</dl>\n";
      return;
    case Element::definition_term:
      in_term_ = false;
      html_ += "</dt>\n";
      return;
    case Element::definition:
      html_ += "</dd>\n";
      return;
    default:
      return;
  }
}

/// `<name>` with the attributes of the block.
void Renderer::block_tag(std::string_view name, const Event& event) {
  html_.append("<").append(name);
  if (!event.attributes.empty()) attributes(event.attributes);
  html_ += '>';
}

void Renderer::begin_list(const Event& event) {
  fresh_line();
  html_ += event.ordered ? "<ol" : "<ul";
  if (event.ordered && event.start != 1) html_.append(" start=\"").append(std::to_string(event.start)).append("\"");
  if (!event.attributes.empty()) attributes(event.attributes);
  html_ += ">\n";
}

void Renderer::begin_item(const Event& event) {
  fresh_line();
  html_ += "<li>";
  if (event.task == Task::open) html_ += "<input type=\"checkbox\" disabled=\"\" /> ";
  if (event.task == Task::done) html_ += "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ";
}

/// A paragraph of a tight list stands without tags.
void Renderer::begin_paragraph(const Event& event) {
  in_toc_ = is_toc(event);
  if (in_toc_) {
    fresh_line();
    toc_at_ = html_.size();
    toc_slots_ = document_.slots.size();
    return;
  }
  tight_ = event.tight && event.attributes.empty();
  if (tight_) return;
  fresh_line();
  block_tag("p", event);
}

void Renderer::end_paragraph(const Event& event) {
  if (std::exchange(in_toc_, false) || tight_) return;
  if (event.last) {
    html_ += ' ';
    footnote_back_links(footnote_);
  }
  html_ += "</p>\n";
}

void Renderer::begin_heading(const Event& event) {
  in_heading_ = true;
  plain_.clear();
  fresh_line();
  heading_tag_ = html_.size();
  heading_slots_ = document_.slots.size();
  html_ += "<h";
  html_ += static_cast<char>('0' + event.level);
  if (!event.attributes.empty()) {
    attributes(event.attributes, extensions_.has(Extension::heading_ids) ? &heading_id_ : nullptr);
  }
  html_ += '>';
}

void Renderer::end_heading(const Event& event) {
  in_heading_ = false;
  if (extensions_.has(Extension::heading_ids)) {
    std::string id = std::exchange(heading_id_, {});
    if (id.empty()) id = make_slug(plain_);
    id = ids_.unique(id.empty() ? "section" : std::move(id));
    insert_id(id);
    if (document_.headings.empty()) document_.headings.reserve(4);
    document_.headings.push_back({event.level, std::move(id), std::string(base::trim(plain_))});
  }
  html_ += "</h";
  html_ += static_cast<char>('0' + event.level);
  html_ += ">\n";
}

/// Puts the id into the heading's tag, which is known only now, and moves the slots behind it.
void Renderer::insert_id(const std::string& id) {
  constexpr std::string_view k_before = " id=\"";
  std::size_t size = k_before.size() + id.size() + 1;
  char* gap = insert_gap(heading_tag_ + 3, size, heading_slots_);
  gap += k_before.copy(gap, k_before.size());
  gap += id.copy(gap, id.size());
  *gap = '"';
}

void Renderer::code_block(const Event& event) {
  fresh_line();
  std::string_view info = source_of(event.info);
  std::string_view language = info.substr(0, info.find_first_of(" \t\r\n\f\v"));
  bool mermaid = extensions_.has(Extension::diagrams) && (language == "mermaid" || language == "{mermaid}");
  if (mermaid) {
    html_ += "<div class=\"mermaid\">";
  } else if (language.empty()) {
    html_ += "<pre><code>";
  } else {
    html_ += "<pre><code class=\"language-";
    append_text(html_, language);
    html_ += "\">";
  }
  bool spans = !mermaid && extensions_.has(Extension::highlight) && !language.empty() &&
               highlighted(std::string(language), source_of(event.text), event.line);
  if (!spans) append_text(html_, source_of(event.text), prepared_.text);
  html_ += mermaid ? "</div>\n" : "</code></pre>\n";
}

/// Writes code as spans and returns true; or false, where it has to stay plain text.
bool Renderer::highlighted(const std::string& name, std::string_view code, std::uint32_t line) {
  const highlight::Highlighter& highlighter = highlight::built_in_highlighter();
  if (!highlighter.has_grammars() || highlight::is_plain_text(name)) return false;
  const highlight::Language* language = highlighter.find(name);
  if (language == nullptr) {
    unknown_languages_.emplace(name, line);
    return false;
  }
  auto html = highlighter.html(*language, code);
  if (html) html_ += *html;
  return html.has_value();
}

void Renderer::html_block(const Event& event) {
  fresh_line();
  if (!is_trusted()) {
    html_ += "<p>";
    text(base::trim(event.text), Shown::as_source);
    html_ += "</p>\n";
    return;
  }
  raw_html(event.text);
  raw_code_.clear();
  fresh_line();
}

void Renderer::table(const Event& event) {
  fresh_line();
  if (event.begins) {
    block_tag("table", event);
  } else {
    if (in_table_body_) html_ += "</tbody>\n";
    html_ += "</table>\n";
  }
  in_table_body_ = false;
}

void Renderer::table_row(const Event& event) {
  fresh_line();
  if (!event.begins) {
    html_ += event.header ? "</tr>\n</thead>" : "</tr>";
    in_table_header_ = false;
    return;
  }
  if (event.header) {
    in_table_header_ = true;
    html_ += "<thead>\n";
  } else if (!in_table_body_) {
    html_ += "<tbody>\n";
    in_table_body_ = true;
  }
  html_ += "<tr>";
}

void Renderer::table_cell(const Event& event) {
  std::string_view name = in_table_header_ ? "th" : "td";
  if (!event.begins) {
    html_.append("</").append(name).append(">");
    return;
  }
  fresh_line();
  html_.append("<").append(name);
  switch (event.alignment) {
    case Alignment::left:
      html_ += " align=\"left\"";
      break;
    case Alignment::center:
      html_ += " align=\"center\"";
      break;
    case Alignment::right:
      html_ += " align=\"right\"";
      break;
    case Alignment::none:
      break;
  }
  html_ += '>';
}

void Renderer::begin_footnote(const Event& event) {
  if (!in_footnotes_) {
    html_ += "<section class=\"footnotes\" data-footnotes>\n<ol>\n";
    in_footnotes_ = true;
  }
  footnote_ = event;
  back_links_written_ = false;
  html_ += "<li id=\"fn-";
  append_url(html_, source_of(event.text));
  html_ += "\">\n";
}

void Renderer::footnote_back_links(const Event& event) {
  back_links_written_ = true;
  auto label = [&] { append_url(html_, source_of(event.text)); };
  html_ += "<a href=\"#fnref-";
  label();
  html_ += "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩</a>";
  for (std::uint32_t number = 2; number <= event.references; ++number) {
    std::string digits = std::to_string(number);
    html_ += " <a href=\"#fnref-";
    label();
    html_.append("-").append(digits);
    html_ += "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩";
    html_.append("<sup class=\"footnote-ref\">").append(digits).append("</sup></a>");
  }
}

}  // namespace markdown
