// SPDX-License-Identifier: MIT
#include "markdown/extensions.h"

#include <array>

namespace markdown {
namespace {

constexpr auto k_switches = std::to_array<Switch>({
    {"tables", Extension::tables, true},
    {"strikethrough", Extension::strikethrough, true},
    {"task_lists", Extension::task_lists, true},
    {"autolinks", Extension::autolinks, true},
    {"footnotes", Extension::footnotes, true},
    {"heading_ids", Extension::heading_ids, true},
    {"definition_lists", Extension::definition_lists, true},
    {"directives", Extension::directives, true},
    {"cross_references", Extension::cross_references, true},
    {"variables", Extension::variables, true},
    {"diagrams", Extension::diagrams, true},
});

constexpr Extensions k_site = [] {
  Extensions all = {Extension::site_links};
  for (const Switch& each : k_switches) all.set(each.extension, each.preset);
  return all;
}();

}  // namespace

std::span<const Switch> switches() { return k_switches; }

Extensions site_extensions() { return k_site; }

}  // namespace markdown
