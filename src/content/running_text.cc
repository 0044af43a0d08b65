// SPDX-License-Identifier: MIT
#include "content/running_text.h"

#include <algorithm>
#include <array>

#include "base/path.h"
#include "base/strings.h"
#include "content/fields.h"

namespace content {

using markdown::Slot;

namespace {

constexpr std::array<std::string_view, 6> k_headings = {"h1", "h2", "h3", "h4", "h5", "h6"};
constexpr std::array<std::string_view, 7> k_no_running_text = {"pre",   "table", "details", "script",
                                                               "style", "nav",   "form"};
/// Elements that stay out for the sake of a class.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> k_left_out_by_class = {
    {{"div", "math"},
     {"div", "mermaid"},
     {"div", "tab-set"},
     {"p", "admonition-title"},
     {"p", "card-title"},
     {"p", "rubric"},
     {"section", "footnotes"},
     {"sup", "footnote-ref"}}};

bool contains(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// The name of the tag whose name begins at `at`, in lower case.
std::string name_at(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && is_name_character(html[end])) ++end;
  return base::to_lower_ascii(html.substr(at, end - at));
}

/// The offset behind the tag or comment that begins at `at`.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
  if (html.substr(at).starts_with("<!--")) {
    std::size_t close = html.find("-->", at + 4);
    return close == html.npos ? html.size() : close + 3;
  }
  char quote = 0;
  for (std::size_t i = at + 1; i < html.size(); ++i) {
    char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return html.size();
}

bool has_class(std::string_view tag, std::string_view name) {
  std::size_t at = tag.find(" class=\"");
  if (at == tag.npos) return false;
  std::string_view classes = tag.substr(at + 8);
  return contains(base::split_words(classes.substr(0, classes.find('"'))), name);
}

void drop_spaces_at_end(std::string& text) {
  while (text.ends_with(' ') || text.ends_with('\n')) text.pop_back();
}

std::string title_of_file(std::string_view path) {
  std::string_view stem = base::file_stem(path);
  bool is_index = stem == "index" || stem == "_index";
  std::string_view folder = base::file_name(base::parent_path(path));
  if (is_index) return folder.empty() ? "" : title_from_name(folder);
  return title_from_name(stem);
}

}  // namespace

RunningText::RunningText(const Document& document, std::size_t end, Kept kept)
    : document_(document), html_(document.html()), slots_(document.slots()), end_(end), kept_(kept) {}

std::string_view RunningText::read(std::size_t least_bytes) {
  while (at_ < end_ && text_.size() < least_bytes) {
    while (next_slot_ < slots_.size() && slots_[next_slot_].begin < at_) ++next_slot_;
    std::size_t slot_begin = next_slot_ < slots_.size() ? slots_[next_slot_].begin : end_;
    if (slot_begin == at_) {
      take_slot(slots_[next_slot_++]);
    } else if (html_[at_] == '<') {
      take_tag();
    } else {
      std::size_t stop = std::min({html_.find('<', at_), slot_begin, end_});
      text_ += html_.substr(at_, stop - at_);
      at_ = stop;
    }
  }
  return text_;
}

void RunningText::take_tag() {
  std::size_t tag_end = end_of_tag(html_, at_);
  std::string_view tag = html_.substr(at_, tag_end - at_);
  std::string name = name_at(html_, at_ + 1);
  if (is_left_out(name, tag) && !contains(never_closed_, name)) {
    std::size_t element_end = end_of_element(name);
    if (element_end != html_.npos) {
      at_ = element_end;
      return;
    }
    never_closed_.push_back(name);
  }
  text_ += tag;
  at_ = tag_end;
}

std::size_t RunningText::end_of_element(std::string_view name) {
  std::size_t depth = 0;
  for (std::size_t at = at_; at != html_.npos; at = html_.find('<', at)) {
    bool closes = html_.substr(at).starts_with("</");
    bool is_same = name_at(html_, at + (closes ? 2 : 1)) == name;
    at = is_same ? end_of_tag(html_, at) : at + 1;
    if (is_same && !closes) ++depth;
    if (is_same && closes && --depth == 0) return at;
  }
  return html_.npos;
}

bool RunningText::is_left_out(std::string_view name, std::string_view tag) const {
  if (contains(k_headings, name)) return true;
  if (kept_ == Kept::all_but_headings) return false;
  if (contains(k_no_running_text, name)) return true;
  return std::any_of(k_left_out_by_class.begin(), k_left_out_by_class.end(),
                     [&](const auto& each) { return each.first == name && has_class(tag, each.second); });
}

void RunningText::take_slot(const Slot& slot) {
  bool is_text = slot.kind == Slot::Kind::variable || slot.kind == Slot::Kind::cross_reference;
  if (!is_text) return;
  std::string text = slot.kind == Slot::Kind::variable ? text_of_variable(slot.target) : text_of_reference(slot);
  if (text.empty()) drop_spaces_at_end(text_);
  base::append_html_escaped(text_, text);
  at_ = slot.end;
}

std::string RunningText::text_of_variable(std::string_view target) const {
  if (!target.starts_with("page.")) return "";
  std::string_view path = target.substr(5);
  for (std::string_view prefix : {"metadata.", "params."}) {
    if (path.starts_with(prefix)) {
      path.remove_prefix(prefix.size());
      break;
    }
  }
  value::Value found = document_.front_matter;
  for (std::string_view key : base::split(path, '.')) found = found.get(key);
  if (found.is_string()) return std::string(found.as_string());
  if (found.is_integer()) return std::to_string(found.as_integer());
  if (target == "page.title" && found.is_nothing()) return title_of_file(document_.path);
  return "";
}

std::string RunningText::text_of_reference(const Slot& slot) const {
  if (!slot.text.empty()) return slot.text;
  std::string_view target = slot.target;
  std::size_t hash = target.find('#');
  if (hash == 0) {
    for (const markdown::Heading& heading : document_.headings()) {
      if (heading.id == target.substr(1) || heading.title == target.substr(1)) return heading.title;
    }
  }
  if (hash != target.npos) return title_from_name(target.substr(hash + 1));
  if (target.starts_with("id:")) return title_from_name(target.substr(3));
  while (target.ends_with('/')) target.remove_suffix(1);
  return title_of_file(target);
}

}  // namespace content
