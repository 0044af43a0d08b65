// SPDX-License-Identifier: MIT
#include "highlight/languages.h"

#include <algorithm>
#include <array>
#include <utility>

namespace highlight {

namespace {

using Alias = std::pair<std::string_view, std::string_view>;

/// Names that people write and Prism does not know, sorted.
constexpr auto k_aliases = std::to_array<Alias>({
    {"asm", "nasm"},
    {"astro", "markup"},
    {"c#", "csharp"},
    {"c++", "cpp"},
    {"cc", "cpp"},
    {"cfg", "ini"},
    {"cjs", "javascript"},
    {"clj", "clojure"},
    {"conf", "ini"},
    {"console", "shell-session"},
    {"cu", "cpp"},
    {"cuda", "cpp"},
    {"cxx", "cpp"},
    {"docker-compose", "yaml"},
    {"dotenv", "bash"},
    {"env", "bash"},
    {"erl", "erlang"},
    {"ex", "elixir"},
    {"exs", "elixir"},
    {"f#", "fsharp"},
    {"f90", "fortran"},
    {"fish", "bash"},
    {"golang", "go"},
    {"h", "c"},
    {"hpp", "cpp"},
    {"htm", "markup"},
    {"j2", "jinja2"},
    {"jinja", "jinja2"},
    {"jl", "julia"},
    {"jsonc", "json5"},
    {"jsonl", "json"},
    {"ksh", "bash"},
    {"mdx", "markdown"},
    {"mjs", "javascript"},
    {"ml", "ocaml"},
    {"mts", "typescript"},
    {"mysql", "sql"},
    {"ndjson", "json"},
    {"node", "javascript"},
    {"nodejs", "javascript"},
    {"patch", "diff"},
    {"pgsql", "sql"},
    {"pl", "perl"},
    {"postgres", "sql"},
    {"postgresql", "sql"},
    {"proto", "protobuf"},
    {"ps", "powershell"},
    {"ps1", "powershell"},
    {"psql", "sql"},
    {"pwsh", "powershell"},
    {"py3", "python"},
    {"python3", "python"},
    {"restructuredtext", "rest"},
    {"rs", "rust"},
    {"rst", "rest"},
    {"sqlite", "sql"},
    {"svelte", "markup"},
    {"terminal", "shell-session"},
    {"terraform", "hcl"},
    {"tf", "hcl"},
    {"vue", "markup"},
    {"xhtml", "markup"},
    {"xsl", "markup"},
    {"xslt", "markup"},
    {"zsh", "bash"},
});
static_assert(std::ranges::is_sorted(k_aliases, {}, &Alias::first));

constexpr auto k_plain =
    std::to_array<std::string_view>({"ascii", "none", "output", "plain", "plaintext", "stdout", "text", "txt"});

std::string lower(std::string_view name) {
  std::string lowered(name);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

const Language* exactly(const Grammars& grammars, std::string_view name) {
  auto found = std::ranges::lower_bound(grammars.languages, name, {}, &Language::name);
  return found != grammars.languages.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

const Language* find_language(const Grammars& grammars, std::string_view name) {
  std::string wanted = lower(name);
  if (const Language* language = exactly(grammars, wanted)) return language;
  auto alias = std::ranges::lower_bound(k_aliases, std::string_view(wanted), {}, &Alias::first);
  return alias != k_aliases.end() && alias->first == wanted ? exactly(grammars, alias->second) : nullptr;
}

bool is_plain_text(std::string_view name) { return std::ranges::find(k_plain, lower(name)) != k_plain.end(); }

}  // namespace highlight
