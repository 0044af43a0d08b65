// SPDX-License-Identifier: MIT
#include "render/library.h"

#include "base/strings.h"
#include "render/register.h"
#include "site/objects.h"

namespace render {

using site::Reader;
using value::Value;

namespace {

/// "https://example.org" of "https://example.org/docs"; "" when the base URL has no host.
std::string_view origin_of(std::string_view baseurl) {
  std::size_t scheme = baseurl.find("://");
  if (scheme == baseurl.npos) return "";
  return baseurl.substr(0, baseurl.find('/', scheme + 3));
}

/// "/docs" of "https://example.org/docs" and of "/docs".
std::string_view path_of(std::string_view baseurl) {
  std::string_view origin = origin_of(baseurl);
  std::string_view path = baseurl.substr(origin.size());
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

bool is_below(std::string_view prefix, std::string_view url) {
  return !prefix.empty() && url.starts_with(prefix) &&
         (url.size() == prefix.size() || url[prefix.size()] == '/' || url[prefix.size()] == '#' ||
          url[prefix.size()] == '?');
}

}  // namespace

std::string site_url(const Reader& reader, std::string_view url) {
  std::string_view baseurl = reader.site(site::SiteField::baseurl).string_or("");
  bool is_site_path = url.starts_with('/') && !url.starts_with("//");
  if (!is_site_path || is_below(path_of(baseurl), url)) return std::string(url);
  return reader.with_base(url);
}

std::string absolute_url(const Reader& reader, std::string_view url) {
  std::string_view baseurl = reader.site(site::SiteField::baseurl).string_or("");
  bool is_site_path = url.starts_with('/') && !url.starts_with("//");
  if (!is_site_path) return std::string(url);
  if (is_below(path_of(baseurl), url)) return std::string(origin_of(baseurl)) + std::string(url);
  return reader.with_base(url);
}

std::optional<std::string> resource_url(const Reader& reader, std::string_view name) {
  if (reader.context().subject == ~0u || name.empty() || name.starts_with('/')) return std::nullopt;
  for (const Value& resource : reader.page(reader.context().subject, site::PageField::resources).items()) {
    if (resource.get("name").string_or("") == name) return std::string(resource.get("url").string_or(""));
  }
  return std::nullopt;
}

std::string image_url(const Reader& reader, std::string_view path) {
  if (auto url = resource_url(reader, path)) return reader.with_base(*url);
  if (auto url = reader.asset_url(path)) return *url;
  bool is_elsewhere = path.find("://") != path.npos || path.starts_with("//") || path.starts_with("data:");
  return site_url(reader, is_elsewhere || path.starts_with('/') ? std::string(path) : "/" + std::string(path));
}

void add_site_filters(jinja::Environment& environment, const site::Site& site) {
  for (auto table : {text_filters(), list_filters(), data_filters(), date_filters(), number_filters(), html_filters(),
                     url_filters(), image_filters()}) {
    for (const Entry& entry : table) environment.add_filter(entry.name, entry.function, &site);
  }
}

void add_site_functions(jinja::Environment& environment, const site::Site& site) {
  for (auto table : {url_functions(), navigation_functions(), reference_functions(), file_functions(),
                     language_functions(), translation_functions(), image_functions()}) {
    for (const Entry& entry : table) environment.add_function(entry.name, entry.function, &site);
  }
  base::Arena arena;
  value::ReadLog reads;
  value::Context ctx(arena, reads);
  Reader reader(site, ctx);
  environment.add_global("site", reader.site_object());
  environment.add_global("config", reader.config_object());
  environment.add_global("bengal", bengal_object());
  const site::Objects& objects = site.objects();
  for (const value::Object* object :
       std::initializer_list<const value::Object*>{&objects.page, &objects.metadata, &objects.section, &objects.term,
                                                   &objects.taxonomy, &objects.menu_item, &objects.site})
    environment.add_lasting(*object);
}

}  // namespace render
