// SPDX-License-Identifier: MIT
#include "render/markdownify.h"

#include "base/path.h"
#include "base/strings.h"
#include "content/markdown_settings.h"
#include "markdown/markdown.h"
#include "render/library.h"

namespace render {

using markdown::Slot;
using site::Reader;

namespace {

std::string_view url_of(const Reader& reader, site::PageId page) {
  return reader.page(page, site::PageField::url).string_or("");
}

void append_cross_reference(std::string& html, const Reader& reader, const Slot& slot) {
  auto target = reader.resolve(slot.target, reader.context().subject);
  std::string_view text = slot.text;
  if (!target) {
    reader.context().warn("broken-reference", "the cross reference '[[" + slot.target + "]]' leads nowhere",
                          "check the path, slug or id");
    html += "<span class=\"broken-ref\" data-ref=\"" + base::escape_html(slot.target) + "\">" +
            base::escape_html(text.empty() ? std::string_view(slot.target) : text) + "</span>";
    return;
  }
  html += "<a href=\"" + base::escape_html(reader.with_base(url_of(reader, target->page))) +
          base::escape_html(target->fragment) + "\">" +
          base::escape_html(text.empty() ? std::string_view(target->title) : text) + "</a>";
}

void append_link(std::string& html, const Reader& reader, const Slot& slot, std::string_view unfilled) {
  std::string_view target = slot.target;
  std::size_t tail = std::min(target.find('#'), target.find('?'));
  std::string_view path = target.substr(0, tail), suffix = tail == target.npos ? "" : target.substr(tail);
  std::string_view kind = base::extension(path);
  if (kind == ".md" || kind == ".markdown") {
    if (auto found = reader.resolve(path, reader.context().subject)) {
      html += base::escape_html(reader.with_base(url_of(reader, found->page))) + base::escape_html(suffix);
      return;
    }
    reader.context().warn("broken-link", "the link to '" + std::string(path) + "' leads to no page",
                          "check the spelling, or create the page");
  }
  if (path.starts_with('/') && !path.starts_with("//")) {
    html += base::escape_html(site_url(reader, target));
  } else {
    html += unfilled;
  }
}

}  // namespace

std::string markdown_to_html(const Reader& reader, std::string_view text) {
  markdown::Options options = content::markdown_options(reader.config("markdown"));
  options.extensions.set(markdown::Extension::variables, false);
  std::vector<diagnostics::Diagnostic> diagnostics;
  markdown::Document document =
      markdown::parse(text, options, diagnostics::SourceText("markdownify", text), 0, diagnostics);
  for (diagnostics::Diagnostic& diagnostic : diagnostics) reader.context().report(std::move(diagnostic));
  std::string html;
  std::size_t done = 0;
  for (const Slot& slot : document.slots) {
    std::string_view unfilled = std::string_view(document.html).substr(slot.begin, slot.end - slot.begin);
    html.append(document.html, done, slot.begin - done);
    done = slot.end;
    if (slot.kind == Slot::Kind::cross_reference) {
      append_cross_reference(html, reader, slot);
    } else if (slot.kind == Slot::Kind::link || slot.kind == Slot::Kind::image) {
      append_link(html, reader, slot, unfilled);
    } else {
      html += unfilled;
    }
  }
  return html.append(document.html, done);
}

}  // namespace render
