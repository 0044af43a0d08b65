// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/path.h"
#include "base/strings.h"
#include "content/markdown_settings.h"
#include "markdown/directive.h"
#include "markdown/escape.h"
#include "site/cross_reference.h"
#include "site/html.h"
#include "site/model.h"
#include "site/objects.h"
#include "site/shortcode_call.h"
#include "site/snippet.h"
#include "value/operations.h"

namespace site {

using markdown::Slot;
using value::Value;

namespace {

/// A text with slots: of a page, or of a file that it includes.
struct Body {
  std::string_view html;
  const std::vector<Slot>& slots;
  std::string_view name;                        ///< of its file, for messages
  const content::Document* document = nullptr;  ///< of a page; its text is read only when it is needed
  std::string_view snippet;                     ///< of an included file: the text

  std::string_view text() const { return document != nullptr ? document->text() : snippet; }
  std::size_t offset() const { return document != nullptr ? document->body_offset : 0; }
};

/// What this thread is filling. Templates may ask for pages, this one included, and files may include each other: both
/// is bounded here.
struct Underway {
  std::size_t bodies = 0;
  std::vector<std::string> files;
  std::size_t included = 0;  ///< files in all, of the outermost body

  static Underway& here() {
    thread_local Underway underway;
    return underway;
  }
};

class FillingBody {
 public:
  FillingBody() {
    if (Underway::here().bodies++ == 0) Underway::here().included = 0;
  }
  ~FillingBody() { --Underway::here().bodies; }
  FillingBody(const FillingBody&) = delete;
  FillingBody& operator=(const FillingBody&) = delete;
};

class IncludingFile {
 public:
  explicit IncludingFile(const std::string& path) {
    ++Underway::here().included;
    Underway::here().files.push_back(path);
  }
  ~IncludingFile() { Underway::here().files.pop_back(); }
  IncludingFile(const IncludingFile&) = delete;
  IncludingFile& operator=(const IncludingFile&) = delete;

  static bool may_include(const std::string& path) {
    constexpr std::size_t k_most_files = 500;
    const Underway& underway = Underway::here();
    return underway.included < k_most_files && std::ranges::find(underway.files, path) == underway.files.end();
  }
};

/// Fills the slots of one page; the model is looked at only for the page's own document, which the caller has noted.
class BodyFiller {
 public:
  BodyFiller(const Reader& reader, PageId page, Body body)
      : reader_(reader), ctx_(reader.context()), page_(page), body_(body) {}

  std::string fill() {
    constexpr std::size_t k_about_a_link = 64;  // bytes
    std::string html;
    html.reserve(body_.html.size() + body_.slots.size() * k_about_a_link);
    std::size_t done = 0;
    for (const Slot& slot : body_.slots) {
      html.append(body_.html, done, slot.begin - done);
      fill_slot(html, slot, body_.html.substr(slot.begin, slot.end - slot.begin));
      done = slot.end;
    }
    return html.append(body_.html, done);
  }

 private:
  /// A shortcode or directive whose end has not come.
  struct Open {
    const Slot* slot;
    std::string template_name;  ///< "" when there is none: it comes out as it stands
    std::size_t begin;          ///< of what is in it, in the HTML
    std::size_t title_end = 0;  ///< of a directive: where its title ends there
  };

  void fill_slot(std::string& html, const Slot& slot, std::string_view unfilled) {
    switch (slot.kind) {
      case Slot::Kind::shortcode:
        return fill_shortcode(html, slot, unfilled);
      case Slot::Kind::shortcode_begin:
      case Slot::Kind::directive_begin:
        return begin(html, slot, unfilled);
      case Slot::Kind::directive_body:
        if (!open_.empty()) open_.back().title_end = html.size();
        return;
      case Slot::Kind::shortcode_end:
        return end_shortcode(html, slot);
      case Slot::Kind::directive_end:
        return end_directive(html, unfilled);
      case Slot::Kind::include:
      case Slot::Kind::literal_include:
        return include(html, slot);
      case Slot::Kind::variable:
        return fill_variable(html, slot, unfilled);
      case Slot::Kind::cross_reference:
        return fill_cross_reference(html, slot);
      case Slot::Kind::link:
      case Slot::Kind::image:
        return fill_link(html, slot, unfilled);
    }
  }

  /// The template that shows the slot, "" when there is none.
  std::string template_of(const Slot& slot, std::string_view folder, std::string_view name) {
    const TemplateRunner* runner = reader_.whole().template_runner();
    std::string file = std::string(folder) + "/" + std::string(name) + ".html";
    if (Underway::here().bodies > 1) {
      warn(slot, "nesting-too-deep",
           "'" + std::string(name) + "' is left out where a template of another body shows this one", "");
      return "";
    }
    if (runner != nullptr && runner->exists(file, ctx_.reads)) return file;
    if (slot.kind == Slot::Kind::directive_begin) {
      warn(slot, "unknown-directive", "there is no directive '" + std::string(name) + "'", directive_hint(name, file));
    } else {
      warn(slot, "unknown-shortcode", "there is no shortcode '" + std::string(name) + "'", "create templates/" + file);
    }
    return "";
  }

  static std::string directive_hint(std::string_view name, const std::string& file) {
    std::string meant = diagnostics::did_you_mean(name, markdown::directive_names());
    return meant.empty() ? "create templates/" + file : meant;
  }

  void fill_shortcode(std::string& html, const Slot& slot, std::string_view unfilled) {
    ShortcodeCall call = read_shortcode_call(slot.target, ctx_.arena);
    std::string file = template_of(slot, "shortcodes", call.name);
    if (file.empty()) {
      html += unfilled;
    } else {
      html += show(file, context_of(call, "", ""));
    }
  }

  void begin(std::string& html, const Slot& slot, std::string_view unfilled) {
    bool is_directive = slot.kind == Slot::Kind::directive_begin;
    std::string_view name = slot.target;
    if (!is_directive) name = read_shortcode_call(slot.target, ctx_.arena).name;
    std::string file = template_of(slot, is_directive ? "directives" : "shortcodes", name);
    if (file.empty() && is_directive) html += unfilled;
    open_.push_back({&slot, std::move(file), html.size()});
  }

  /// An undefined shortcode gives what is in it.
  void end_shortcode(std::string& html, const Slot& slot) {
    if (open_.empty()) return;
    Open open = std::move(open_.back());
    open_.pop_back();
    if (open.template_name.empty()) return;
    std::string inner = html.substr(open.begin);
    html.resize(open.begin);
    ShortcodeCall call = read_shortcode_call(open.slot->target, ctx_.arena);
    html += show(open.template_name, context_of(call, inner, source_between(*open.slot, slot)));
  }

  /// The Markdown between the tags of a shortcode.
  std::string_view source_between(const Slot& begin, const Slot& end) const {
    ctx_.reads.note(value::Relation::page, page_, static_cast<std::uint32_t>(PageField::content));
    std::string_view text = body_.text();
    std::size_t first = body_.offset() + begin.offset + begin.text.size();
    std::size_t last = body_.offset() + end.offset;
    return first <= last && last <= text.size() ? text.substr(first, last - first) : std::string_view();
  }

  void end_directive(std::string& html, std::string_view unfilled) {
    if (open_.empty()) return;
    Open open = std::move(open_.back());
    open_.pop_back();
    if (open.template_name.empty()) {
      html += unfilled;
      return;
    }
    std::size_t body = std::max(open.begin, open.title_end);
    value::Map* map = value::make_map(ctx_.arena);
    map->set(ctx_.arena, "name", Value::string(open.slot->target));
    map->set(ctx_.arena, "title", safe(title_of(html, open)));
    map->set(ctx_.arena, "inner", safe(std::string_view(html).substr(body)));
    map->set(ctx_.arena, "page", reader_.page_object(page_));
    value::Map* options = value::make_map(ctx_.arena);
    for (std::string_view line : base::split(open.slot->text, '\n')) {
      std::size_t equal = line.find('=');
      if (equal == line.npos) continue;
      options->set(ctx_.arena, value::Name(line.substr(0, equal)), Value::string(line.substr(equal + 1)));
    }
    map->set(ctx_.arena, "options", Value::map(options));
    html.resize(open.begin);
    html += show(open.template_name, Value::map(map));
  }

  /// A directive's title without the paragraph around it. What stands before it is the opening tag.
  static std::string_view title_of(std::string_view html, const Open& open) {
    if (open.title_end <= open.begin) return {};
    std::string_view title = html.substr(open.begin, open.title_end - open.begin);
    std::size_t first = title.find("-title\">");
    std::size_t last = title.rfind("</p>");
    if (first == title.npos || last == title.npos || first + 8 > last) return {};
    return title.substr(first + 8, last - first - 8);
  }

  Value safe(std::string_view html) { return Value::safe(ctx_.arena.copy(html)); }

  Value context_of(const ShortcodeCall& call, std::string_view inner, std::string_view raw) {
    value::Map* map = value::make_map(ctx_.arena);
    for (const value::Map::Entry& entry : call.named->entries()) map->set(ctx_.arena, entry.key, entry.value);
    map->set(ctx_.arena, "name", Value::string(ctx_.arena, call.name));
    map->set(ctx_.arena, "args", Value::list(call.positional));
    map->set(ctx_.arena, "params", Value::map(call.named));
    map->set(ctx_.arena, "inner", safe(inner));
    map->set(ctx_.arena, "raw", Value::string(ctx_.arena, raw));
    map->set(ctx_.arena, "page", reader_.page_object(page_));
    return Value::map(map);
  }

  /// What the template makes of the context; nothing when it fails.
  std::string show(const std::string& file, const Value& context) {
    return reader_.whole().template_runner()->render(file, context, page_, ctx_);
  }

  void include(std::string& html, const Slot& slot) {
    SnippetPart part = read_snippet_part(slot.target, slot.text);
    std::string path;
    auto text = read_beside(part.path, path);
    if (!text) {
      warn(slot, "missing-include", "there is no file '" + std::string(part.path) + "' to include",
           "paths begin in the folder of the page, in the content folder, or in that of the site");
      return;
    }
    auto cut = cut_snippet(*text, part);
    if (!cut) {
      warn(slot, "missing-include", "the file '" + path + "' has no such part", "check the names of its sections");
      return;
    }
    if (!IncludingFile::may_include(path)) {
      warn(slot, "nesting-too-deep", "the file '" + path + "' includes itself, or too many files are included", "");
      return;
    }
    if (slot.kind == Slot::Kind::literal_include) return show_code(html, *cut, path, slot.text);
    IncludingFile including(path);
    html += filled(*cut, path);
  }

  /// Looks for a file in the folder of the page, in that of all content, and in that of the site.
  std::optional<std::string> read_beside(std::string_view wanted, std::string& path) {
    std::string below(wanted.substr(std::min(wanted.find_first_not_of('/'), wanted.size())));
    if (!wanted.starts_with('/')) {
      for (const std::string& folder :
           {std::string(base::parent_path(body_.name)), reader_.whole().config().content_dir}) {
        path = base::normalize_path(base::join_path(folder, below));
        if (auto text = reader_.read_file(path)) return text;
      }
    }
    path = base::normalize_path(below);
    return reader_.read_file(path);
  }

  std::string filled(const std::string& text, const std::string& path) {
    std::vector<diagnostics::Diagnostic> diagnostics;
    diagnostics::SourceText source(path, text);
    markdown::Options options = content::markdown_options(reader_.config("markdown"));
    markdown::Document document = markdown::parse(text, options, source, 0, diagnostics);
    for (diagnostics::Diagnostic& each : diagnostics) ctx_.report(std::move(each));
    Body body{.html = document.html, .slots = document.slots, .name = path, .snippet = text};
    return BodyFiller(reader_, page_, body).fill();
  }

  static void show_code(std::string& html, const std::string& code, std::string_view path, std::string_view options) {
    std::string language(base::extension(path));
    if (!language.empty()) language.erase(0, 1);
    constexpr std::string_view k_language = "language=";
    for (std::string_view line : base::split(options, '\n')) {
      if (line.starts_with(k_language)) language = line.substr(k_language.size());
    }
    html += "<pre><code class=\"language-" + base::escape_html(language) + "\">";
    markdown::HtmlOutput escaped;
    markdown::append_text(escaped, code);
    html += escaped.view();
    html += "</code></pre>\n";
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
    diagnostics::SourceText source(std::string(body_.name), body_.text());
    diagnostics::Diagnostic diagnostic;
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostic.fault = diagnostics::Fault::content;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    std::string_view text = body_.text();
    std::size_t offset = std::min(body_.offset() + slot.offset, text.size());
    std::size_t at = text.find(slot.target, offset);
    std::size_t line_end = text.find('\n', offset);
    diagnostic.location = at < line_end ? source.locate(at, slot.target.size()) : source.locate(offset);
    ctx_.report(std::move(diagnostic));
  }

  const Reader& reader_;
  value::Context& ctx_;
  PageId page_;
  Body body_;
  std::vector<Open> open_;
};

}  // namespace

std::string_view fill_body(const Reader& reader, PageId page) {
  const content::Document* document = reader.whole().model().pages[page].document;
  if (document == nullptr) return "";
  if (document->slots().empty()) return document->html();
  FillingBody filling;
  return reader.context().arena.copy(BodyFiller(reader, page,
                                                {.html = document->html(),
                                                 .slots = document->slots(),
                                                 .name = document->name,
                                                 .document = document,
                                                 .snippet = {}})
                                         .fill());
}

}  // namespace site
