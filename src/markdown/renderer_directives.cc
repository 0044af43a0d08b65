// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "markdown/characters.h"
#include "markdown/escape.h"
#include "markdown/renderer.h"

namespace markdown {
namespace {

using Kind = Directive::Kind;

std::string version_title(const Directive& directive) {
  std::string words = "Since";
  if (directive.name == "deprecated") words = "Deprecated since";
  if (directive.name == "changed" || directive.name == "versionchanged") words = "Changed in";
  return words + " " + std::string(directive.argument);
}

std::uint32_t small_number(std::string_view digits) {
  std::uint32_t number = 0;
  for (char c : digits.substr(0, 4)) {
    if (base::is_digit(c)) number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return number;
}

/// The options as lines `name=value`.
std::string options_of(const Directive& directive) {
  std::string lines;
  auto add = [&](std::string_view name, std::string_view value) {
    lines.append(name).append("=").append(value).append("\n");
  };
  for (const DirectiveOption* each = directive.options; each != nullptr; each = each->next)
    add(each->name, each->value);
  if (!directive.classes.empty()) add("class", directive.classes);
  if (!directive.id.empty()) add("id", directive.id);
  return lines;
}

/// The player of a video of another site.
std::string_view frame_address(std::string_view site) {
  return site == "vimeo" ? "https://player.vimeo.com/video/" : "https://www.youtube-nocookie.com/embed/";
}

}  // namespace

void Renderer::begin_directive(const Event& event) {
  const Directive& directive = *event.directive;
  fresh_line();
  switch (directive.kind) {
    case Kind::admonition:
      open_tag(is_folded(directive) ? "details" : "div",
               directive.name == "admonition" ? "" : std::string(directive.name), "admonition", directive);
      break;
    case Kind::dropdown:
      open_tag("details", "", "dropdown", directive);
      break;
    case Kind::tab_set:
      tab_sets_open_.push_back(++tab_sets_);
      open_tag("div", "", "tab-set", directive);
      break;
    case Kind::tab_item:
      begin_tab(directive);
      break;
    case Kind::version:
      open_tag("div", directive.name, "version-note", directive);
      html_ += "<p class=\"version-title\">";
      value(version_title(directive));
      html_ += "</p>\n";
      break;
    case Kind::rubric:
      break;  // there is nothing but the title
    case Kind::button:
      begin_button(directive);
      break;
    case Kind::card:
      open_tag("div", directive.has_option("link") ? "card-linked" : "", "card", directive);
      if (!directive.option("image").empty()) {
        picture(directive.option("image"), "card-image", directive);
        html_ += '\n';
      }
      break;
    case Kind::image:
      picture(directive.argument, directive.classes, directive);
      html_ += '\n';
      break;
    case Kind::figure:
      open_tag("figure", "", "", directive);
      picture(directive.argument, "", directive);
      html_ += '\n';
      if (!event.empty) html_ += "<figcaption>\n";
      break;
    case Kind::video:
    case Kind::audio:
    case Kind::frame:
      player(directive);
      break;
    case Kind::list_table:
      begin_list_table(directive);
      break;
    case Kind::unknown: {
      std::size_t slot = document_.slots.size();
      point(Slot::Kind::directive_begin, std::string(directive.name), options_of(directive), line_offset());
      open_tag("div", directive.name, "directive", directive);
      document_.slots[slot].end = static_cast<std::uint32_t>(html_.size());
      if (!directive.has_title) point(Slot::Kind::directive_body, "", "", line_offset());
      break;
    }
    default:
      open_tag("div", "", directive.name, directive);
      break;
  }
  if (directive.has_title || !has_default_title(directive)) return;
  directive_title(directive, true);
  append_text(html_, default_title(directive));
  directive_title(directive, false);
}

void Renderer::end_directive(const Event& event) {
  const Directive& directive = *event.directive;
  if (directive.kind != Kind::button) fresh_line();
  switch (directive.kind) {
    case Kind::admonition:
      html_ += is_folded(directive) ? "</details>\n" : "</div>\n";
      return;
    case Kind::dropdown:
      html_ += "</details>\n";
      return;
    case Kind::tab_set:
      tab_sets_open_.pop_back();
      html_ += "</div>\n";
      return;
    case Kind::button:
      html_ += "</a>\n";
      return;
    case Kind::figure:
      html_ += event.empty ? "</figure>\n" : "</figcaption>\n</figure>\n";
      return;
    case Kind::list_table:
      return end_list_table();
    case Kind::unknown:
      point(Slot::Kind::directive_end, std::string(directive.name), "", line_offset());
      html_ += "</div>\n";
      document_.slots.back().end = static_cast<std::uint32_t>(html_.size());
      return;
    case Kind::rubric:
    case Kind::image:
    case Kind::video:
    case Kind::audio:
    case Kind::frame:
      return;
    default:
      html_ += "</div>\n";
      return;
  }
}

bool Renderer::is_folded(const Directive& directive) { return directive.fold != Directive::Fold::none; }

bool Renderer::has_default_title(const Directive& directive) {
  return !directive.bare &&
         (directive.kind == Kind::admonition || directive.kind == Kind::dropdown || directive.kind == Kind::tab_item);
}

/// The element around a directive's title.
void Renderer::directive_title(const Directive& directive, bool begins) {
  std::string_view name = directive.name;
  switch (directive.kind) {
    case Kind::admonition:
      if (is_folded(directive)) {
        html_ += begins ? "<summary class=\"admonition-title\">" : "</summary>\n";
      } else {
        html_ += begins ? "<p class=\"admonition-title\">" : "</p>\n";
      }
      return;
    case Kind::dropdown:
      html_ += begins ? "<summary>" : "</summary>\n";
      return;
    case Kind::tab_item:  // the label is open already
      if (!begins) html_ += "</label>\n<div class=\"tab-panel\">\n";
      return;
    case Kind::rubric:
      if (begins) return open_tag("p", "", "rubric", directive, Line::goes_on);
      html_ += "</p>\n";
      return;
    case Kind::list_table:
      html_ += begins ? "<caption>" : "</caption>\n";
      return;
    case Kind::card:
      if (begins) {
        html_ += "<p class=\"card-title\">";
        if (directive.has_option("link")) begin_link(directive.option("link"));
      } else {
        html_ += directive.has_option("link") ? "</a></p>\n" : "</p>\n";
      }
      return;
    case Kind::unknown:
      name = "directive";
      break;
    default:
      break;
  }
  if (!begins) {
    html_ += "</p>\n";
    if (directive.kind == Kind::unknown) point(Slot::Kind::directive_body, "", "", line_offset());
    return;
  }
  html_ += "<p class=\"";
  value(name);
  html_ += "-title\">";
}

/// `{include} path` and `{literalinclude} path`. What else stands in them counts for nothing.
void Renderer::include(const Directive& directive) {
  bool literal = directive.kind == Kind::literal_include;
  fresh_line();
  point(literal ? Slot::Kind::literal_include : Slot::Kind::include, std::string(source_of(directive.argument)),
        options_of(directive), line_offset());
}

/// Where the line at hand begins in the given text.
std::uint32_t Renderer::line_offset() const {
  std::size_t line = std::min<std::size_t>(line_, prepared_.line_offsets.size());
  return line == 0 ? 0 : prepared_.line_offsets[line - 1];
}

/// Begins an element with the classes and the id of a directive.
void Renderer::open_tag(std::string_view element, std::string_view type, std::string_view first_class,
                        const Directive& directive, Line line) {
  html_.append("<").append(element);
  std::string_view separator = " class=\"";
  for (std::string_view each : {first_class, type, directive.classes}) {
    if (each.empty()) continue;
    html_ += separator;
    value(each);
    separator = " ";
  }
  if (separator == " ") html_ += '"';
  if (!directive.id.empty()) {
    html_ += " id=\"";
    append_text(html_, ids_.unique(std::string(source_of(directive.id))));
    html_ += '"';
  }
  if (element == "details" && directive.fold == Directive::Fold::open) html_ += " open";
  std::string_view columns = directive.option("columns");
  if (columns.empty()) columns = directive.argument;
  if (directive.kind == Kind::grid && !columns.empty()) attribute("data-columns", columns);
  html_ += line == Line::ends ? ">\n" : ">";
}

void Renderer::attribute(std::string_view name, std::string_view content) {
  html_.append(" ").append(name).append("=\"");
  value(content);
  html_ += '"';
}

/// Text inside an attribute, or shown as it is.
void Renderer::value(std::string_view content) {
  bool heading = std::exchange(in_heading_, false);  // it is no part of the heading's text
  text(content, Shown::in_attribute);
  in_heading_ = heading;
}

void Renderer::begin_link(std::string_view url) {
  html_ += "<a href=\"";
  destination(url, Slot::Kind::link);
  html_ += "\">";
}

void Renderer::begin_button(const Directive& directive) {
  html_ += "<a class=\"button";
  for (std::string_view option : {"color", "style", "size"}) {
    if (!directive.has_option(option)) continue;
    html_ += " button-";
    value(directive.option(option));
  }
  if (!directive.classes.empty()) {
    html_ += ' ';
    value(directive.classes);
  }
  html_ += "\" href=\"";
  destination(directive.argument, Slot::Kind::link);
  html_ += '"';
  if (directive.has_option("target") && is_trusted()) attribute("target", directive.option("target"));
  html_ += '>';
}

void Renderer::picture(std::string_view url, std::string_view classes, const Directive& directive) {
  html_ += "<img src=\"";
  destination(url, Slot::Kind::image);
  html_ += '"';
  attribute("alt", directive.option("alt"));
  if (!classes.empty()) attribute("class", classes);
  for (std::string_view option : {"width", "height", "title"}) {
    if (directive.has_option(option)) attribute(option, directive.option(option));
  }
  html_ += " />";
}

void Renderer::player(const Directive& directive) {
  if (directive.kind == Kind::frame) {
    html_ += "<iframe class=\"video\" src=\"";
    html_ += frame_address(directive.name);
    for (char c : source_of(directive.argument)) {
      if (is_letter_or_digit(c) || c == '-' || c == '_') html_ += c;
    }
    html_ += '"';
    attribute("title", directive.has_option("title") ? directive.option("title") : "Video");
    html_ += " loading=\"lazy\" allowfullscreen></iframe>\n";
    return;
  }
  std::string_view name = directive.kind == Kind::video ? "video" : "audio";
  html_.append("<").append(name).append(" src=\"");
  destination(directive.argument, Slot::Kind::image);
  html_ += '"';
  if (directive.has_option("title")) attribute("title", directive.option("title"));
  for (std::string_view option : {"width", "height"}) {
    if (directive.has_option(option)) attribute(option, directive.option(option));
  }
  html_.append(" controls></").append(name).append(">\n");
}

/// Tabs work without script: a radio button for each, its label, and the panel that a style sheet shows while the
/// button before it is checked.
void Renderer::begin_tab(const Directive& directive) {
  std::string group = "tab-set-" + std::to_string(tab_sets_open_.back());
  std::string id = ids_.unique(directive.id.empty() ? group + "-tab-" + std::to_string(directive.number + 1)
                                                    : std::string(source_of(directive.id)));
  html_.append("<input class=\"tab-input\" type=\"radio\" name=\"").append(group).append("\" id=\"");
  append_text(html_, id);
  bool selected = directive.tab_set->selected == directive.number;
  html_.append(selected ? "\" checked />\n" : "\" />\n").append("<label class=\"tab-label");
  if (!directive.classes.empty()) {
    html_ += ' ';
    value(directive.classes);
  }
  html_ += "\" for=\"";
  append_text(html_, id);
  html_ += "\">";
}

/// A list in which each item is a row and holds a list of cells.
void Renderer::begin_list_table(const Directive& directive) {
  list_tables_.push_back({.header_rows = small_number(directive.option("header-rows")),
                          .header_columns = small_number(directive.option("stub-columns"))});
  open_tag("table", "", "", directive);
}

/// Lists of such a table are rows and cells. False for everything else in it.
bool Renderer::list_table_event(const Event& event) {
  ListTable& table = list_tables_.back();
  if (event.element == Element::list) {
    if (event.begins) return ++table.lists <= 2;
    return table.lists-- <= 2;
  }
  if (event.element != Element::item || table.lists > 2) return false;
  if (table.lists == 1) {
    if (event.begins) {
      begin_list_row(table);
    } else {
      html_ += "</tr>\n";
    }
  } else if (event.begins) {
    begin_list_cell(table);
  } else {
    html_ += table.row <= table.header_rows || table.column <= table.header_columns ? "</th>\n" : "</td>\n";
  }
  return true;
}

void Renderer::begin_list_row(ListTable& table) {
  ++table.row;
  table.column = 0;
  if (table.row == 1 && table.header_rows > 0) html_ += "<thead>\n";
  if (table.row > table.header_rows && !table.in_body) {
    html_ += table.header_rows > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n";
    table.in_body = true;
  }
  html_ += "<tr>\n";
}

void Renderer::begin_list_cell(ListTable& table) {
  ++table.column;
  html_ += table.row <= table.header_rows || table.column <= table.header_columns ? "<th>" : "<td>";
}

void Renderer::end_list_table() {
  const ListTable& table = list_tables_.back();
  if (table.in_body) {
    html_ += "</tbody>\n";
  } else if (table.row > 0) {
    html_ += "</thead>\n";
  }
  html_ += "</table>\n";
  list_tables_.pop_back();
}

}  // namespace markdown
