// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>

#include "base/strings.h"
#include "base/unicode.h"
#include "markdown/attributes.h"
#include "markdown/characters.h"
#include "markdown/escape.h"
#include "markdown/renderer.h"
#include "markdown/roles.h"
#include "markdown/trust.h"

namespace markdown {
namespace {

/// Chinese and Japanese characters and their punctuation, between which no space stands.
bool is_unspaced(char32_t c) {
  return (c >= 0x3000 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_word(char c) { return is_letter_or_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// `text <target>`; a target alone has no text.
std::string_view target_in_brackets(std::string_view role, std::string_view& text) {
  std::size_t open = role.rfind('<');
  text = {};
  if (open == std::string_view::npos || !role.ends_with('>')) return role;
  text = trim_blanks(role.substr(0, open));
  return role.substr(open + 1, role.size() - open - 2);
}

}  // namespace

/// Writes attributes into the tag at hand. The id goes to `id`, when there is a place for it.
void Renderer::attributes(std::string_view list, std::string* id) {
  AttributeReader reader(list);
  Attribute each;
  std::string classes;
  std::vector<std::string_view> written;
  while (reader.next(each)) {
    if (each.name == "class") {
      if (!classes.empty()) classes += ' ';
      classes += each.value;
      continue;
    }
    bool again = std::find(written.begin(), written.end(), each.name) != written.end();
    if (again || (!is_trusted() && !is_harmless_attribute(each.name))) continue;
    written.push_back(each.name);
    if (each.name != "id") {
      attribute(each.name, each.value);
    } else if (id != nullptr) {
      *id = source_of(each.value);
    } else {
      html_ += " id=\"";
      append_text(html_, ids_.unique(std::string(source_of(each.value))));
      html_ += '"';
    }
  }
  if (!classes.empty()) attribute("class", classes);
}

void Renderer::span(const Token& token) {
  if (image_depth_ > 0) return;
  if (!token.begins) {
    html_ += "</span>";
    return;
  }
  html_ += "<span";
  attributes(token.link->attributes);
  html_ += '>';
}

void Renderer::keys(std::string_view names) {
  bool bare = image_depth_ > 0;
  if (!bare) html_ += "<span class=\"keys\">";
  for (std::size_t begin = 0; begin <= names.size();) {
    std::size_t end = std::min(names.find('+', begin), names.size());
    if (begin > 0) plain_piece("+");
    if (!bare) html_ += "<kbd>";
    plain_piece(key_name(names.substr(begin, end - begin)));
    if (!bare) html_ += "</kbd>";
    begin = end + 1;
  }
  if (!bare) html_ += "</span>";
}

void Renderer::role(const Link& role) {
  std::string_view content = role.title;
  if (image_depth_ > 0) return text(content, Shown::in_attribute);
  auto element = [&](std::string_view name) {
    html_.append("<").append(name).append(">");
    text(content, Shown::as_text);
    html_.append("</").append(name).append(">");
  };
  switch (role_of(role.url)) {
    case Role::keyboard:
      return element("kbd");
    case Role::subscript:
      return element("sub");
    case Role::superscript:
      return element("sup");
    case Role::math:
      return math(content, Element::math_inline);
    case Role::abbreviation:
      return abbreviation_role(content);
    case Role::cross_reference:
      return reference_role(content);
    case Role::icon:
      html_ += "<span class=\"icon icon-";
      value(content);
      html_ += "\" aria-hidden=\"true\"></span>";
      return;
    default:
      html_ += "<span class=\"badge";
      if (std::string_view color = badge_color(role.url); !color.empty()) {
        html_ += " badge-";
        value(color);
      }
      html_ += "\">";
      text(content, Shown::as_text);
      html_ += "</span>";
  }
}

/// `HTML (Hypertext Markup Language)`
void Renderer::abbreviation_role(std::string_view content) {
  std::size_t open = content.rfind('(');
  bool explained = open != std::string_view::npos && content.ends_with(')');
  html_ += "<abbr";
  if (explained) attribute("title", content.substr(open + 1, content.size() - open - 2));
  html_ += '>';
  text(explained ? trim_blanks(content.substr(0, open)) : content, Shown::as_text);
  html_ += "</abbr>";
}

void Renderer::reference_role(std::string_view content) {
  std::string_view shown;
  std::string_view target = target_in_brackets(source_of(content), shown);
  Insert insert{.kind = Insert::Kind::cross_reference,
                .offset = line_offset(),
                .source = content,
                .target = target,
                .text = shown};
  this->insert(insert, Shown::as_text);
}

/// TeX between the marks that programs for the browser look for.
void Renderer::math(std::string_view source, Element element) {
  std::string_view tex = source_of(source);
  bool display = element != Element::math_inline;
  if (image_depth_ > 0) return append_text(html_, tex);
  if (element == Element::math_block) {
    fresh_line();
    html_ += "<div class=\"math display\">\\[\n";
  } else {
    html_ += display ? "<span class=\"math display\">\\[" : "<span class=\"math inline\">\\(";
  }
  note_plain(tex);
  append_text(html_, tex);
  html_ += display ? "\\]" : "\\)";
  html_ += element == Element::math_block ? "</div>\n" : "</span>";
}

/// A fence of `math`, or the directive.
bool Renderer::is_math(const Event& event) const {
  if (!extensions_.has(Extension::math)) return false;
  return event.info == "math" || (event.directive != nullptr && event.directive->kind == Directive::Kind::math);
}

bool Renderer::is_include(const Event& event) const {
  return is_trusted() && event.directive != nullptr &&
         (event.directive->kind == Directive::Kind::include ||
          event.directive->kind == Directive::Kind::literal_include);
}

/// Is nothing shown for the end of the line, because Chinese or Japanese goes on?
bool Renderer::joins_lines(const Token* next) const {
  if (html_.empty() || static_cast<unsigned char>(html_.back()) < 0x80 || !extensions_.has(Extension::join_cjk))
    return false;
  if (next == nullptr || next->element != Element::text || next->size == 0) return false;
  std::string_view before = html_.view();
  std::size_t last = before.size() - 1;
  while (last > 0 && (static_cast<unsigned char>(before[last]) & 0xC0) == 0x80) --last;
  std::size_t first = 0;
  return is_unspaced(base::next_code_point(before, last)) && is_unspaced(base::next_code_point(next->text(), first));
}

void Renderer::find_abbreviations(const Tree& tree) {
  if (tree.abbreviations().empty()) return;
  for (const Abbreviation& each : tree.abbreviations()) {
    if (!abbreviations_.insert_or_assign(each.word, each.meaning).second) continue;
    abbreviation_lengths_.push_back(each.word.size());
  }
  std::sort(abbreviation_lengths_.begin(), abbreviation_lengths_.end(), std::greater<>());
  auto last = std::unique(abbreviation_lengths_.begin(), abbreviation_lengths_.end());
  abbreviation_lengths_.erase(last, abbreviation_lengths_.end());
  abbreviation_bytes_left_ = 100'000 + 2 * prepared_.text.size();
}

/// Shows text with the words explained that are. Words have a bounded length, so time is linear; so is what is written:
/// when the meanings grow too long all together, further words stand alone.
void Renderer::abbreviated(std::string_view piece) {
  std::size_t done = 0;
  auto show_to = [&](std::size_t end) {
    if (end > done) text(piece.substr(done, end - done), Shown::as_text);
    done = end;
  };
  for (std::size_t at = 0; at < piece.size(); ++at) {
    if (at > 0 && is_word(piece[at - 1]) && is_word(piece[at])) continue;
    for (std::size_t length : abbreviation_lengths_) {
      if (length > piece.size() - at) continue;
      bool ends = at + length == piece.size() || !is_word(piece[at + length]) || !is_word(piece[at + length - 1]);
      auto found = ends ? abbreviations_.find(piece.substr(at, length)) : abbreviations_.end();
      if (found == abbreviations_.end()) continue;
      std::string_view meaning = found->second;
      if (meaning.size() > abbreviation_bytes_left_) break;
      abbreviation_bytes_left_ -= meaning.size();
      show_to(at);
      html_ += "<abbr";
      attribute("title", meaning);
      html_ += '>';
      show_to(at + length);
      html_ += "</abbr>";
      at += length - 1;
      break;
    }
  }
  show_to(piece.size());
}

}  // namespace markdown
