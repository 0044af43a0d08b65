// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "base/strings.h"
#include "base/unicode.h"
#include "markdown/characters.h"
#include "markdown/escape.h"
#include "markdown/renderer.h"

namespace markdown {
namespace {

bool is_container(Element element) {
  return element == Element::block_quote || element == Element::list || element == Element::item ||
         element == Element::footnote_definition || element == Element::document;
}

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

bool is_id_part(char c) {
  return base::is_ascii_letter(c) || base::is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

}  // namespace

void Renderer::block_event(const Event& event) {
  raw_code_.clear();
  if (event.begins) {
    before_block(event);
    begin_block(event);
    if (is_container(event.element)) ++depth_;
  } else {
    if (is_container(event.element)) {
      end_directives_at(depth_);
      end_definition_lists(depth_);
      --depth_;
    }
    end_block(event);
  }
}

void Renderer::begin_block(const Event& event) {
  switch (event.element) {
    case Element::block_quote:
      fresh_line();
      html_ += "<blockquote>\n";
      return;
    case Element::list:
      return begin_list(event);
    case Element::item:
      return begin_item(event);
    case Element::code_block:
      return code_block(event);
    case Element::html_block:
      return html_block(event);
    case Element::paragraph:
      return begin_paragraph(event);
    case Element::heading:
      return begin_heading(event);
    case Element::thematic_break:
      fresh_line();
      html_ += "<hr />\n";
      return;
    case Element::footnote_definition:
      return begin_footnote(event);
    case Element::table:
      return table(event);
    case Element::table_row:
      return table_row(event);
    case Element::table_cell:
      return table_cell(event);
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
    case Element::list: {
      bool definitions = !definition_lists_.empty() && definition_lists_.back().depth == depth_ &&
                         definition_lists_.back().stage == DefinitionList::Stage::definitions;
      if (definitions) {
        definition_lists_.back().stage = DefinitionList::Stage::between;
      } else {
        html_ += event.ordered ? "</ol>\n" : "</ul>\n";
      }
      return;
    }
    case Element::item:
      html_ += item_is_definition_.back() ? "</dd>\n" : "</li>\n";
      item_is_definition_.pop_back();
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
    default:
      return;
  }
}

void Renderer::begin_list(const Event& event) {
  fresh_line();
  bool definitions = !definition_lists_.empty() && definition_lists_.back().depth == depth_ &&
                     definition_lists_.back().stage == DefinitionList::Stage::definitions;
  if (definitions) return;
  if (!event.ordered) {
    html_ += "<ul>\n";
  } else if (event.start == 1) {
    html_ += "<ol>\n";
  } else {
    html_.append("<ol start=\"").append(std::to_string(event.start)).append("\">\n");
  }
}

void Renderer::begin_item(const Event& event) {
  fresh_line();
  bool definition = !definition_lists_.empty() && definition_lists_.back().depth + 1 == depth_ &&
                    definition_lists_.back().stage == DefinitionList::Stage::definitions;
  item_is_definition_.push_back(definition);
  html_ += definition ? "<dd>" : "<li>";
  if (event.task == Task::open) html_ += "<input type=\"checkbox\" disabled=\"\" /> ";
  if (event.task == Task::done) html_ += "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ";
}

/// A paragraph of a tight list stands without tags; inside a directive or a loose definition it has them all the same.
void Renderer::begin_paragraph(const Event& event) {
  if (in_terms()) {
    fresh_line();
    html_ += "<dt>";
    return;
  }
  bool in_directive = !open_.empty() && open_.back().depth == depth_;
  bool in_loose = !item_is_definition_.empty() && item_is_definition_.back() && !definition_lists_.empty() &&
                  definition_lists_.back().depth + 2 == depth_ && definition_lists_.back().loose;
  tight_ = event.tight && !in_directive && !in_loose;
  if (tight_) return;
  fresh_line();
  html_ += "<p>";
}

void Renderer::end_paragraph(const Event& event) {
  if (in_terms()) {
    html_ += "</dt>\n";
    definition_lists_.back().stage = DefinitionList::Stage::definitions;
    return;
  }
  if (tight_) return;
  if (event.last) {
    html_ += ' ';
    footnote_back_links(footnote_);
  }
  html_ += "</p>\n";
}

void Renderer::begin_heading(const Event& event) {
  in_heading_ = true;
  plain_.clear();
  if (title_of_ != nullptr) return begin_title(*title_of_);
  fresh_line();
  heading_tag_ = html_.size();
  heading_slots_ = document_.slots.size();
  html_ += "<h";
  html_ += static_cast<char>('0' + event.level);
  html_ += '>';
}

void Renderer::end_heading(const Event& event) {
  in_heading_ = false;
  if (title_of_ != nullptr) return end_title();
  if (extensions_.has(Extension::heading_ids)) {
    std::string id = take_explicit_id();
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

/// `{#id}` at the end of a heading: takes it away and returns the id.
std::string Renderer::take_explicit_id() {
  if (!html_.ends_with('}') || !plain_.ends_with('}')) return {};
  std::size_t begin = html_.view().substr(heading_tag_).rfind("{#");
  if (begin == std::string_view::npos) return {};
  begin += heading_tag_;
  std::string id(html_.view().substr(begin + 2, html_.size() - begin - 3));
  if (id.empty() || !std::all_of(id.begin(), id.end(), is_id_part)) return {};
  bool in_slot = document_.slots.size() > heading_slots_ && document_.slots.back().end > begin;
  if (in_slot || !plain_.ends_with("{#" + id + "}")) return {};
  html_.cut(begin);
  while (html_.ends_with(' ')) html_.cut(html_.size() - 1);
  plain_.resize(plain_.size() - id.size() - 3);
  return id;
}

/// Puts the id into the heading's tag, which is known only now, and moves the slots behind it.
void Renderer::insert_id(const std::string& id) {
  constexpr std::string_view k_before = " id=\"";
  std::size_t size = k_before.size() + id.size() + 1;
  char* gap = html_.insert_gap(heading_tag_ + 3, size);
  gap += k_before.copy(gap, k_before.size());
  gap += id.copy(gap, id.size());
  *gap = '"';
  for (std::size_t at = heading_slots_; at < document_.slots.size(); ++at) {
    document_.slots[at].begin += static_cast<std::uint32_t>(size);
    document_.slots[at].end += static_cast<std::uint32_t>(size);
  }
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
  append_text(html_, source_of(event.text), prepared_.text);
  html_ += mermaid ? "</div>\n" : "</code></pre>\n";
}

void Renderer::html_block(const Event& event) {
  if (special_comment(event.text)) return;
  fresh_line();
  raw_html(event.text);
  raw_code_.clear();
  fresh_line();
}

void Renderer::table(const Event& event) {
  fresh_line();
  if (event.begins) {
    html_ += "<table>";
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
    end_directives_at(depth_);
    end_definition_lists(depth_);
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
