// SPDX-License-Identifier: MIT
#include "site/html.h"

#include "base/path.h"
#include "base/strings.h"
#include "markdown/table_of_contents.h"
#include "site/cross_reference.h"
#include "site/model.h"
#include "site/objects.h"
#include "value/operations.h"

namespace site {

using markdown::Slot;
using value::Value;

std::string table_of_contents(const Reader& reader, PageId id) {
  const Page& page = reader.whole().model().pages[id];
  if (page.document == nullptr || !page.fields.toc) return "";
  return markdown::table_of_contents(page.document->headings());
}

Value toc_items(const Reader& reader, PageId id) {
  base::Arena& arena = reader.context().arena;
  const Page& page = reader.whole().model().pages[id];
  value::List* items = value::make_list(arena);
  if (page.document != nullptr && page.fields.toc) {
    for (const markdown::Heading& heading : page.document->headings()) {
      if (heading.level < markdown::k_first_toc_level || heading.level > markdown::k_last_toc_level) continue;
      value::Map* item = value::make_map(arena);
      item->set(arena, "id", Value::string(heading.id));
      item->set(arena, "title", Value::string(heading.title));
      item->set(arena, "level", Value::integer(heading.level - 1));
      item->set(arena, "link", Value::string(arena, "#" + heading.id));
      items->append(arena, Value::map(item));
    }
  }
  return Value::list(items);
}

}  // namespace site
