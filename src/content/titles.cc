// SPDX-License-Identifier: MIT
#include "base/unicode.h"
#include "content/fields.h"

namespace content {

std::string title_from_name(std::string_view file_or_folder_name) {
  std::string title;
  bool in_word = false;
  for (std::size_t at = 0; at < file_or_folder_name.size();) {
    char32_t c = base::next_code_point(file_or_folder_name, at);
    if (c == '-' || c == '_' || base::is_white_space(c)) {
      in_word = false;
      continue;
    }
    if (!in_word && !title.empty()) title += ' ';
    base::append_utf8(title, in_word ? base::to_lower(c) : base::to_upper(c));
    in_word = true;
  }
  return title;
}

}  // namespace content
