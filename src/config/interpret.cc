// SPDX-License-Identifier: MIT
#include "config/interpret.h"

#include <algorithm>

#include "base/path.h"
#include "base/strings.h"
#include "base/unicode.h"
#include "config/normalize.h"
#include "config/paths.h"

namespace config {

namespace {

using value::Value;

/// Reads the keys of one table, reporting those of a wrong type.
class Fields {
 public:
  Fields(const Settings& settings, diagnostics::Sink& sink, std::string path, Value table)
      : settings_(settings), sink_(sink), path_(std::move(path)), table_(table) {}

  std::string text(std::initializer_list<const char*> names) {
    for (const char* name : names) {
      Value found = table_.get(name);
      if (found.is_nothing()) continue;
      if (found.is_string()) return std::string(found.as_string());
      refuse(name, "text", found);
    }
    return "";
  }

  std::optional<std::int64_t> number(const char* name) {
    Value found = table_.get(name);
    if (found.is_nothing()) return std::nullopt;
    if (found.is_integer()) return found.as_integer();
    refuse(name, "a whole number", found);
    return std::nullopt;
  }

  void refuse(const char* name, const char* wanted, const Value& found) {
    std::string path = child_key(path_, name);
    sink_.report(
        wrong_value(settings_.locate(path), "'" + path + "' must be " + wanted + ", not " + describe(found), ""));
  }

 private:
  const Settings& settings_;
  diagnostics::Sink& sink_;
  std::string path_;
  Value table_;
};

std::string singular_of(const std::string& name) {
  if (name.size() > 3 && name.ends_with("ies") && name != "series") return name.substr(0, name.size() - 3) + "y";
  if (name.size() > 1 && name.ends_with('s') && !name.ends_with("ss") && name != "series") {
    return name.substr(0, name.size() - 1);
  }
  return name;
}

Taxonomy make_taxonomy(std::string name, std::string singular) {
  Taxonomy taxonomy{.name = std::move(name), .singular = std::move(singular), .folder = {}};
  if (taxonomy.singular.empty()) taxonomy.singular = singular_of(taxonomy.name);
  taxonomy.folder = base::slugify(taxonomy.name);
  return taxonomy;
}

/// `tags = "tag"`, or the other way round `tag = "tags"`.
Taxonomy taxonomy_of_pair(const std::string& key, const std::string& text) {
  bool text_is_plural = text != key && singular_of(text) == key;
  return text_is_plural ? make_taxonomy(text, key) : make_taxonomy(key, text == key ? "" : text);
}

void put(std::vector<Taxonomy>& taxonomies, Taxonomy taxonomy) {
  for (Taxonomy& there : taxonomies) {
    if (there.name == taxonomy.name) {
      there = std::move(taxonomy);
      return;
    }
  }
  taxonomies.push_back(std::move(taxonomy));
}

Taxonomy taxonomy_of_table(const Settings& settings, const std::string& path, const std::string& name,
                           const Value& table, diagnostics::Sink& sink) {
  Fields fields(settings, sink, path, table);
  Taxonomy taxonomy = make_taxonomy(name, fields.text({"singular"}));
  std::string folder = fields.text({"folder", "path"});
  if (folder.empty()) return taxonomy;
  while (folder.starts_with('/')) folder.erase(0, 1);
  std::optional<std::string> inside = base::join_inside("", folder);
  if (!inside || inside->empty()) {
    sink.report(wrong_value(settings.locate(path + ".folder"),
                            "the folder '" + folder + "' of the taxonomy '" + name + "' is not a folder of the site",
                            "write a name such as \"" + taxonomy.folder + "\""));
    return taxonomy;
  }
  taxonomy.folder = *inside;
  return taxonomy;
}

void read_menu_entries(const Settings& settings, const std::string& menu, const std::string& path, const Value& list,
                       const std::string& parent, std::vector<MenuEntry>& entries, diagnostics::Sink& sink) {
  std::size_t number = 0;
  for (const Value& item : list.items()) {
    std::string place = path + "." + std::to_string(number++);
    if (!item.is_map()) {
      sink.report(wrong_value(settings.locate(place),
                              "an entry of '" + path + "' must be a table with name and url, not " + describe(item),
                              "give it a name and a url"));
      continue;
    }
    Fields fields(settings, sink, place, item);
    MenuEntry entry;
    entry.menu = menu;
    entry.name = fields.text({"name", "title"});
    entry.url = fields.text({"url", "href"});
    entry.identifier = fields.text({"identifier", "id"});
    entry.parent = fields.text({"parent"});
    if (entry.parent.empty()) entry.parent = parent;
    entry.weight = fields.number("weight");
    entry.where = settings.locate(place);
    if (entry.name.empty()) {
      sink.report(wrong_value(entry.where, "an entry of the menu '" + menu + "' has no name", "give it a name"));
      continue;
    }
    Value children = item.get("children");
    std::string own_name = entry.identifier.empty() ? entry.name : entry.identifier;
    entries.push_back(std::move(entry));
    if (children.is_list()) {
      read_menu_entries(settings, menu, place + ".children", children, own_name, entries, sink);
    } else if (!children.is_nothing()) {
      fields.refuse("children", "a list", children);
    }
  }
}

Language read_language(const Settings& settings, const std::string& path, const std::string& code, const Value& table,
                       diagnostics::Sink& sink) {
  Fields fields(settings, sink, path, table);
  Language language;
  language.code = code.empty() ? fields.text({"code"}) : code;
  language.name = fields.text({"name", "title"});
  language.hreflang = fields.text({"hreflang"});
  language.baseurl = fields.text({"baseurl"});
  while (language.baseurl.ends_with('/')) language.baseurl.pop_back();
  language.weight = fields.number("weight").value_or(0);
  if (language.name.empty()) language.name = language.code;
  if (language.hreflang.empty()) language.hreflang = language.code;
  return language;
}

/// Codes are folder names, so they hold letters, digits, '-' and '_' only, and each language is there once.
void add_language(const Settings& settings, const std::string& path, Language language,
                  std::vector<Language>& languages, diagnostics::Sink& sink) {
  bool good = !language.code.empty() && std::all_of(language.code.begin(), language.code.end(), [](char c) {
    return base::is_ascii_letter(c) || base::is_digit(c) || c == '-' || c == '_';
  });
  bool again = std::any_of(languages.begin(), languages.end(),
                           [&](const Language& other) { return other.code == language.code; });
  if (!good) {
    sink.report(wrong_value(settings.locate(path), "'" + language.code + "' is not the code of a language",
                            "write a code such as \"en\" or \"pt-br\""));
  } else if (again) {
    sink.report(wrong_value(settings.locate(path), "the language '" + language.code + "' is there twice", ""));
  } else {
    languages.push_back(std::move(language));
  }
}

struct Formats {
  bool given = false;
  bool first = false;   ///< json; index_json
  bool second = false;  ///< text; llms
};

/// A list of format names: which of two groups it mentions.
Formats read_format_list(const Settings& settings, const std::string& path, const std::vector<std::string>& first,
                         const std::vector<std::string>& second, diagnostics::Sink& sink) {
  Formats formats;
  formats.given = settings.is_set(path);
  std::vector<std::string> all = first;
  all.insert(all.end(), second.begin(), second.end());
  std::size_t number = 0;
  for (const Value& item : settings.at(path).items()) {
    std::string name = base::to_lower_ascii(item.string_or(""));
    std::string place = path + "." + std::to_string(number++);
    if (std::find(first.begin(), first.end(), name) != first.end()) {
      formats.first = true;
    } else if (std::find(second.begin(), second.end(), name) != second.end()) {
      formats.second = true;
    } else {
      std::string shown = item.is_string() ? "'" + std::string(item.as_string()) + "'" : describe(item);
      diagnostics::Diagnostic diagnostic =
          wrong_value(settings.locate(place), "unknown format " + shown + " in '" + path + "'",
                      diagnostics::did_you_mean(name, all));
      diagnostic.severity = diagnostics::Severity::warning;
      diagnostic.code = "unknown-output-format";
      if (diagnostic.hint.empty()) diagnostic.hint = "known are " + base::join(all, ", ");
      sink.report(std::move(diagnostic));
    }
  }
  return formats;
}

bool says(const Settings& settings, std::string_view path, bool otherwise) {
  Value found = settings.at(path);
  return found.is_boolean() ? found.as_boolean() : otherwise;
}

}  // namespace

std::vector<Taxonomy> read_taxonomies(const Settings& settings, diagnostics::Sink& sink) {
  std::vector<Taxonomy> taxonomies;
  Value written = settings.at("taxonomies");
  if (written.is_list()) {
    std::size_t number = 0;
    for (const Value& item : written.items()) {
      std::string place = "taxonomies." + std::to_string(number++);
      std::string name(item.is_map() ? item.get("name").string_or("") : item.string_or(""));
      if (name.empty()) {
        sink.report(wrong_value(settings.locate(place), "a taxonomy needs a name", "write [\"tags\", \"series\"]"));
      } else {
        put(taxonomies, taxonomy_of_table(settings, place, name, item, sink));
      }
    }
    return taxonomies;
  }
  taxonomies = {make_taxonomy("tags", ""), make_taxonomy("categories", "")};
  if (!written.is_map()) return taxonomies;
  for (const value::Map::Entry& entry : written.as_map().entries()) {
    std::string name = key_text(entry.key);
    std::string path = "taxonomies." + name;
    if (entry.value.is_string()) {
      put(taxonomies, taxonomy_of_pair(name, std::string(entry.value.as_string())));
    } else if (entry.value.is_map()) {
      put(taxonomies, taxonomy_of_table(settings, path, name, entry.value, sink));
    } else if (entry.value.is_boolean() && entry.value.as_boolean()) {
      put(taxonomies, make_taxonomy(name, ""));
    } else if (entry.value.is_boolean()) {
      std::erase_if(taxonomies, [&](const Taxonomy& taxonomy) { return taxonomy.name == name; });
    } else if (!entry.value.is_nothing()) {
      sink.report(wrong_value(settings.locate(path),
                              "'" + path + "' must be text, true or false or a table, not " + describe(entry.value),
                              "write " + name + " = \"" + singular_of(name) + "\""));
    }
  }
  return taxonomies;
}

std::vector<MenuEntry> read_menus(const Settings& settings, diagnostics::Sink& sink) {
  std::vector<MenuEntry> entries;
  Value menus = settings.at("menu");
  if (!menus.is_map()) return entries;
  for (const value::Map::Entry& menu : menus.as_map().entries()) {
    std::string name = key_text(menu.key);
    read_menu_entries(settings, name, "menu." + name, menu.value, "", entries, sink);
  }
  return entries;
}

std::vector<Language> read_languages(const Settings& settings, diagnostics::Sink& sink) {
  std::vector<Language> languages;
  Value written = settings.at("i18n.languages");
  std::size_t number = 0;
  for (const Value& item : written.items()) {
    std::string path = "i18n.languages." + std::to_string(number++);
    std::string code(item.string_or(""));
    add_language(settings, path, read_language(settings, path, code, item, sink), languages, sink);
  }
  if (written.is_map()) {
    for (const value::Map::Entry& entry : written.as_map().entries()) {
      std::string code = key_text(entry.key);
      std::string path = "i18n.languages." + code;
      Language language = read_language(settings, path, code, entry.value, sink);
      if (entry.value.is_string()) language.name = entry.value.as_string();
      add_language(settings, path, std::move(language), languages, sink);
    }
  }
  std::stable_sort(languages.begin(), languages.end(),
                   [](const Language& a, const Language& b) { return a.weight < b.weight; });
  return languages;
}

void read_output_formats(const Settings& settings, Config& config, diagnostics::Sink& sink) {
  Formats page =
      read_format_list(settings, "output_formats.per_page", {"json"}, {"txt", "text", "llm_txt", "llm"}, sink);
  Formats site = read_format_list(settings, "output_formats.site_wide", {"index_json", "json", "search"},
                                  {"llms_txt", "llm_txt", "llm_full", "llms_full", "llms", "txt"}, sink);
  if (site.given && !settings.is_set("features.search_index")) config.search_index = site.first;
  if (site.given && !settings.is_set("features.llms")) config.llms = site.second;
  config.page_json = says(settings, "output_formats.json", page.first);
  config.page_text = says(settings, "output_formats.txt", page.second);
  config.search_index = says(settings, "output_formats.index_json", config.search_index);
  config.llms = says(settings, "output_formats.llms_txt", config.llms);
  if (!says(settings, "output_formats.enabled", true)) {
    config.page_json = config.page_text = config.search_index = config.llms = false;
  }
  if (!says(settings, "search.enabled", true)) config.search_index = false;
}

}  // namespace config
