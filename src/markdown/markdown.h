// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "markdown/extensions.h"

/// Markdown to HTML. `parse` is a pure function of the text: whatever depends on the rest of the site (where a link
/// leads, what a variable's value is) stays open as a slot, to be filled when the page is shown.
namespace markdown {

struct Options {
  Extensions extensions = site_extensions();
  std::uint32_t deepest_nesting = 100;
  std::uint64_t most_bytes = std::uint64_t{16} << 20;
  bool known_utf8 = false;  ///< the text is well-formed UTF-8: that need not be checked
};

struct Heading {
  std::uint8_t level;  ///< 1 to 6
  std::string id;      ///< unique in the document
  std::string title;   ///< plain text
};

/// What a slot is replaced by is up to who fills it; the text between `begin` and `end` of the HTML is what stands
/// there unfilled.
struct Slot {
  enum class Kind : std::uint8_t {
    variable,         ///< `{{ target }}`: HTML-escaped text
    cross_reference,  ///< `[[target|text]]`: a whole `<a>` element
    link,   ///< the value of an `href` (relative, or to a file of the site): escaped URL; `target` as written, decoded
    image,  ///< the value of a `src`, likewise
    /// A shortcode by itself: `{{< target >}}` and its other spellings; a template may show it. `text` is the source.
    shortcode,
    shortcode_begin,  ///< likewise; what it is about goes up to the `shortcode_end` that belongs to it
    shortcode_end,
    /// The same for a directive that is not built in: its name, in `text` its options as lines `name=value`.
    directive_begin,
    directive_body,  ///< behind its title
    directive_end,
    include,          ///< another file of the site as Markdown; `text` says which part, as lines `name=value`
    literal_include,  ///< as code
  };
  Kind kind;
  std::uint32_t begin;
  std::uint32_t end;
  std::string target;
  std::string text;      ///< of a cross reference: what to show, or "" for the target's title
  std::uint32_t offset;  ///< in the Markdown text, for messages; of the line when the column is unknown
};

struct Document {
  std::string html;
  std::vector<Heading> headings;
  std::vector<Slot> slots;  ///< in order of `begin`, not overlapping
};

/// Converts `text`. Never fails: what is wrong (nesting too deep, unknown directive, unclosed fence of a directive,
/// invalid UTF-8) is said in `diagnostics`, placed in `source` at `base_offset` + offset. Time and memory are linear in
/// the size of the text.
Document parse(std::string_view text, const Options& options, const diagnostics::SourceText& source,
               std::size_t base_offset, std::vector<diagnostics::Diagnostic>& diagnostics);

/// The HTML's text: tags dropped, entities decoded, block elements apart by a line break, runs of white space as one
/// space. Content of `script` and `style` is left out.
std::string plain_text(std::string_view html);

/// The number of words of a plain text; each CJK character counts as one.
std::uint32_t count_words(std::string_view plain_text);

}  // namespace markdown
