// SPDX-License-Identifier: MIT
#include "base/html_escape.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/byte_copy.h"

namespace base {

namespace {

struct Entity {
  char text[7] = {};
  std::uint8_t size = 0;
};

constexpr std::size_t k_entities = 64;  // what is escaped lies below

constexpr std::array<Entity, k_entities> make_entities() {
  std::array<Entity, k_entities> entities;
  auto set = [&](char c, std::string_view text) {
    Entity& entity = entities[static_cast<unsigned char>(c)];
    for (char each : text) entity.text[entity.size++] = each;
  };
  set('&', "&amp;");
  set('<', "&lt;");
  set('>', "&gt;");
  set('"', "&#34;");
  set('\'', "&#39;");
  return entities;
}

constexpr std::array<Entity, k_entities> k_entity_of = make_entities();

/// Writes the entity of a character that has one.
char* write_entity(char* to, char c) {
  const Entity& entity = k_entity_of[static_cast<unsigned char>(c)];
  std::memcpy(to, &entity, sizeof(entity));
  return to + entity.size;
}

bool has_entity(char c) { return (c | 1) == '\'' || (c | 2) == '>' || c == '"'; }

#if defined(__SSE2__)

/// A bit for each of sixteen bytes that has an entity. `&` and `'` differ in one bit, `<` and `>` too.
unsigned mask_of_block(__m128i block) {
  __m128i is_quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
  __m128i is_bracket = _mm_cmpeq_epi8(_mm_or_si128(block, _mm_set1_epi8(2)), _mm_set1_epi8('>'));
  __m128i is_other = _mm_cmpeq_epi8(_mm_or_si128(block, _mm_set1_epi8(1)), _mm_set1_epi8('\''));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(is_quote, _mm_or_si128(is_bracket, is_other))));
}

unsigned mask_of_block(const char* text) {
  return mask_of_block(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text)));
}

/// A bit for each of 4 to 15 bytes that has an entity: looked at from both ends.
std::uint64_t mask_of_few(const char* text, std::size_t size) {
  std::uint64_t ends[2] = {};
  std::size_t width = size >= 8 ? 8 : 4;
  std::memcpy(&ends[0], text, width);
  std::memcpy(&ends[1], text + size - width, width);
  unsigned mask = mask_of_block(_mm_set_epi64x(static_cast<long long>(ends[1]), static_cast<long long>(ends[0])));
  return (mask & 0xff) | mask >> 8 << (size - width);
}

/// A bit for each of 16 to 64 bytes that has an entity.
std::uint64_t mask_of_many(const char* text, std::size_t size) {
  std::uint64_t mask = 0;
  std::size_t at = 0;
  for (; at + 16 <= size; at += 16) mask |= std::uint64_t{mask_of_block(text + at)} << at;
  if (at < size) mask |= std::uint64_t{mask_of_block(text + size - 16)} << (size - 16);
  return mask;
}

#endif

/// A bit for each of at most 64 bytes that has an entity.
std::uint64_t mask_of(const char* text, std::size_t size) {
#if defined(__SSE2__)
  if (size >= 16) return mask_of_many(text, size);
  if (size >= 4) return mask_of_few(text, size);
#endif
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < size; ++i) mask |= std::uint64_t{has_entity(text[i])} << i;
  return mask;
}

/// Copies a piece of a text that ends at `end`, in one block where there is room behind it.
char* copy_piece(char* to, const char* piece, std::size_t size, const char* end) {
  if (size <= k_escape_slack && end - piece >= static_cast<std::ptrdiff_t>(k_escape_slack)) {
    std::memcpy(to, piece, k_escape_slack);
  } else {
    copy_bytes(to, piece, size);
  }
  return to + size;
}

}  // namespace

char* write_html_escaped(char* to, std::string_view text) {
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    std::size_t size = std::min<std::size_t>(64, static_cast<std::size_t>(end - at));
    std::size_t done = 0;
    for (std::uint64_t mask = mask_of(at, size); mask != 0; mask &= mask - 1) {
      auto found = static_cast<std::size_t>(std::countr_zero(mask));
      to = copy_piece(to, at + done, found - done, end);
      to = write_entity(to, at[found]);
      done = found + 1;
    }
    to = copy_piece(to, at + done, size - done, end);
    at += size;
  }
  return to;
}

}  // namespace base
