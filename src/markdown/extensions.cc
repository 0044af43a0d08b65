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
    {"containers", Extension::containers, true},
    {"admonitions", Extension::admonitions, true},
    {"alerts", Extension::alerts, true},
    {"tabs", Extension::tabs, true},
    {"attributes", Extension::attributes, true},
    {"subscript", Extension::subscript, true},
    {"superscript", Extension::superscript, true},
    {"mark", Extension::mark, true},
    {"insert", Extension::insert, true},
    {"keys", Extension::keys, true},
    {"roles", Extension::roles, true},
    {"emoji", Extension::emoji, true},
    {"smart_punctuation", Extension::smart_punctuation, false},
    {"abbreviations", Extension::abbreviations, true},
    {"join_cjk", Extension::join_cjk, true},
    {"math", Extension::math, true},
    {"toc", Extension::toc, true},
    {"cross_references", Extension::cross_references, true},
    {"variables", Extension::variables, true},
    {"diagrams", Extension::diagrams, true},
    {"highlight", Extension::highlight, true},
    {"shortcodes", Extension::shortcodes, true},
    {"snippets", Extension::snippets, true},
    {"untrusted", Extension::untrusted, false},
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
