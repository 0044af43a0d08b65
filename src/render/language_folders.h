// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "site/reader.h"

/// Sites in several languages keep each in a folder of its own: `content/fr/docs/`. To a reader of French that folder
/// is the whole site, so that navigation begins below it.
namespace render {

/// The language of the page that the output is about, else that of the site.
std::string_view language_of_subject(const site::Reader& reader);

/// The folder that holds a language; none where languages have no folders.
std::optional<site::SectionId> language_folder(const site::Reader& reader, std::string_view language);
bool is_language_folder(const site::Reader& reader, site::SectionId section);

/// The sections at the top for readers of `language`: those of its folder and of no folder of a language, if they are
/// in that language. When there are none, those of the site's own language.
std::vector<site::SectionId> top_sections(const site::Reader& reader, std::string_view language);

/// What search engines call a language: its `hreflang` in the settings, else its code.
std::string_view hreflang_of(const site::Reader& reader, std::string_view language);

}  // namespace render
