// SPDX-License-Identifier: MIT
#include "content/document.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "content/excerpt.h"
#include "value/parse.h"

namespace content {

using diagnostics::Diagnostic;
using diagnostics::Severity;
using diagnostics::SourceText;

namespace {

/// Of a file that was read: everything is there.
class ReadContents final : public Contents {
 public:
  explicit ReadContents(std::string text_read) : whole(std::move(text_read)) {}

  std::string_view text() const override { return whole; }
  std::string_view head() const override { return head_of(whole); }
  std::string_view html() const override { return body.html; }
  const std::vector<markdown::Heading>& headings() const override { return body.headings; }
  const std::vector<markdown::Slot>& slots() const override { return body.slots; }

  std::string whole;
  markdown::Document body;
};

Diagnostic make_diagnostic(Severity severity, std::string code, std::string message, diagnostics::Location location,
                           std::string hint) {
  return {.severity = severity,
          .fault = diagnostics::Fault::content,
          .code = std::move(code),
          .message = std::move(message),
          .location = std::move(location),
          .chain = {},
          .hint = std::move(hint)};
}

value::Format format_of(FrontMatterBlock::Form form) {
  if (form == FrontMatterBlock::Form::toml) return value::Format::toml;
  return form == FrontMatterBlock::Form::json ? value::Format::json : value::Format::yaml;
}

std::string_view block_text(std::string_view text, const FrontMatterBlock& block) {
  return text.substr(block.begin, block.end - block.begin);
}

void mend_utf8(Document& document, std::string& text) {
  std::size_t invalid = base::find_invalid_utf8(text);
  if (invalid == text.size()) return;
  text = base::make_valid_utf8(text);
  SourceText source(document.name, text);
  document.diagnostics.push_back(make_diagnostic(
      Severity::warning, "invalid-utf8", "the file is not valid UTF-8; the bytes that are not are shown as U+FFFD",
      source.locate(invalid), "save the file as UTF-8"));
}

void report_unclosed(Document& document, const FrontMatterBlock& block) {
  SourceText source(document.name, document.text());
  bool json = block.form == FrontMatterBlock::Form::json;
  std::string_view fence = block.form == FrontMatterBlock::Form::toml ? "+++" : "---";
  std::string partner = json ? "closing brace" : "closing line '" + std::string(fence) + "'";
  std::size_t opening = json ? block.begin : (document.text().starts_with("\xEF\xBB\xBF") ? 3 : 0);
  document.diagnostics.push_back(make_diagnostic(Severity::error, "front-matter-unclosed",
                                                 "the front matter has no " + partner,
                                                 source.locate(opening, json ? 1 : 3),
                                                 json ? "close the object that begins the file with '}'"
                                                      : "end the front matter with a line '" + std::string(fence) +
                                                            "'; if the file has none, begin it with an empty line"));
}

bool has_error(const std::vector<Diagnostic>& diagnostics, std::size_t first) {
  for (std::size_t i = first; i < diagnostics.size(); ++i) {
    if (diagnostics[i].severity == Severity::error) return true;
  }
  return false;
}

/// Parses the block into `document.front_matter`; what is wrong makes the document broken.
void read_front_matter(Document& document, const FrontMatterBlock& block) {
  if (!block.closed) {
    report_unclosed(document, block);
    document.broken = true;
    return;
  }
  SourceText source(document.name, document.text());
  std::size_t before = document.diagnostics.size();
  value::ParseOptions options;
  options.base_offset = block.begin;
  value::Value parsed = value::parse(format_of(block.form), block_text(document.text(), block), source, document.arena,
                                     document.diagnostics, options);
  if (has_error(document.diagnostics, before)) {
    document.broken = true;
  } else if (parsed.is_map()) {
    document.front_matter = parsed;
  } else if (!parsed.is_nothing()) {
    document.broken = true;
    std::size_t first = document.text().find_first_not_of(" \t\r\n", block.begin);
    document.diagnostics.push_back(make_diagnostic(
        Severity::error, "front-matter-no-map",
        "the front matter must be a mapping of keys to values, found a " + std::string(value::kind_name(parsed)),
        source.locate(first), "write 'key: value', one a line"));
  }
}

}  // namespace

std::string_view Document::raw_body() const {
  std::string_view whole = text();
  return whole.substr(std::min(body_offset, whole.size()));
}

std::string Document::excerpt() const { return make_excerpt(*this); }

std::unique_ptr<Document> read_head(std::string path, std::string text, const ReadOptions& options) {
  auto owned_contents = std::make_unique<ReadContents>(std::move(text));
  ReadContents& contents = *owned_contents;
  auto document = std::make_unique<Document>(std::move(owned_contents));
  document->name = options.name_prefix + path;
  document->path = std::move(path);
  document->excerpt_limit = {options.excerpt_words, options.excerpt_length};
  document->fingerprint = base::fingerprint(contents.whole);
  mend_utf8(*document, contents.whole);

  FrontMatterBlock block = find_front_matter(contents.whole);
  document->body_offset = block.body;
  if (block.form != FrontMatterBlock::Form::none) read_front_matter(*document, block);
  if (!document->front_matter.is_map()) document->front_matter = value::Value::map(value::make_map(document->arena));
  value::freeze(document->front_matter);
  return document;
}

void read_body(Document& document, const ReadOptions& options) {
  if (document.broken) return;
  markdown::Options markdown_options = options.markdown;
  markdown_options.known_utf8 = true;
  value::Value preprocess = document.front_matter.get("preprocess");
  if (preprocess.is_boolean() && !preprocess.as_boolean())
    markdown_options.extensions.set(markdown::Extension::variables, false);
  SourceText source(document.name, document.text());
  static_cast<ReadContents&>(*document.contents_).body =
      markdown::parse(document.raw_body(), markdown_options, source, document.body_offset, document.diagnostics);
}

std::unique_ptr<Document> read_document(std::string path, std::string text, const ReadOptions& options) {
  auto document = read_head(std::move(path), std::move(text), options);
  read_body(*document, options);
  return document;
}

std::string_view head_of(std::string_view text) {
  FrontMatterBlock block = find_front_matter(text);
  bool has_block = block.form != FrontMatterBlock::Form::none && block.closed;
  // The body begins behind the line break of the block's last line, or, after JSON, in the middle of that line.
  std::size_t last_line = has_block && block.body > 0 ? block.body - 1 : 0;
  std::size_t end = text.find('\n', last_line);
  return end == text.npos ? text : text.substr(0, end + 1);
}

diagnostics::Location place_of_key(const Document& document, std::string_view dotted_key) {
  std::string_view text = document.head();
  SourceText source(document.name, text);
  FrontMatterBlock block = find_front_matter(text);
  if (block.form == FrontMatterBlock::Form::none || !block.closed) return source.locate(0);
  // Places are wanted only for messages, so they are not kept but read again.
  std::vector<value::KeyPlace> places;
  std::vector<Diagnostic> ignored;
  base::Arena arena;
  value::ParseOptions options;
  options.places = &places;
  options.base_offset = block.begin;
  value::parse(format_of(block.form), block_text(text, block), source, arena, ignored, options);
  for (const value::KeyPlace& place : places) {
    if (place.path == dotted_key) return source.locate(place.offset, place.length);
  }
  return source.locate(0);
}

}  // namespace content
