// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace markdown {

/// A construct beyond CommonMark that a dialect may have or not.
enum class Extension : std::uint8_t {
  tables,
  strikethrough,
  task_lists,
  autolinks,
  footnotes,
  heading_ids,
  definition_lists,
  directives,
  containers,
  admonitions,
  alerts,
  tabs,
  attributes,
  subscript,
  superscript,
  mark,
  insert,
  keys,
  roles,
  emoji,
  smart_punctuation,
  abbreviations,
  join_cjk,  ///< lines that end and begin with Chinese or Japanese characters are joined without a space
  math,
  toc,
  cross_references,
  variables,
  diagrams,    ///< fences of mermaid
  highlight,   ///< code in a language that is known becomes spans
  site_links,  ///< links to files of the site are slots
  shortcodes,
  snippets,
  untrusted,  ///< raw HTML is text, addresses that do something and attributes that do are left out
};

/// A set of extensions: what a dialect is made of.
class Extensions {
 public:
  constexpr Extensions() = default;
  constexpr Extensions(std::initializer_list<Extension> members) {
    for (Extension each : members) set(each, true);
  }

  constexpr bool has(Extension extension) const { return (bits_ & bit(extension)) != 0; }
  constexpr void set(Extension extension, bool on) { bits_ = on ? bits_ | bit(extension) : bits_ & ~bit(extension); }
  constexpr Extensions without(Extension extension) const {
    Extensions left = *this;
    left.set(extension, false);
    return left;
  }
  constexpr std::uint64_t bits() const { return bits_; }
  constexpr bool operator==(const Extensions&) const = default;

 private:
  static constexpr std::uint64_t bit(Extension extension) {
    return std::uint64_t{1} << static_cast<std::uint8_t>(extension);
  }
  std::uint64_t bits_ = 0;
};

/// An extension that a site may switch on and off.
struct Switch {
  std::string_view name;  ///< its key in `[markdown]`
  Extension extension;
  bool preset;  ///< is it on in a site that does not say?
};
std::span<const Switch> switches();

inline constexpr Extensions k_commonmark;

/// What GitHub adds to CommonMark.
inline constexpr Extensions k_gfm = {Extension::tables, Extension::strikethrough, Extension::task_lists,
                                     Extension::autolinks, Extension::footnotes};

/// The dialect of sites as it is when no switch is touched.
Extensions site_extensions();

}  // namespace markdown
