// SPDX-License-Identifier: MIT
#include "base/codec.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace base {
namespace {

/// Numbers of every length, among them those where a varint grows by a byte.
std::vector<std::uint64_t> numbers() {
  std::vector<std::uint64_t> numbers = {0, ~std::uint64_t{0}};
  for (int shift = 0; shift < 64; ++shift) {
    std::uint64_t power = std::uint64_t{1} << shift;
    numbers.insert(numbers.end(), {power - 1, power, power + 1});
  }
  SeededNumbers random(7);
  for (int i = 0; i < 1000; ++i) numbers.push_back(random.next() >> (random.next() % 64));
  return numbers;
}

TEST(Codec, numbers_come_back_as_they_were) {
  for (std::uint64_t number : numbers()) {
    std::string bytes;
    ByteWriter out(bytes);
    out.varint(number);
    out.signed_varint(static_cast<std::int64_t>(number));
    out.fixed64(number);
    out.fixed32(static_cast<std::uint32_t>(number));
    out.u8(static_cast<std::uint8_t>(number));
    out.fingerprint({number, ~number});
    ByteReader in(bytes);
    EXPECT_EQ(in.varint(), number);
    EXPECT_EQ(in.signed_varint(), static_cast<std::int64_t>(number));
    EXPECT_EQ(in.fixed64(), number);
    EXPECT_EQ(in.fixed32(), static_cast<std::uint32_t>(number));
    EXPECT_EQ(in.u8(), static_cast<std::uint8_t>(number));
    EXPECT_EQ(in.fingerprint(), (Fingerprint{number, ~number}));
    EXPECT_TRUE(in.finished());
  }
}

TEST(Codec, small_numbers_of_either_sign_take_one_byte) {
  for (std::int64_t number = -64; number < 64; ++number) {
    std::string bytes;
    ByteWriter(bytes).signed_varint(number);
    EXPECT_EQ(bytes.size(), 1u) << number;
  }
}

TEST(Codec, bytes_are_the_same_on_every_machine) {
  std::string bytes;
  ByteWriter out(bytes);
  out.varint(300);
  out.signed_varint(-2);
  out.fixed32(0x01020304);
  out.text("ab");
  EXPECT_EQ(bytes, std::string("\xAC\x02\x03\x04\x03\x02\x01\x02"
                               "ab"));
}

TEST(Codec, doubles_keep_all_their_bits) {
  std::vector<double> doubles = {0.0,
                                 -0.0,
                                 0.1,
                                 -1e300,
                                 std::numeric_limits<double>::denorm_min(),
                                 std::numeric_limits<double>::infinity(),
                                 -std::numeric_limits<double>::infinity(),
                                 std::numeric_limits<double>::quiet_NaN(),
                                 -std::numeric_limits<double>::quiet_NaN()};
  for (double number : doubles) {
    std::string bytes;
    ByteWriter(bytes).floating(number);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(ByteReader(bytes).floating()), std::bit_cast<std::uint64_t>(number));
  }
}

TEST(Codec, texts_are_views_into_the_bytes) {
  std::string bytes;
  ByteWriter out(bytes);
  out.text("first");
  out.text("");
  out.text(std::string_view("a\0b", 3));
  ByteReader in(bytes);
  std::string_view first = in.text();
  EXPECT_EQ(first, "first");
  EXPECT_EQ(first.data(), bytes.data() + 1);
  EXPECT_EQ(in.text(), "");
  EXPECT_EQ(in.text(), std::string_view("a\0b", 3));
  EXPECT_TRUE(in.finished());
}

TEST(Codec, after_a_bad_read_everything_is_zero_for_ever) {
  ByteReader in(
      "\x05"
      "abc");
  EXPECT_EQ(in.text(), "");
  EXPECT_FALSE(in.good());
  EXPECT_FALSE(in.finished());
  EXPECT_EQ(in.remaining(), 0u);
  EXPECT_EQ(in.u8(), 0);
  EXPECT_EQ(in.varint(), 0u);
  EXPECT_EQ(in.signed_varint(), 0);
  EXPECT_EQ(in.fixed32(), 0u);
  EXPECT_EQ(in.fixed64(), 0u);
  EXPECT_EQ(in.floating(), 0.0);
  EXPECT_EQ(in.text(), "");
  EXPECT_EQ(in.count(1), 0u);
  EXPECT_EQ(in.fingerprint(), Fingerprint{});
  EXPECT_FALSE(in.good());
}

TEST(Codec, every_cut_is_noticed) {
  for (std::uint64_t number : numbers()) {
    std::string bytes;
    ByteWriter out(bytes);
    out.varint(number);
    out.fixed64(number);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      ByteReader in(std::string_view(bytes).substr(0, size));
      in.varint();
      in.fixed64();
      EXPECT_FALSE(in.good());
    }
  }
}

TEST(Codec, a_number_has_one_encoding) {
  EXPECT_EQ(ByteReader(std::string_view("\x80\x01", 2)).varint(), 128u);
  for (std::string_view bytes : {std::string_view("\x80\x00", 2), std::string_view("\xff\x80\x00", 3),
                                 std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"),
                                 std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")}) {
    ByteReader in(bytes);
    EXPECT_EQ(in.varint(), 0u);
    EXPECT_FALSE(in.good());
  }
}

TEST(Codec, a_count_is_no_larger_than_what_there_is_room_for) {
  std::string bytes;
  ByteWriter out(bytes);
  out.varint(3);
  out.raw("123456");
  EXPECT_EQ(ByteReader(bytes).count(2), 3u);
  ByteReader in(bytes);
  EXPECT_EQ(in.count(3), 0u);
  EXPECT_FALSE(in.good());
  EXPECT_EQ(ByteReader(bytes).varint_up_to(3), 3u);
  EXPECT_EQ(ByteReader(bytes).varint_up_to(2), 0u);
}

}  // namespace
}  // namespace base
