// SPDX-License-Identifier: MIT
#include "config/keys.h"

#include <algorithm>

#include "base/strings.h"

namespace config {

namespace {

// Values count their bytes and elements in 32 bits.
constexpr std::int64_t k_most_bytes = std::int64_t{1} << 30;
constexpr std::int64_t k_most_elements = 100'000'000;
constexpr std::int64_t k_any_number = std::int64_t{1} << 62;
constexpr std::string_view k_no_effect = "Accepted so that older sites build; without effect.";

Key section(std::string_view path, std::string_view type, std::string_view meaning) {
  return {{path, type, meaning}, {}};
}

Key text(std::string_view path, const char* preset, std::string_view meaning, Field field = {},
         std::string_view choices = {}) {
  return {{.path = path, .type = "text", .meaning = meaning, .preset = preset, .choices = choices}, field};
}

Key toggle(std::string_view path, const char* preset, std::string_view meaning, Field field = {}) {
  return {{.path = path, .type = "yes or no", .meaning = meaning, .preset = preset}, field};
}

/// A table is taken for yes.
Key toggle_or_table(std::string_view path, const char* preset, std::string_view meaning) {
  return {{.path = path, .type = "yes or no, table", .meaning = meaning, .preset = preset}, {}};
}

Key number(std::string_view path, const char* preset, std::int64_t least, std::string_view meaning, Field field = {}) {
  return {{.path = path, .type = "number", .meaning = meaning, .preset = preset, .least = least}, field};
}

Key limit(std::string_view path, const char* preset, std::int64_t most, std::string_view meaning, Field field) {
  return {{.path = path, .type = "number", .meaning = meaning, .preset = preset, .least = 1, .most = most}, field};
}

Key list(std::string_view path, std::string_view meaning) { return {{path, "list", meaning}, {}}; }

Key any(std::string_view path, std::string_view meaning) { return {{path, "any", meaning}, {}}; }

Key same(std::string_view path, std::string_view type, std::string_view as) {
  return {{.path = path, .type = type, .meaning = "Another spelling.", .same_as = as}, {}};
}

Key ignored(std::string_view path, std::string_view type) { return {{path, type, k_no_effect}, {}}; }

std::vector<Key> make_keys() {
  return {
      section("site", "table", "What the site is."),
      text("site.title", "", "The name of the site.", &Config::title),
      text("site.baseurl", "", "Where the site will stand: an address, a path that begins with '/', or nothing.",
           &Config::baseurl),
      text("site.description", "", "One or two sentences for feeds and search engines.", &Config::description),
      {{"site.author", "text, table", "Who writes when a page does not say.", ""}, &Config::author},
      text("site.language", "en", "The language of pages that do not say.", &Config::language),
      text("site.copyright", nullptr, "A line for the foot of every page."),
      {{"site.keywords", "text, list", "Keywords for search engines."}, {}},
      text("site.email", nullptr, "Where readers can write to."),
      text("site.logo", nullptr, "An image for the head of every page."),
      text("site.logo_text", nullptr, "Text beside or in place of the logo."),
      text("site.favicon", nullptr, "The small image of a browser's tab."),
      text("site.og_image", nullptr, "The image shown where a page without its own is shared."),
      {{"site.social", "list, table", "Accounts elsewhere."}, {}},
      same("site.lang", "text", "site.language"),
      same("site.url", "text", "site.baseurl"),
      same("site.base_url", "text", "site.baseurl"),
      same("site.theme", "text, table", "theme"),
      same("site.menu", "table", "menu"),
      same("site.taxonomies", "list, table", "taxonomies"),
      same("site.params", "table", "params"),

      section("build", "table", "Where things are and how they are built."),
      text("build.content_dir", "content", "The folder of the pages; it may lead out of the site.",
           &Config::content_dir),
      text("build.output_dir", "public", "The folder that is written.", &Config::output_dir),
      text("build.assets_dir", "assets", "The folder of files that are processed and fingerprinted.",
           &Config::assets_dir),
      text("build.static_dir", "static", "The folder of files that are copied as they are.", &Config::static_dir),
      text("build.templates_dir", "templates", "The folder of the site's own templates.", &Config::templates_dir),
      text("build.data_dir", "data", "The folder of data files.", &Config::data_dir),
      toggle("build.pretty_urls", "true", "Whether a page's address ends in '/' and not in '.html'.",
             &Config::pretty_urls),
      toggle("build.strict", "false", "Whether a warning makes the build fail.", &Config::strict),
      toggle("build.drafts", "false", "Whether drafts are built.", &Config::drafts),
      toggle("build.future", "false", "Whether pages dated in the future and expired ones are built.", &Config::future),
      same("build.strict_mode", "yes or no", "build.strict"),
      same("build.include_drafts", "yes or no", "build.drafts"),
      same("build.theme", "text, table", "theme"),
      ignored("build.parallel", "yes or no"),
      ignored("build.incremental", "yes or no"),
      ignored("build.max_workers", "number"),
      ignored("build.minify_html", "yes or no"),
      ignored("build.debug", "yes or no"),
      ignored("build.validate_build", "yes or no"),
      ignored("build.validate_links", "yes or no"),
      ignored("build.validate_templates", "yes or no"),
      ignored("build.transform_links", "yes or no"),
      ignored("build.fast_mode", "yes or no"),
      ignored("build.fast_writes", "yes or no"),
      ignored("build.stable_section_references", "yes or no"),
      ignored("build.min_page_size", "number"),
      ignored("build.markdown_engine", "text"),

      section("templates", "table", "What a template may take, so that a mistake in one comes to an end."),
      limit("templates.max_recursion", "200", 1000, "Calls, includes and blocks in each other.",
            &Config::max_recursion),
      limit("templates.max_nesting", "200", 1000, "Tags and expressions in each other in one file.",
            &Config::max_nesting),
      limit("templates.max_iterations", "20000000", k_any_number, "Passes of all loops of one page.",
            &Config::max_iterations),
      limit("templates.max_output_bytes", "268435456", k_most_bytes, "The output of one page.",
            &Config::max_output_bytes),
      limit("templates.max_memory_bytes", "1073741824", k_any_number, "About what the values of one page take.",
            &Config::max_memory_bytes),
      limit("templates.max_text_bytes", "67108864", k_most_bytes, "One text that a filter or an operator makes.",
            &Config::max_text_bytes),
      limit("templates.max_list_elements", "10000000", k_most_elements, "One list that a filter or an operator makes.",
            &Config::max_list_elements),
      limit("templates.max_pattern_steps", "100000000000", k_any_number,
            "What replace_regex may cost: for each match the rest of the text, times the size of the pattern.",
            &Config::max_pattern_steps),

      section("markdown", "table", "Which constructs beyond CommonMark the pages' Markdown has."),
      toggle("markdown.tables", "true", "Tables of bars and hyphens."),
      toggle("markdown.strikethrough", "true", "~~struck text~~."),
      toggle("markdown.task_lists", "true", "Items that begin with [ ] or [x]."),
      toggle("markdown.autolinks", "true", "Bare addresses become links."),
      toggle("markdown.footnotes", "true", "[^label] and its definition."),
      toggle("markdown.heading_ids", "true", "Every heading has an id, its own or made of its text."),
      toggle("markdown.definition_lists", "true", "A term, and below it lines that begin with ':'."),
      toggle("markdown.directives", "true", "Fences with {name}: notes, tabs, dropdowns and the like."),
      toggle("markdown.containers", "true", "Fences of colons with a bare name: ':::note', '::: warning Title'."),
      toggle("markdown.admonitions", "true", "'!!! note', '??? note' and '/// note'."),
      toggle("markdown.alerts", "true", "Quotes that begin with '[!NOTE]'."),
      toggle("markdown.tabs", "true", "'=== \"Title\"'."),
      toggle("markdown.attributes", "true",
             "{#id .class key=value} behind headings, links, images, code and below blocks."),
      toggle("markdown.subscript", "true", "H~2~O."),
      toggle("markdown.superscript", "true", "x^2^."),
      toggle("markdown.mark", "true", "==marked text==."),
      toggle("markdown.insert", "true", "++inserted text++ and ^^inserted text^^."),
      toggle("markdown.keys", "true", "++ctrl+c++ for keys of a keyboard."),
      toggle("markdown.roles", "true", "{kbd}`Esc`, {bdg-success}`new` and the like."),
      toggle("markdown.emoji", "true", ":rocket: and the like."),
      toggle("markdown.smart_punctuation", "false", "Curly quotes, dashes and ellipses for plain ones."),
      toggle("markdown.abbreviations", "true", "*[HTML]: explains the word wherever it stands."),
      toggle("markdown.join_cjk", "true", "Lines of Chinese and Japanese text are joined without a space."),
      toggle("markdown.math", "true", "$x$, $$x$$ and fences of math, for KaTeX or MathJax."),
      toggle("markdown.toc", "true", "[TOC] becomes a table of contents."),
      toggle("markdown.cross_references", "true", "[[path|text]] leads to a page."),
      toggle("markdown.variables", "true", "{{ page.title }} and the like are filled in."),
      toggle("markdown.shortcodes", "true",
             "{{< name >}}, {% name() %} and <Name> are templates of templates/shortcodes/."),
      toggle("markdown.snippets", "true", "--8<-- \"file\" shows another file of the site."),
      toggle("markdown.untrusted", "false",
             "Raw HTML, addresses that run scripts and event attributes do not come out."),
      toggle("markdown.diagrams", "true", "Fences of mermaid are left to the browser."),
      toggle_or_table("markdown.highlight", "true", "Code becomes spans in the classes of Prism's themes."),
      ignored("markdown.parser", "text"),
      ignored("markdown.engine", "text"),
      ignored("markdown.extensions", "list"),
      ignored("markdown.table_of_contents", "yes or no"),
      ignored("markdown.gfm", "yes or no"),
      {{"markdown.toc_depth", "text, number", k_no_effect}, {}},

      section("features", "table", "What is written besides pages."),
      toggle("features.sitemap", "true", "sitemap.xml.", &Config::sitemap),
      toggle("features.rss", "true", "rss.xml.", &Config::rss),
      toggle("features.atom", "true", "atom.xml.", &Config::atom),
      toggle("features.robots", "true", "robots.txt.", &Config::robots),
      toggle("features.search_index", "true", "index.json, what a search in the browser reads.", &Config::search_index),
      toggle("features.llms", "true", "llms.txt and llms-full.txt.", &Config::llms),
      same("features.generate_sitemap", "yes or no", "features.sitemap"),
      same("features.generate_rss", "yes or no", "features.rss"),
      same("features.generate_atom", "yes or no", "features.atom"),
      same("features.search", "yes or no", "features.search_index"),
      same("features.llm_txt", "yes or no", "features.llms"),
      ignored("features.json", "yes or no"),
      ignored("features.validate_links", "yes or no"),
      ignored("features.syntax_highlighting", "yes or no"),

      section("taxonomies", "list, table",
              "Ways to group pages: tags and categories, and what is added here as name and singular."),
      any("taxonomies.*", "The singular as text; yes or no; or a table with singular and folder."),

      section("menu", "table", "Menus by name."),
      {{"menu.*", "list", "Entries with name, url, weight, parent and identifier."}, {}},

      section("params", "table", "Whatever the site's own templates read."),

      section("assets", "table", "How files below assets/ are processed."),
      toggle("assets.fingerprint", "true", "Whether an asset's name changes with its bytes.", &Config::fingerprint),
      toggle("assets.bundle", "true", "Whether stylesheets take in what they import.", &Config::bundle),
      ignored("assets.minify", "yes or no"),
      ignored("assets.optimize", "yes or no"),
      ignored("assets.pipeline", "yes or no"),
      ignored("assets.scss", "yes or no"),
      ignored("assets.postcss", "yes or no"),
      ignored("assets.bundle_js", "yes or no"),
      ignored("assets.images", "table"),

      section("pagination", "table", "Lists that run over several pages."),
      number("pagination.per_page", "10", 1, "Entries on one page of a list.", &Config::per_page),
      same("pagination.items_per_page", "number", "pagination.per_page"),

      section("dev", "table", "Accepted; nothing reads it in this version."),
      number("dev.port", nullptr, 1, "Accepted; nothing reads it in this version."),
      text("dev.host", nullptr, "Accepted; nothing reads it in this version."),
      toggle("dev.live_reload", nullptr, "Accepted; nothing reads it in this version."),
      same("dev.strict_mode", "yes or no", "build.strict"),
      ignored("dev.debug", "yes or no"),
      ignored("dev.validate_build", "yes or no"),
      ignored("dev.min_page_size", "number"),
      ignored("dev.cache_templates", "yes or no"),
      ignored("dev.watch_backend", "yes or no, text"),

      section("output_formats", "table, list, yes or no", "Pages and the site as JSON and plain text."),
      toggle("output_formats.enabled", "true", "Whether any of these is written."),
      list("output_formats.per_page", "For each page: \"json\" (index.json) and \"llm_txt\" or \"txt\" (index.txt)."),
      list("output_formats.site_wide", "For the site: \"index_json\", \"llms_txt\" and \"llm_full\"."),
      toggle("output_formats.json", nullptr, "The same as \"json\" in per_page."),
      toggle("output_formats.txt", nullptr, "The same as \"txt\" in per_page."),
      toggle("output_formats.index_json", nullptr, "The same as \"index_json\" in site_wide."),
      toggle("output_formats.llms_txt", nullptr, "The same as \"llms_txt\" in site_wide."),
      same("output_formats.page", "list", "output_formats.per_page"),
      same("output_formats.site", "list", "output_formats.site_wide"),
      same("output_formats.llm_txt", "yes or no", "output_formats.txt"),
      same("output_formats.llm_full", "yes or no", "output_formats.llms_txt"),
      ignored("output_formats.options", "table"),

      section("health_check", "table, yes or no", "Accepted; other tools may read it."),
      section("fonts", "table", "Fonts by use."),
      section("theme", "text, table", "The theme, and whatever it reads."),
      text("theme.name", "", "A folder below themes/; nothing for the built-in theme.", &Config::theme),
      any("theme.*", "Whatever the theme reads."),

      section("search", "table, yes or no", "What a search in the browser reads."),
      toggle("search.enabled", "true", "Whether index.json is written, what a search in the browser reads."),
      any("search.*", "Whatever the theme reads."),

      section("content", "table", "How pages are read."),
      text("content.default_type", "list", "The content type of sections that nothing else gives one.",
           &Config::default_content_type),
      number("content.excerpt_words", "50", 0, "The length of an excerpt in words.", &Config::excerpt_words),
      number("content.excerpt_length", "0", 0, "The length of an excerpt in characters; 0: words count.",
             &Config::excerpt_length),
      number("content.related_count", "5", 0, "How many related pages a page shows.", &Config::related_count),
      ignored("content.summary_length", "number"),
      ignored("content.reading_speed", "number"),
      ignored("content.related_threshold", "number"),
      {{"content.toc_depth", "text, number", k_no_effect}, {}},
      ignored("content.toc_min_headings", "number"),
      ignored("content.toc_style", "text"),
      ignored("content.sort_pages_by", "text"),
      ignored("content.sort_order", "text"),

      section("i18n", "table", "Several languages."),
      text("i18n.strategy", "none", "How languages share the site.", {}, "none, prefix, domain, subdir"),
      text("i18n.default_language", nullptr, "The language of pages that do not say."),
      toggle("i18n.default_in_subdir", "false", "Whether the default language has a folder as the others have.",
             &Config::default_language_in_subdir),
      {{"i18n.languages", "list, table", "Languages with code, name, hreflang, weight and baseurl."}, {}},
      ignored("i18n.content_structure", "text"),
      ignored("i18n.fallback_to_default", "yes or no"),
      ignored("i18n.share_taxonomies", "yes or no"),

      section("autodoc", "table, yes or no", "Read by tools that write pages about code."),
  };
}

const KnownKey* find_row(std::string_view path) {
  for (const Key& key : keys()) {
    if (key.known.path == path) return &key.known;
  }
  return nullptr;
}

bool is_child(std::string_view path, std::string_view parent) {
  if (parent.empty()) return path.find('.') == path.npos;
  return path.size() > parent.size() + 1 && path.starts_with(parent) && path[parent.size()] == '.' &&
         path.find('.', parent.size() + 1) == path.npos;
}

}  // namespace

const std::vector<Key>& keys() {
  static const std::vector<Key> all = make_keys();
  return all;
}

const std::vector<KnownKey>& known_keys() {
  static const std::vector<KnownKey> all = [] {
    std::vector<KnownKey> rows;
    for (const Key& key : keys()) rows.push_back(key.known);
    return rows;
  }();
  return all;
}

const KnownKey* find_key(std::string_view path) {
  if (const KnownKey* row = find_row(path)) return row;
  std::size_t dot = path.rfind('.');
  return dot == path.npos ? nullptr : find_row(std::string(path.substr(0, dot)) + ".*");
}

std::vector<std::string> names_below(std::string_view path) {
  std::vector<std::string> names;
  for (const Key& key : keys()) {
    if (!is_child(key.known.path, path)) continue;
    std::string_view name = path.empty() ? key.known.path : key.known.path.substr(path.size() + 1);
    if (name != "*") names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool has_rows_below(std::string_view path) {
  return std::any_of(keys().begin(), keys().end(), [&](const Key& key) { return is_child(key.known.path, path); });
}

bool is_section(std::string_view name) { return name.find('.') == name.npos && find_row(name) != nullptr; }

std::string_view section_of_flat_key(std::string_view name) {
  if (name.find('.') != name.npos || is_section(name)) return {};
  for (std::string_view section_name : {"site", "build"}) {
    if (find_row(std::string(section_name) + "." + std::string(name)) != nullptr) return section_name;
  }
  return {};
}

bool has_type(const value::Value& value, std::string_view type) {
  if (type == "any") return true;
  for (std::string_view each : base::split(type, ',')) {
    each = base::trim(each);
    if (each == "text" && value.is_string()) return true;
    if (each == "number" && (value.is_integer() || value.is_floating())) return true;
    if (each == "yes or no" && value.is_boolean()) return true;
    if (each == "list" && value.is_list()) return true;
    if (each == "table" && value.is_map()) return true;
  }
  return false;
}

value::Value preset_of(const KnownKey& key) {
  if (key.preset == nullptr) return {};
  std::string_view preset = key.preset;
  if (key.type == "number") return value::Value::integer(base::parse_integer(preset).value_or(0));
  if (key.type == "yes or no") return value::Value::boolean(preset == "true");
  return value::Value::string(preset);
}

}  // namespace config
