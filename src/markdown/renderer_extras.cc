// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "markdown/escape.h"
#include "markdown/renderer.h"

namespace markdown {

/// A comment that `prepare` wrote. One may also stand inside a block of raw HTML that did not end before it.
bool Renderer::special_comment(std::string_view html) {
  if (prepared_.inserts.empty() || !html.starts_with("<!--")) return false;
  Mark mark = find_mark(html, 0, prepared_.inserts.size());
  if (mark.begin != 4 || !html.substr(4 + k_mark_bytes).starts_with("-->")) return false;
  const Insert& insert = prepared_.inserts[mark.index];
  switch (insert.kind) {
    case Insert::Kind::directive_begin:
      begin_directive(insert.index);
      return true;
    case Insert::Kind::directive_end:
      end_directive(insert.index);
      return true;
    case Insert::Kind::definition:
      begin_terms(insert.loose);
      return true;
    default:
      return false;
  }
}

void Renderer::begin_directive(std::uint32_t index) {
  const Directive& directive = prepared_.directives[index];
  fresh_line();
  open_.push_back({index, depth_});
  switch (directive.kind) {
    case Directive::Kind::admonition:
      html_ += "<div";
      attributes(directive.name == "admonition" ? "admonition" : "admonition " + std::string(directive.name),
                 directive.classes, directive.id);
      break;
    case Directive::Kind::dropdown:
      html_ += "<details";
      attributes("dropdown", directive.classes, directive.id);
      if (directive.open) html_ += " open";
      break;
    case Directive::Kind::tab_set:
      tab_set_numbers_[index] = ++tab_sets_;
      html_ += "<div";
      attributes("tab-set", directive.classes, directive.id);
      break;
    case Directive::Kind::tab_item:
      begin_tab(directive);
      break;
    case Directive::Kind::unknown:
      html_ += "<div";
      attributes("directive " + std::string(directive.name), directive.classes, directive.id);
      break;
  }
  if (directive.kind != Directive::Kind::tab_item) html_ += ">\n";
  bool titled = directive.kind == Directive::Kind::admonition || directive.kind == Directive::Kind::dropdown ||
                directive.kind == Directive::Kind::tab_item;
  if (directive.has_title) {
    title_of_ = &directive;
  } else if (titled) {
    title_of_ = &directive;
    begin_title(directive);
    append_text(html_, default_title(directive));
    end_title();
  }
}

void Renderer::begin_title(const Directive& directive) {
  switch (directive.kind) {
    case Directive::Kind::admonition:
      html_ += "<p class=\"admonition-title\">";
      break;
    case Directive::Kind::dropdown:
      html_ += "<summary>";
      break;
    case Directive::Kind::tab_item:
      break;  // the label is open already
    default:
      html_ += "<p class=\"directive-title\">";
      break;
  }
}

void Renderer::end_title() {
  switch (title_of_->kind) {
    case Directive::Kind::dropdown:
      html_ += "</summary>\n";
      break;
    case Directive::Kind::tab_item:
      html_ += "</label>\n<div class=\"tab-panel\">\n";
      break;
    default:
      html_ += "</p>\n";
      break;
  }
  title_of_ = nullptr;
}

/// Tabs work without script: a radio button for each, its label, and the panel that a style sheet shows while the
/// button before it is checked.
void Renderer::begin_tab(const Directive& directive) {
  std::string group = "tab-set-" + std::to_string(tab_set_numbers_[directive.tab_set]);
  std::string id = ids_.unique(directive.id.empty() ? group + "-tab-" + std::to_string(directive.number + 1)
                                                    : std::string(directive.id));
  html_.append("<input class=\"tab-input\" type=\"radio\" name=\"").append(group).append("\" id=\"");
  append_text(html_, id);
  bool selected = prepared_.directives[directive.tab_set].selected == directive.number;
  html_.append(selected ? "\" checked />\n" : "\" />\n").append("<label class=\"tab-label");
  if (!directive.classes.empty()) {
    html_ += ' ';
    append_text(html_, directive.classes);
  }
  html_ += "\" for=\"";
  append_text(html_, id);
  html_ += "\">";
}

void Renderer::attributes(std::string_view classes, std::string_view more_classes, std::string_view id) {
  html_ += " class=\"";
  append_text(html_, classes);
  if (!more_classes.empty()) {
    html_ += ' ';
    append_text(html_, more_classes);
  }
  html_ += '"';
  if (id.empty()) return;
  html_ += " id=\"";
  append_text(html_, ids_.unique(std::string(id)));
  html_ += '"';
}

/// Ends the directive and those inside it, if it stands in the same container as its beginning.
void Renderer::end_directive(std::uint32_t index) {
  bool here = false;
  for (std::size_t at = open_.size(); at > 0 && open_[at - 1].depth == depth_; --at) {
    if (open_[at - 1].index == index) here = true;
  }
  while (here) {
    end_definition_lists(depth_);
    fresh_line();
    here = open_.back().index != index;
    bool details = prepared_.directives[open_.back().index].kind == Directive::Kind::dropdown;
    html_ += details ? "</details>\n" : "</div>\n";
    open_.pop_back();
  }
}

/// A container ends: so do the directives in it.
void Renderer::end_directives_at(std::uint32_t depth) {
  while (!open_.empty() && open_.back().depth >= depth) end_directive(open_.back().index);
}

void Renderer::begin_terms(bool loose) {
  using Stage = DefinitionList::Stage;
  bool goes_on = !definition_lists_.empty() && definition_lists_.back().depth == depth_ &&
                 definition_lists_.back().stage == Stage::between;
  if (!goes_on) {
    fresh_line();
    html_ += "<dl>\n";
    definition_lists_.push_back({depth_});
  }
  definition_lists_.back().stage = Stage::terms;
  definition_lists_.back().loose = loose;
}

/// Ends the definition lists that stand `depth` containers deep or deeper.
void Renderer::end_definition_lists(std::uint32_t depth) {
  while (!definition_lists_.empty() && definition_lists_.back().depth >= depth) {
    fresh_line();
    html_ += "</dl>\n";
    definition_lists_.pop_back();
  }
}

/// A definition list goes on only with what `prepare` foresaw; any other block ends it.
void Renderer::before_block(const Event& event) {
  using Stage = DefinitionList::Stage;
  if (title_of_ != nullptr && event.element != Element::heading) {
    begin_title(*title_of_);
    end_title();
  }
  if (definition_lists_.empty() || definition_lists_.back().depth != depth_) return;
  DefinitionList& list = definition_lists_.back();
  bool foreseen = (list.stage == Stage::terms && event.element == Element::paragraph) ||
                  (list.stage == Stage::definitions && event.element == Element::list);
  if (list.stage == Stage::between && event.element == Element::html_block) {
    Mark mark = find_mark(event.text, 0, prepared_.inserts.size());
    foreseen = mark.begin == 4 && prepared_.inserts[mark.index].kind == Insert::Kind::definition;
  }
  if (!foreseen) end_definition_lists(depth_);
}

bool Renderer::in_terms() const {
  return !definition_lists_.empty() && definition_lists_.back().depth == depth_ &&
         definition_lists_.back().stage == DefinitionList::Stage::terms;
}

}  // namespace markdown
