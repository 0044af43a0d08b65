// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "jinja/environment.h"
#include "site/reader.h"

namespace render {

/// A function and the name templates call it by.
struct Entry {
  std::string_view name;
  value::NativeFunction function;
};

// The tables that `add_site_filters` and `add_site_functions` register, a file each.
std::span<const Entry> text_filters();           // filters_text.cc
std::span<const Entry> list_filters();           // filters_list.cc
std::span<const Entry> data_filters();           // filters_data.cc
std::span<const Entry> date_filters();           // filters_date.cc
std::span<const Entry> number_filters();         // filters_number.cc
std::span<const Entry> html_filters();           // filters_html.cc
std::span<const Entry> url_filters();            // filters_url.cc
std::span<const Entry> image_filters();          // functions_image.cc
std::span<const Entry> image_functions();        // functions_image.cc
std::span<const Entry> url_functions();          // functions_url.cc
std::span<const Entry> navigation_functions();   // functions_navigation.cc
std::span<const Entry> reference_functions();    // functions_reference.cc
std::span<const Entry> file_functions();         // functions_file.cc
std::span<const Entry> language_functions();     // functions_language.cc
std::span<const Entry> translation_functions();  // functions_translation.cc

}  // namespace render
