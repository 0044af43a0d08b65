// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/hash.h"
#include "diagnostics/diagnostic.h"
#include "markdown/markdown.h"
#include "value/value.h"

namespace content {

/// The parts of a document that few of those who hold it look at. There are two kinds: of a file that was read, and of
/// a record of an earlier build (`document_codec.h`), where each part is made when it is first asked for. Safe to ask
/// from any thread; what is returned lives as long as this.
class Contents {
 public:
  virtual ~Contents() = default;
  /// The whole file, as UTF-8. "" when it has to be read again and is gone or different by now.
  virtual std::string_view text() const = 0;
  /// The beginning of the text, `head_of` the whole. Always there.
  virtual std::string_view head() const = 0;
  virtual std::string_view html() const = 0;
  virtual const std::vector<markdown::Heading>& headings() const = 0;
  /// In order of `begin`, not overlapping, inside `html()`.
  virtual const std::vector<markdown::Slot>& slots() const = 0;
};

/// How long an excerpt may be.
struct ExcerptLimit {
  std::size_t words = 50;
  std::size_t characters = 0;  ///< counts in place of the words when it is not 0
  bool operator==(const ExcerptLimit&) const = default;
};

/// What one content file says by itself: front matter and parsed Markdown. A pure function of path and bytes; nothing
/// in it depends on another file. Immutable once made; views into it live as long as it does.
struct Document {
  /// REQUIRES: `contents` is not null.
  explicit Document(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}

  std::string path;           ///< relative to the content folder
  std::string name;           ///< as messages call it: "content/blog/first.md"
  value::Value front_matter;  ///< a frozen map, valid as long as the document; an empty one when absent or broken
  bool broken = false;  ///< the front matter could not be read: the page is left out of the site, its diagnostic stands
  std::size_t body_offset = 0;  ///< where the Markdown begins in the text
  ExcerptLimit excerpt_limit;
  base::Fingerprint fingerprint;  ///< of the file's bytes
  std::vector<diagnostics::Diagnostic> diagnostics;
  base::Arena arena{1024};

  std::string_view text() const { return contents_->text(); }
  std::string_view head() const { return contents_->head(); }
  std::string_view html() const { return contents_->html(); }
  const std::vector<markdown::Heading>& headings() const { return contents_->headings(); }
  const std::vector<markdown::Slot>& slots() const { return contents_->slots(); }

  /// The text behind the front matter.
  std::string_view raw_body() const;
  /// The beginning of the body's running text as plain text, without headings, code, tables and the like, cut at a
  /// word; or what stands before `<!--more-->`. Nothing but this document goes into it: `{{ page.title }}` is filled
  /// from the front matter, `[[docs/first-steps]]` with "First Steps". Worked out at each call.
  std::string excerpt() const;

 private:
  friend void read_body(Document& document, const struct ReadOptions& options);

  std::unique_ptr<Contents> contents_;
};

struct ReadOptions {
  std::string name_prefix = "content/";  ///< what messages put before the path
  std::size_t excerpt_words = 50;
  std::size_t excerpt_length = 0;  ///< in characters; when it is not 0 the words do not count
  markdown::Options markdown;
};

/// Reads a file's text. Never fails: see `diagnostics` and `broken`.
std::unique_ptr<Document> read_document(std::string path, std::string text, const ReadOptions& options);

/// The same in two steps: the front matter, then, once, the Markdown. Between them nobody may ask for the HTML, the
/// headings or the slots, nor look at the diagnostics while the second step goes on, perhaps in another thread.
/// `read_body` REQUIRES a document of `read_head` and the same options.
std::unique_ptr<Document> read_head(std::string path, std::string text, const ReadOptions& options);
void read_body(Document& document, const ReadOptions& options);

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

/// The lines of `text` that hold front matter, which are found there as they are in the whole; the first line when
/// there is none.
std::string_view head_of(std::string_view text);

/// The place of a key of a document's front matter ("menu.main.weight"), or of the file's first line when it is not
/// there.
diagnostics::Location place_of_key(const Document& document, std::string_view dotted_key);

}  // namespace content
