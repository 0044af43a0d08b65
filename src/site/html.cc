// SPDX-License-Identifier: MIT
#include "site/html.h"

#include "base/path.h"
#include "base/strings.h"
#include "markdown/table_of_contents.h"
#include "site/cross_reference.h"
#include "site/model.h"
#include "site/objects.h"
#include "value/operations.h"

namespace site {

using markdown::Slot;
using value::Value;

namespace {

/// Fills the slots of one page; the model is looked at only for the page's own document, which the caller has noted.
class BodyFiller {
 public:
  BodyFiller(const Reader& reader, PageId page)
      : reader_(reader), ctx_(reader.context()), page_(page), document_(*reader.whole().model().pages[page].document) {}

  std::string fill() {
    constexpr std::size_t k_about_a_link = 64;  // bytes
    std::string_view unfilled = document_.html();
    std::string html;
    html.reserve(unfilled.size() + document_.slots().size() * k_about_a_link);
    std::size_t done = 0;
    for (const Slot& slot : document_.slots()) {
      html.append(unfilled, done, slot.begin - done);
      fill_slot(html, slot, unfilled.substr(slot.begin, slot.end - slot.begin));
      done = slot.end;
    }
    return html.append(unfilled, done);
  }

 private:
  void fill_slot(std::string& html, const Slot& slot, std::string_view unfilled) {
    switch (slot.kind) {
      case Slot::Kind::variable:
        return fill_variable(html, slot, unfilled);
      case Slot::Kind::cross_reference:
        return fill_cross_reference(html, slot);
      case Slot::Kind::link:
      case Slot::Kind::image:
        return fill_link(html, slot, unfilled);
    }
  }

  void fill_variable(std::string& html, const Slot& slot, std::string_view unfilled) {
    std::string_view target = slot.target;
    std::size_t dot = target.find('.');
    std::string_view first = target.substr(0, dot);
    Value found;
    if (first == "page") found = reader_.page_object(page_);
    if (first == "site") found = reader_.site_object();
    if (first == "config") found = reader_.config_object();
    if (dot != target.npos && !found.is_undefined()) found = value::lookup_path(ctx_, found, target.substr(dot + 1));
    if (found.is_undefined()) {
      warn(slot, "undefined-variable", "'" + slot.target + "' is not defined",
           "the body can use page, site and config; write {{/* " + slot.target + " */}} to show the braces");
      html += unfilled;
      return;
    }
    if (found.is_none()) return;
    std::string text;
    value::append_text(ctx_, text, found);
    base::append_html_escaped(html, text);
  }

  void fill_cross_reference(std::string& html, const Slot& slot) {
    auto target = reader_.resolve(slot.target, page_);
    std::string_view text = slot.text;
    if (!target) {
      warn(slot, "broken-reference", "the cross reference '[[" + slot.target + "]]' leads nowhere",
           reader_.suggest_pages(slot.target));
      html += "<span class=\"broken-ref\" data-ref=\"";
      base::append_html_escaped(html, slot.target);
      html += "\">";
      base::append_html_escaped(html, text.empty() ? std::string_view(slot.target) : text);
      html += "</span>";
      return;
    }
    html += "<a href=\"";
    std::string_view url = target->page == page_ && !target->fragment.empty() ? "" : url_of(target->page);
    if (!url.empty()) base::append_html_escaped(html, reader_.base_before(url));
    base::append_html_escaped(html, url);
    base::append_html_escaped(html, target->fragment);
    html += "\">";
    base::append_html_escaped(html, text.empty() ? std::string_view(target->title) : text);
    html += "</a>";
  }

  void fill_link(std::string& html, const Slot& slot, std::string_view unfilled) {
    std::string_view target = slot.target;
    std::size_t tail = std::min(target.find('#'), target.find('?'));
    std::string_view path = target.substr(0, tail), suffix = tail == target.npos ? "" : target.substr(tail);
    if (auto url = resolve(slot.target, path)) {
      base::append_html_escaped(html, reader_.base_before(*url));
      base::append_html_escaped(html, *url);
      base::append_html_escaped(html, suffix);
      return;
    }
    if (is_page_path(path)) {
      warn(slot, "broken-link", "the link to '" + std::string(path) + "' leads to no page",
           reader_.suggest_pages(path));
    }
    if (path.starts_with('/') && !path.starts_with("//")) {
      html += base::escape_html(reader_.with_base(""));
    }
    html += unfilled;
  }

  /// Where a link leads, noted. `path` begins its target.
  std::optional<std::string_view> resolve(const std::string& target, std::string_view path) const {
    const Site& site = reader_.whole();
    auto look = [&] {
      auto url = resolve_link(site.model(), path, page_);
      return KnownLink{site.names().id(k_link_mark + target), url == path, url};
    };
    bool is_same_everywhere =
        path.starts_with('/') && site.config().language_strategy == config::LanguageStrategy::none;
    const auto* known = is_same_everywhere ? site.known_links().find(target) : nullptr;
    KnownLink link = known != nullptr ? known->thing : look();
    if (is_same_everywhere && known == nullptr) site.known_links().add(target, link);
    ctx_.reads.note(value::Relation::cross_reference, link.name, page_);
    return link.is_url ? path : link.url;
  }

  static bool is_page_path(std::string_view path) {
    std::string_view kind = base::extension(path);
    return kind == ".md" || kind == ".markdown";
  }

  std::string_view url_of(PageId page) const { return reader_.page(page, PageField::url).string_or(""); }

  void warn(const Slot& slot, std::string code, std::string message, std::string hint) {
    // The message shows a line of the file, so whoever gets it depends on the text as well.
    ctx_.reads.note(value::Relation::page, page_, static_cast<std::uint32_t>(PageField::content));
    diagnostics::SourceText source(document_.name, document_.text());
    diagnostics::Diagnostic diagnostic;
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostic.fault = diagnostics::Fault::content;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    std::size_t offset = document_.body_offset + slot.offset;
    std::size_t at = document_.text().find(slot.target, offset);
    std::size_t line_end = document_.text().find('\n', offset);
    diagnostic.location = at < line_end ? source.locate(at, slot.target.size()) : source.locate(offset);
    ctx_.report(std::move(diagnostic));
  }

  const Reader& reader_;
  value::Context& ctx_;
  PageId page_;
  const content::Document& document_;
};

}  // namespace

std::string_view fill_body(const Reader& reader, PageId page) {
  const content::Document* document = reader.whole().model().pages[page].document;
  if (document == nullptr) return "";
  if (document->slots().empty()) return document->html();
  return reader.context().arena.copy(BodyFiller(reader, page).fill());
}

std::string table_of_contents(const Reader& reader, PageId id) {
  const Page& page = reader.whole().model().pages[id];
  if (page.document == nullptr || !page.fields.toc) return "";
  return markdown::table_of_contents(page.document->headings());
}

Value toc_items(const Reader& reader, PageId id) {
  base::Arena& arena = reader.context().arena;
  const Page& page = reader.whole().model().pages[id];
  value::List* items = value::make_list(arena);
  if (page.document != nullptr && page.fields.toc) {
    for (const markdown::Heading& heading : page.document->headings()) {
      if (heading.level < markdown::k_first_toc_level || heading.level > markdown::k_last_toc_level) continue;
      value::Map* item = value::make_map(arena);
      item->set(arena, "id", Value::string(heading.id));
      item->set(arena, "title", Value::string(heading.title));
      item->set(arena, "level", Value::integer(heading.level - 1));
      item->set(arena, "link", Value::string(arena, "#" + heading.id));
      items->append(arena, Value::map(item));
    }
  }
  return Value::list(items);
}

}  // namespace site
