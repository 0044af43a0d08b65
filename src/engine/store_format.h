// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/store.h"

/// How a record of a store is spelled. For the store's own files only; the format is described in `engine/store.h`.
namespace engine {

inline constexpr std::uint64_t k_store_format = 1;
inline constexpr std::string_view k_meta_table = "meta";
inline constexpr std::uint8_t k_meta_number = 255;  ///< the table number of `meta` in checksums
inline constexpr std::size_t k_longest_plain_key = 510;
inline constexpr std::string_view k_synced = "synced";  ///< stands for the boot identity when the file was synced

/// The name of a table's database.
std::string_view table_name(Table table);
constexpr std::uint8_t table_number(Table table) { return static_cast<std::uint8_t>(table); }

/// Whether a key is stored shortened, with the whole key in its record.
constexpr bool is_long(std::string_view key) { return key.size() > k_longest_plain_key; }
/// The spelling of a long key in the database: its first 479 bytes and the hexadecimal XXH3-128 of all of it.
std::string shortened(std::string_view key);

/// XXH3-64 of the value, seeded with the XXH3-64 of the key plus the table's number.
std::uint64_t checksum(std::uint8_t table, std::string_view key, std::string_view value);

/// Numbers as little-endian bytes.
void append_u32(std::string& out, std::uint32_t number);
void append_u64(std::string& out, std::uint64_t number);
std::uint32_t read_u32(const char* bytes);
std::uint64_t read_u64(const char* bytes);

/// A record whose checksum fits.
struct Record {
  std::string_view key;
  std::string_view value;
  std::uint64_t sum = 0;
};
/// Verifies what is stored under a key; nothing when it does not fit. The views point into both.
std::optional<Record> verified(std::uint8_t table, std::string_view stored_key, std::string_view stored);

/// What comes before the value (of a long key: its length and bytes) and after it in the database.
struct Envelope {
  std::string before;
  std::string after;
};
Envelope envelope(std::string_view key, std::uint64_t sum);

}  // namespace engine
