// SPDX-License-Identifier: MIT
#include "content/markdown_settings.h"

namespace content {

markdown::Options markdown_options(const value::Value& table) {
  markdown::Options options;
  if (!table.is_map()) return options;
  for (const markdown::Switch& each : markdown::switches()) {
    value::Value wanted = table.get(each.name);
    if (wanted.is_boolean()) options.extensions.set(each.extension, wanted.as_boolean());
  }
  return options;
}

}  // namespace content
