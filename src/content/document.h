// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/hash.h"
#include "diagnostics/diagnostic.h"
#include "markdown/markdown.h"
#include "value/value.h"

namespace content {

/// What one content file says by itself: front matter and parsed Markdown. A pure function of path and bytes; nothing
/// in it depends on another file. Immutable once read; views into it live as long as it does.
struct Document {
  std::string path;           ///< relative to the content folder
  std::string name;           ///< as messages call it: "content/blog/first.md"
  std::string text;           ///< the whole file, as UTF-8
  value::Value front_matter;  ///< a frozen map, in `arena`; an empty one when absent or broken
  bool broken = false;  ///< the front matter could not be read: the page is left out of the site, its diagnostic stands
  std::size_t body_offset = 0;
  markdown::Document body;
  std::size_t excerpt_words = 50;  ///< how long `excerpt` may be
  base::Fingerprint fingerprint;   ///< of `text`
  std::vector<diagnostics::Diagnostic> diagnostics;
  base::Arena arena{1024};

  /// The first words of the body's plain text, cut at a word, or what stands before `<!--more-->`. Worked out at each
  /// call.
  std::string excerpt() const;
  std::string_view raw_body() const { return std::string_view(text).substr(body_offset); }
};

struct ReadOptions {
  std::string name_prefix = "content/";  ///< what messages put before the path
  std::size_t excerpt_words = 50;
  markdown::Options markdown;
};

/// Reads a file's text. Never fails: see `diagnostics` and `broken`.
std::unique_ptr<Document> read_document(std::string path, std::string text, const ReadOptions& options);

/// Where front matter begins and ends. YAML between `---`, TOML between `+++`, JSON from `{` to its closing brace, at
/// the very start of the text (a byte order mark and, for JSON, white space may precede it).
struct FrontMatterBlock {
  enum class Form { none, yaml, toml, json } form = Form::none;
  std::size_t begin = 0;  ///< of the block's own text
  std::size_t end = 0;
  std::size_t body = 0;  ///< where Markdown begins
  bool closed = true;    ///< false: the opening line has no partner
};
FrontMatterBlock find_front_matter(std::string_view text);

/// The place of a key of a document's front matter ("menu.main.weight"), or of the file's first line when it is not
/// there.
diagnostics::Location place_of_key(const Document& document, std::string_view dotted_key);

}  // namespace content
