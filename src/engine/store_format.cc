// SPDX-License-Identifier: MIT
#include "engine/store_format.h"

#include <array>
#include <limits>

#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace engine {

namespace {

constexpr std::size_t k_kept_of_long_key = 479;

template <class Number>
void append_little_endian(std::string& out, Number number) {
  for (std::size_t i = 0; i < sizeof number; ++i) out += static_cast<char>(number >> (8 * i) & 0xff);
}

template <class Number>
Number read_little_endian(const char* bytes) {
  Number number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number |= static_cast<Number>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  return number;
}

}  // namespace

std::string_view table_name(Table table) {
  static constexpr auto k_names =
      std::to_array<std::string_view>({"build", "inputs", "documents", "outputs", "answers", "page_answers",
                                       "question_sets", "linked", "fragments", "statistics", "pieces"});
  static_assert(k_names.size() == k_tables);
  return k_names[table_number(table)];
}

std::string shortened(std::string_view key) {
  return std::string(key.substr(0, k_kept_of_long_key)) + base::to_hex(base::fingerprint(key));
}

std::uint64_t checksum(std::uint8_t table, std::string_view key, std::string_view value) {
  return XXH3_64bits_withSeed(value.data(), value.size(), XXH3_64bits(key.data(), key.size()) + table);
}

void append_u32(std::string& out, std::uint32_t number) { append_little_endian(out, number); }
void append_u64(std::string& out, std::uint64_t number) { append_little_endian(out, number); }
std::uint32_t read_u32(const char* bytes) { return read_little_endian<std::uint32_t>(bytes); }
std::uint64_t read_u64(const char* bytes) { return read_little_endian<std::uint64_t>(bytes); }

std::optional<Record> verified(std::uint8_t table, std::string_view stored_key, std::string_view stored) {
  constexpr std::size_t k_sum = sizeof(std::uint64_t);
  constexpr std::size_t k_length = sizeof(std::uint32_t);
  if (stored.size() < k_sum) return std::nullopt;
  Record record{.key = stored_key, .value = stored, .sum = read_u64(stored.data() + stored.size() - k_sum)};
  record.value.remove_suffix(k_sum);
  if (is_long(stored_key)) {
    if (record.value.size() < k_length) return std::nullopt;
    std::size_t length = read_u32(record.value.data());
    record.value.remove_prefix(k_length);
    if (length <= k_longest_plain_key || length > record.value.size()) return std::nullopt;
    record.key = record.value.substr(0, length);
    record.value.remove_prefix(length);
    if (shortened(record.key) != stored_key) return std::nullopt;
  }
  if (checksum(table, record.key, record.value) != record.sum) return std::nullopt;
  return record;
}

Envelope envelope(std::string_view key, std::uint64_t sum) {
  Envelope made;
  if (is_long(key)) {
    append_u32(made.before, static_cast<std::uint32_t>(key.size()));
    made.before += key;
  }
  append_u64(made.after, sum);
  return made;
}

}  // namespace engine
