// SPDX-License-Identifier: MIT
#pragma once

#include "jinja/environment.h"
#include "site/reader.h"

/// What templates can call beyond Jinja2's own library. `self` of every function is the site; the page that the output
/// is about is `ctx.subject`.
namespace render {

/// Filters of the site format: dateformat, slugify, markdownify, where, group_by, ... (filters_*.cc)
void add_site_filters(jinja::Environment& environment, const site::Site& site);
/// Global functions: url_for, asset_url, get_menu, ref, get_data, t, ... and the globals site, config, bengal.
/// (functions_*.cc)
void add_site_functions(jinja::Environment& environment, const site::Site& site);
/// Tests: draft, featured, outdated, section, translated. (tests.cc)
void add_site_tests(jinja::Environment& environment, const site::Site& site);

/// The global `bengal`, metadata for a theme's "made with" line: `version`, `engine` (name, version; prints "Bengal
/// 0.2.0") and `capabilities`, a map of what this program can do that a theme may ask about.
value::Value bengal_object();

/// The Reader for a call: what every function of this folder begins with.
inline site::Reader reader(value::Context& ctx, const void* self) {
  return {*static_cast<const site::Site*>(self), ctx};
}

/// A URL made fit for a page: the base URL before a path of the site (once), anything else as it is.
std::string site_url(const site::Reader& reader, std::string_view url);
/// The URL with scheme and host, when the base URL has them.
std::string absolute_url(const site::Reader& reader, std::string_view url);
/// The URL, without the base, of a file that belongs to the bundle of the page that the output is about.
std::optional<std::string> resource_url(const site::Reader& reader, std::string_view name);
/// Where a picture is: a file of the page's bundle, an asset by its name, else a path of the site; addresses elsewhere
/// stay.
std::string image_url(const site::Reader& reader, std::string_view path);

}  // namespace render
