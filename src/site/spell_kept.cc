// SPDX-License-Identifier: MIT
// Kept questions for people: see `Place` for what the letters mean.
#include "base/codec.h"
#include "site/objects.h"
#include "site/queries.h"
#include "site/questions.h"
#include "site/spell.h"
#include "value/codec.h"
#include "value/operations.h"

namespace site {

namespace {

constexpr std::string_view k_term_fields[] = {"name", "slug", "url", "permalink", "count", "pages", "page", "taxonomy"};
constexpr std::string_view k_taxonomy_field_names[] = {"name",  "singular", "url", "permalink",
                                                       "terms", "count",    "page"};
constexpr std::string_view k_menu_fields[] = {"name", "url", "identifier", "children", "parent", "page"};
constexpr std::string_view k_sources[] = {"site.pages", "site.regular_pages", "", "",
                                          "",           "site.recent_pages",  "", "site.listed_pages"};
constexpr std::size_t k_hash_digits = 8;
constexpr std::uint64_t k_most_steps = 200;
constexpr int k_deepest_argument = 8;
constexpr std::uint8_t k_count_bit = 63;  ///< of the site: how many pages there are

template <std::size_t N>
std::string name_among(const std::string_view (&names)[N], std::uint8_t bit) {
  return std::string(bit < N ? names[bit] : "?");
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string page_name(std::string_view key, std::string_view prefix) {
  if (!key.starts_with('=')) return std::string(prefix) + std::string(key);
  key.remove_prefix(1);
  while (key.ends_with('+')) key.remove_suffix(1);
  return "the page at " + std::string(key);
}

std::string page_field(std::uint8_t bit) {
  switch (static_cast<PageField>(bit)) {
    case PageField::content:
      return "text";
    case PageField::html:
      return "body";
    case PageField::plain_text:
      return "plain text";
    default:
      return std::string(page_field_name(static_cast<PageField>(bit)));
  }
}

std::string site_field(std::uint8_t bit) {
  return bit == k_count_bit ? "number of pages" : std::string(site_field_name(static_cast<SiteField>(bit)));
}

std::string time_words(std::string_view seconds) {
  if (seconds == "1") return "the second";
  if (seconds == "60") return "the minute";
  if (seconds == "3600") return "the hour";
  if (seconds == "86400") return "the day";
  return "the time, to " + std::string(seconds) + " seconds";
}

void append_argument(std::string& text, base::ByteReader& in, base::Arena& arena, int depth) {
  std::uint8_t kind = in.u8();
  if (kind == 'p' || kind == 's') {
    text.append(kind == 'p' ? "page(" : "section(").append(quoted(in.text())).append(")");
  } else if (kind == 'v') {
    value::ReadLog reads;
    value::Context ctx{arena, reads};
    value::append_repr(ctx, text, value::decode(in, arena));
  } else if (kind == 'l' && depth < k_deepest_argument) {
    text.push_back('[');
    std::uint64_t count = in.varint();
    for (std::uint64_t i = 0; in.good() && i < count; ++i) {
      if (i > 0) text.append(", ");
      append_argument(text, in, arena, depth + 1);
    }
    text.push_back(']');
  } else {
    in.fail();
  }
}

std::string source_words(std::uint8_t source, std::string_view name) {
  switch (static_cast<Source>(source)) {
    case Source::section_pages:
      return "section(" + quoted(name) + ").pages";
    case Source::section_pages_recursive:
      return "section(" + quoted(name) + ").regular_pages_recursive";
    case Source::term_pages:
      return "term(" + quoted(name) + ").pages";
    case Source::backlinks:
      return "page(" + quoted(name) + ").backlinks";
    default:
      return name_among(k_sources, source);
  }
}

/// The thing is `kind name` and the question one of its fields.
Spelled field_of(std::string kind, std::string thing, std::string field) {
  Spelled spelled{std::move(kind), std::move(thing), std::move(field), ""};
  spelled.words = "the " + spelled.field + " of " + spelled.thing;
  return spelled;
}

/// The question is about a thing as a whole, and said by `words`.
Spelled whole(std::string kind, std::string words) { return {std::move(kind), words, "", words}; }

/// A value of the settings, of data or UI texts, or its length.
Spelled keyed(const char* kind, std::string_view path, std::uint8_t bit) {
  std::string thing = path.empty() ? std::string("all ") + kind : std::string(kind) + " " + std::string(path);
  if (bit != 0) return field_of(kind, std::move(thing), "length");
  return {kind, thing, "", (path.empty() ? "" : "the ") + thing};
}

}  // namespace

std::string spell_query(std::string_view definition) {
  base::ByteReader in(definition);
  std::uint8_t source = in.u8();
  std::string text = source_words(source, in.text());
  std::uint64_t steps = in.varint();
  base::Arena arena(256);
  for (; in.good() && steps > 0 && steps <= k_most_steps; --steps) {
    text.append("|").append(in.text());
    std::string arguments;
    auto next = [&] { arguments.append(arguments.empty() ? "" : ", "); };
    for (std::uint64_t count = in.varint(); in.good() && count > 0; --count) {
      next();
      append_argument(arguments, in, arena, 0);
    }
    for (std::uint64_t count = in.varint(); in.good() && count > 0; --count) {
      next();
      arguments.append(in.text()).append("=");
      append_argument(arguments, in, arena, 0);
    }
    if (!arguments.empty()) text.append("(").append(arguments).append(")");
  }
  return text;
}

Spelled spell(std::string_view entity, std::uint8_t bit, std::string_view content_prefix) {
  if (entity.empty()) return {};
  std::string_view rest = entity.substr(1);
  std::string name(rest);
  switch (entity.front()) {
    case 'p':
      return field_of("page", page_name(rest, content_prefix), page_field(bit));
    case 'm': {
      std::string_view key = rest.size() < k_hash_digits ? std::string_view() : rest.substr(k_hash_digits);
      Spelled spelled = field_of("page", page_name(key, content_prefix), "metadata");
      spelled.words = "a key of the metadata of " + spelled.thing;
      return spelled;
    }
    case 's':
      return field_of("section", "section /" + name, std::string(section_field_name(static_cast<SectionField>(bit))));
    case 'S':
      return whole("section", "which section is at " + quoted(rest));
    case 't':
      return field_of("term", "term " + name, name_among(k_term_fields, bit));
    case 'x':
      return field_of("taxonomy", "taxonomy " + name, name_among(k_taxonomy_field_names, bit));
    case 'X':
      return whole("taxonomy", "whether there is a taxonomy " + quoted(rest));
    case 'T':
      return whole("term", "whether there is a term " + quoted(rest));
    case 'u': {
      Spelled spelled = field_of("menu", "menu " + name, bit == 0 ? "entries" : "places");
      if (bit != 0) spelled.words = "where the entries of menu " + name + " lead";
      return spelled;
    }
    case 'e':
      return field_of("menu", "menu entry " + name, name_among(k_menu_fields, bit));
    case 'q': {
      std::string query = spell_query(rest);
      return {"query", query, "", "the list " + query};
    }
    case 'k':
      return keyed("setting", rest, bit);
    case 'd':
      return keyed("data", rest, bit);
    case 'i':
      return keyed("text", rest, bit);
    case 'h': {
      if (bit == k_template_text) return field_of("template", "template " + name, "text");
      return {"template", "template " + name, "", "the template " + name};
    }
    case 'a':
      return field_of("asset", "asset " + name, "URL");
    case 'f': {
      Spelled spelled = field_of("file", "file " + name, bit == 0 ? "bytes" : bit == 1 ? "size" : "existence");
      if (bit > 1) spelled.words = "whether there is a file " + name;
      return spelled;
    }
    case 'r': {
      std::size_t line = rest.find('\n');
      std::string_view target = line == rest.npos ? std::string_view() : rest.substr(line + 1);
      if (target.starts_with(k_link_mark)) target.remove_prefix(1);
      return whole("link",
                   "where " + quoted(target) + " on " + page_name(rest.substr(0, line), content_prefix) + " leads");
    }
    case 'R':
      return whole("link", "which page " + quoted(rest) + " means");
    case 'G':
      return whole("link", "which pages have names like " + quoted(rest));
    case 'v':
      return whole("environment", "the environment variable " + name);
    case 'c':
      return whole("time", time_words(rest));
    case 'w':
      return field_of("site", "the site", site_field(bit));
    default:
      return {};
  }
}

}  // namespace site
