// SPDX-License-Identifier: MIT
#include "markdown/table_of_contents.h"

#include "base/strings.h"

namespace markdown {

std::string table_of_contents(const std::vector<Heading>& headings) {
  std::string html;
  std::vector<int> open;
  for (const Heading& heading : headings) {
    if (heading.level < k_first_toc_level || heading.level > k_last_toc_level) continue;
    while (!open.empty() && open.back() > heading.level) {
      html += "</li>\n</ul>\n";
      open.pop_back();
    }
    if (!open.empty() && open.back() == heading.level) {
      html += "</li>\n";
    } else {
      html += html.empty() ? "<ul>\n" : "\n<ul>\n";
      open.push_back(heading.level);
    }
    html += "<li><a href=\"#" + base::escape_html(heading.id) + "\">" + base::escape_html(heading.title) + "</a>";
  }
  if (html.empty()) return "";
  for (; !open.empty(); open.pop_back()) html += "</li>\n</ul>\n";
  return "<nav class=\"toc\">\n" + html + "</nav>\n";
}

}  // namespace markdown
