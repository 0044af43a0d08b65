// SPDX-License-Identifier: MIT
#pragma once

#include "config/config.h"
#include "config/settings.h"
#include "diagnostics/sink.h"

/// The parts of the settings that may be written in several ways, as the types of Config. Mistakes are reported at the
/// entry they are in; the other entries are used.
namespace config {

/// [taxonomies]: `tags = "tag"` (name and singular, either way round), `series = true`, `tags = false`, a table with
/// singular and folder; these add to tags and categories. A list of names replaces them.
std::vector<Taxonomy> read_taxonomies(const Settings& settings, diagnostics::Sink& sink);

/// [[menu.NAME]]: entries with name (or title), url, weight, parent, identifier (or id) and children.
std::vector<MenuEntry> read_menus(const Settings& settings, diagnostics::Sink& sink);

/// i18n.languages: a list of codes or tables, or a table by code. In order of weight, then as written.
std::vector<Language> read_languages(const Settings& settings, diagnostics::Sink& sink);

/// [output_formats], [search] and [features] together: what is written besides pages.
void read_output_formats(const Settings& settings, Config& config, diagnostics::Sink& sink);

}  // namespace config
