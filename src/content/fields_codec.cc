// SPDX-License-Identifier: MIT
#include "content/fields_codec.h"

#include <iterator>

namespace content {

namespace {

using Texts = std::vector<std::string_view>;
using value::DateTime;

// The parts by type. A bit for each, in this order from the lowest, says whether it is there (a flag: its value); then
// follow those that are there.
constexpr std::string_view Fields::* k_texts[] = {
    &Fields::title,  &Fields::description, &Fields::type,         &Fields::template_,
    &Fields::layout, &Fields::slug,        &Fields::content_type, &Fields::url,
    &Fields::id,     &Fields::lang,        &Fields::series,       &Fields::translation_key,
};
constexpr std::optional<DateTime> Fields::* k_moments[] = {&Fields::date, &Fields::lastmod, &Fields::expiry};
constexpr Texts Fields::* k_lists[] = {&Fields::keywords, &Fields::aliases, &Fields::authors, &Fields::outputs};
constexpr bool Fields::* k_flags[] = {&Fields::draft, &Fields::noindex, &Fields::hidden, &Fields::toc,
                                      &Fields::in_menu};
constexpr std::string config::MenuEntry::* k_menu_texts[] = {&config::MenuEntry::menu, &config::MenuEntry::identifier,
                                                             &config::MenuEntry::name, &config::MenuEntry::url,
                                                             &config::MenuEntry::parent};

constexpr unsigned k_bits = std::size(k_texts) + std::size(k_moments) + std::size(k_lists) + std::size(k_flags) + 4;

constexpr std::uint8_t k_has_offset = 1, k_date_only = 2;

void write(base::ByteWriter& out, const DateTime& moment) {
  out.signed_varint(moment.local_microseconds);
  out.signed_varint(moment.offset_minutes);
  out.u8(static_cast<std::uint8_t>((moment.has_offset ? k_has_offset : 0) | (moment.date_only ? k_date_only : 0)));
}

DateTime read_moment(base::ByteReader& in) {
  DateTime moment;
  moment.local_microseconds = in.signed_varint();
  moment.offset_minutes = static_cast<std::int16_t>(in.signed_varint());
  std::uint8_t flags = in.u8();
  if (flags > (k_has_offset | k_date_only)) in.fail();
  moment.has_offset = (flags & k_has_offset) != 0;
  moment.date_only = (flags & k_date_only) != 0;
  return moment;
}

void write(base::ByteWriter& out, const Texts& texts) {
  out.varint(texts.size());
  for (std::string_view text : texts) out.text(text);
}

Texts read_texts(base::ByteReader& in) {
  Texts texts(in.count(1));
  for (std::string_view& text : texts) text = in.text();
  return texts;
}

void write(base::ByteWriter& out, const config::MenuEntry& entry) {
  for (auto text : k_menu_texts) out.text(entry.*text);
  out.u8(entry.weight ? 1 : 0);
  if (entry.weight) out.signed_varint(*entry.weight);
}

config::MenuEntry read_menu_entry(base::ByteReader& in) {
  config::MenuEntry entry;
  for (auto text : k_menu_texts) entry.*text = in.text();
  std::uint8_t has_weight = in.u8();
  if (has_weight > 1) in.fail();
  if (has_weight == 1) entry.weight = in.signed_varint();
  return entry;
}

/// Takes the bits one after the other.
class Bits {
 public:
  explicit Bits(std::uint64_t bits) : bits_(bits) {}
  bool next() {
    bool set = (bits_ & 1) != 0;
    bits_ >>= 1;
    return set;
  }

 private:
  std::uint64_t bits_;
};

std::uint64_t bits_of(const Fields& fields) {
  std::uint64_t bits = 0;
  unsigned at = 0;
  auto add = [&](bool set) { bits |= std::uint64_t{set} << at++; };
  for (auto text : k_texts) add(!(fields.*text).empty());
  for (auto moment : k_moments) add((fields.*moment).has_value());
  for (auto list : k_lists) add(!(fields.*list).empty());
  for (auto flag : k_flags) add(fields.*flag);
  add(fields.weight.has_value());
  add(fields.paginate.has_value());
  add(!fields.menus.empty());
  add(!fields.terms.empty());
  return bits;
}

}  // namespace

void encode(base::ByteWriter& out, const Fields& fields) {
  out.varint(bits_of(fields));
  for (auto text : k_texts) {
    if (!(fields.*text).empty()) out.text(fields.*text);
  }
  for (auto moment : k_moments) {
    if (fields.*moment) write(out, *(fields.*moment));
  }
  for (auto list : k_lists) {
    if (!(fields.*list).empty()) write(out, fields.*list);
  }
  if (fields.weight) out.floating(*fields.weight);
  if (fields.paginate) out.signed_varint(*fields.paginate);
  if (!fields.menus.empty()) {
    out.varint(fields.menus.size());
    for (const config::MenuEntry& entry : fields.menus) write(out, entry);
  }
  if (!fields.terms.empty()) {
    out.varint(fields.terms.size());
    for (const auto& [taxonomy, terms] : fields.terms) {
      out.text(taxonomy);
      write(out, terms);
    }
  }
}

Fields decode_fields(base::ByteReader& in) {
  Fields fields;
  Bits bits(in.varint_up_to((std::uint64_t{1} << k_bits) - 1));
  for (auto text : k_texts) {
    if (bits.next()) fields.*text = in.text();
  }
  for (auto moment : k_moments) {
    if (bits.next()) fields.*moment = read_moment(in);
  }
  for (auto list : k_lists) {
    if (bits.next()) fields.*list = read_texts(in);
  }
  for (auto flag : k_flags) fields.*flag = bits.next();
  if (bits.next()) fields.weight = in.floating();
  if (bits.next()) fields.paginate = in.signed_varint();
  if (bits.next()) {
    constexpr std::size_t k_least_bytes = std::size(k_menu_texts) + 1;
    for (std::size_t count = in.count(k_least_bytes); in.good() && count > 0; --count)
      fields.menus.push_back(read_menu_entry(in));
  }
  if (bits.next()) {
    constexpr std::size_t k_least_bytes = 2;
    for (std::size_t count = in.count(k_least_bytes); in.good() && count > 0; --count) {
      std::string taxonomy(in.text());
      fields.terms.emplace(std::move(taxonomy), read_texts(in));
    }
  }
  return fields;
}

}  // namespace content
