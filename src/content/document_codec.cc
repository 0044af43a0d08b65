// SPDX-License-Identifier: MIT
#include "content/document_codec.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/codec.h"
#include "base/compression.h"
#include "base/unicode.h"
#include "content/lazy.h"
#include "diagnostics/codec.h"
#include "value/codec.h"

namespace content {

using markdown::Heading;
using markdown::Slot;

namespace {

constexpr std::uint8_t k_version = 3;
constexpr char k_not_kept = 0;
constexpr std::uint8_t k_broken = 1;
constexpr std::uint64_t k_largest_u32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t k_least_heading_bytes = 3, k_least_slot_bytes = 6;
constexpr std::size_t k_usual_body_rest = 1024;
constexpr std::vector<Heading> k_no_headings;
constexpr std::vector<Slot> k_no_slots;

std::string encode_headings(const std::vector<Heading>& headings) {
  std::string bytes;
  if (headings.empty()) return bytes;
  base::ByteWriter out(bytes);
  out.varint(headings.size());
  for (const Heading& heading : headings) {
    out.u8(heading.level);
    out.text(heading.id);
    out.text(heading.title);
  }
  return bytes;
}

std::vector<Heading> decode_headings(std::string_view bytes) {
  std::vector<Heading> headings;
  base::ByteReader in(bytes);
  std::size_t count = in.count(k_least_heading_bytes);
  headings.reserve(count);
  for (; in.good() && count > 0; --count) {
    Heading& heading = headings.emplace_back();
    heading.level = in.u8();
    heading.id = in.text();
    heading.title = in.text();
    if (heading.level < 1 || heading.level > 6) in.fail();
  }
  if (!in.finished()) headings.clear();
  return headings;
}

std::string encode_slots(const std::vector<Slot>& slots) {
  std::string bytes;
  if (slots.empty()) return bytes;
  base::ByteWriter out(bytes);
  out.varint(slots.size());
  std::uint32_t done = 0;
  for (const Slot& slot : slots) {
    out.u8(static_cast<std::uint8_t>(slot.kind));
    out.varint(slot.begin - done);
    out.varint(slot.end - slot.begin);
    out.varint(slot.offset);
    out.text(slot.target);
    out.text(slot.text);
    done = slot.end;
  }
  return bytes;
}

Slot::Kind read_slot_kind(base::ByteReader& in) {
  switch (auto kind = static_cast<Slot::Kind>(in.u8())) {
    case Slot::Kind::variable:
    case Slot::Kind::cross_reference:
    case Slot::Kind::link:
    case Slot::Kind::image:
    case Slot::Kind::shortcode:
    case Slot::Kind::shortcode_begin:
    case Slot::Kind::shortcode_end:
    case Slot::Kind::directive_begin:
    case Slot::Kind::directive_body:
    case Slot::Kind::directive_end:
    case Slot::Kind::include:
    case Slot::Kind::literal_include:
      return kind;
  }
  in.fail();
  return Slot::Kind::variable;
}

/// Whoever fills slots cuts the HTML where they say, so none may lie outside.
std::vector<Slot> decode_slots(std::string_view bytes, std::size_t html_size) {
  std::vector<Slot> slots;
  base::ByteReader in(bytes);
  std::size_t count = in.count(k_least_slot_bytes);
  slots.reserve(count);
  std::uint64_t done = 0;
  for (; in.good() && count > 0; --count) {
    Slot& slot = slots.emplace_back();
    slot.kind = read_slot_kind(in);
    done += in.varint_up_to(html_size - done);
    slot.begin = static_cast<std::uint32_t>(done);
    done += in.varint_up_to(html_size - done);
    slot.end = static_cast<std::uint32_t>(done);
    slot.offset = static_cast<std::uint32_t>(in.varint_up_to(k_largest_u32));
    slot.target = in.text();
    slot.text = in.text();
  }
  if (!in.finished() || done > k_largest_u32) slots.clear();
  return slots;
}

/// The HTML, the headings and the slots, decompressed, and what was made of them so far.
struct Body {
  std::string bytes;
  std::string_view html, headings, slots;
  Lazy<std::vector<Heading>> made_headings;
  Lazy<std::vector<Slot>> made_slots;
};

std::string encode_body(const Document& document) {
  std::string bytes;
  bytes.reserve(document.html().size() + k_usual_body_rest);
  base::ByteWriter out(bytes);
  out.text(document.html());
  out.text(encode_headings(document.headings()));
  out.text(encode_slots(document.slots()));
  return bytes;
}

/// Of a record: views into it, and what was made of them so far.
class KeptContents final : public Contents {
 public:
  struct Parts {
    std::string_view head;
    std::size_t body_size = 0;
    std::string_view body;  ///< compressed
  };

  KeptContents(const Parts& parts, base::Fingerprint fingerprint, const base::FileSystem& fs, std::string file,
               const std::function<void()>& damaged)
      : parts_(parts), fingerprint_(fingerprint), fs_(fs), file_(std::move(file)), damaged_(damaged) {}

  std::string_view head() const override { return parts_.head; }
  std::string_view html() const override { return body().html; }
  std::string_view text() const override {
    return text_.get([this] { return read_text(); });
  }
  const std::vector<Heading>& headings() const override {
    const Body& whole = body();
    if (whole.headings.empty()) return k_no_headings;
    return whole.made_headings.get([&] { return told(decode_headings(whole.headings)); });
  }
  const std::vector<Slot>& slots() const override {
    const Body& whole = body();
    if (whole.slots.empty()) return k_no_slots;
    return whole.made_slots.get([&] { return told(decode_slots(whole.slots, whole.html.size())); });
  }

 private:
  std::string read_text() const {
    auto text = fs_.read(file_);
    if (!text || base::fingerprint(*text) != fingerprint_) return {};
    if (base::find_invalid_utf8(*text) != text->size()) *text = base::make_valid_utf8(*text);
    return std::move(*text);
  }

  const Body& body() const {
    return *body_.get([this] { return read_body(); });
  }

  std::unique_ptr<const Body> read_body() const {
    auto body = std::make_unique<Body>();
    auto bytes = base::decompress(parts_.body, parts_.body_size);
    if (bytes) body->bytes = std::move(*bytes);
    base::ByteReader in(body->bytes);
    for (std::string_view* part : {&body->html, &body->headings, &body->slots}) *part = in.text();
    if (!bytes || !in.finished()) {
      damaged_();
      body->html = body->headings = body->slots = {};
    }
    return body;
  }

  /// Parts that are there are never empty.
  template <class Part>
  std::vector<Part> told(std::vector<Part> parts) const {
    if (parts.empty()) damaged_();
    return parts;
  }

  Parts parts_;
  base::Fingerprint fingerprint_;
  const base::FileSystem& fs_;
  std::string file_;
  const std::function<void()>& damaged_;
  Lazy<std::string> text_;
  Lazy<std::unique_ptr<const Body>> body_;
};

}  // namespace

std::string encode_document(const Document& document) {
  std::string front_matter;
  base::ByteWriter front_matter_out(front_matter);
  if (!value::encode(front_matter_out, document.front_matter)) return std::string(1, k_not_kept);

  std::string body = encode_body(document);
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(k_version);
  out.fingerprint(document.fingerprint);
  out.u8(document.broken ? k_broken : 0);
  out.varint(document.body_offset);
  out.varint(std::min<std::uint64_t>(document.excerpt_limit.words, k_largest_u32));
  out.varint(std::min<std::uint64_t>(document.excerpt_limit.characters, k_largest_u32));
  out.text(document.name);
  out.text(diagnostics::encode_list(document.diagnostics));
  out.text(front_matter);
  out.text(document.head());
  out.varint(body.size());
  out.text(base::compress(body));
  return bytes;
}

std::unique_ptr<Document> decode_document(std::string path, std::string_view bytes, const base::FileSystem& fs,
                                          std::string file, const std::function<void()>& damaged) {
  base::ByteReader in(bytes);
  if (in.u8() != k_version) return nullptr;
  base::Fingerprint fingerprint = in.fingerprint();
  std::uint8_t flags = in.u8();
  std::size_t body_offset = in.varint_up_to(k_largest_u32);
  ExcerptLimit excerpt_limit;
  excerpt_limit.words = in.varint_up_to(k_largest_u32);
  excerpt_limit.characters = in.varint_up_to(k_largest_u32);
  std::string_view name = in.text();
  std::string_view said = in.text();
  base::ByteReader front_matter(in.text());
  KeptContents::Parts parts;
  parts.head = in.text();
  parts.body_size = in.varint();
  parts.body = in.text();
  if (!in.finished() || flags > k_broken || !name.ends_with(path)) return nullptr;

  auto contents = std::make_unique<KeptContents>(parts, fingerprint, fs, std::move(file), damaged);
  auto document = std::make_unique<Document>(std::move(contents));
  document->path = std::move(path);
  document->name = name;
  document->front_matter = value::decode(front_matter, document->arena);
  document->broken = (flags & k_broken) != 0;
  document->body_offset = body_offset;
  document->excerpt_limit = excerpt_limit;
  document->fingerprint = fingerprint;
  auto diagnostics = diagnostics::try_decode_list(said);
  if (!diagnostics || !front_matter.finished() || !document->front_matter.is_map()) return nullptr;
  document->diagnostics = std::move(*diagnostics);
  return document;
}

}  // namespace content
