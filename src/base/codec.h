// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/hash.h"

/// How everything that is kept from build to build is written as bytes. There is no magic, length or version around a
/// value: whoever keeps a record writes what it needs of these into it.
///
///     u8           one byte
///     varint       7 bits a byte, lowest first, the top bit set in all bytes but the last; no more bytes than needed
///     signed       a varint of 0, -1, 1, -2, 2 ... counted as 0, 1, 2, 3, 4 ...
///     fixed32/64   4 or 8 bytes, lowest first
///     floating     the bits of a double as fixed64: NaN and -0.0 stay what they are
///     text         a varint, the number of bytes, and the bytes
///     fingerprint  the high half, then the low half, each as fixed64
namespace base {

/// Appends to a string that the caller owns.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& bytes) : bytes_(bytes) {}

  void u8(std::uint8_t byte) { bytes_.push_back(static_cast<char>(byte)); }

  void varint(std::uint64_t number) {
    if (number < 0x80) return u8(static_cast<std::uint8_t>(number));
    long_varint(number);
  }

  void signed_varint(std::int64_t number) {
    auto bits = static_cast<std::uint64_t>(number);
    varint((bits << 1) ^ (number < 0 ? ~std::uint64_t{0} : 0));
  }

  void fixed32(std::uint32_t number) { fixed<4>(number); }
  void fixed64(std::uint64_t number) { fixed<8>(number); }
  void floating(double number) { fixed64(std::bit_cast<std::uint64_t>(number)); }

  void text(std::string_view text) {
    varint(text.size());
    bytes_.append(text);
  }

  /// The bytes alone, without their number.
  void raw(std::string_view bytes) { bytes_.append(bytes); }

  void fingerprint(const Fingerprint& fingerprint) {
    fixed64(fingerprint.high);
    fixed64(fingerprint.low);
  }

  /// The length of the string so far, with what was there before.
  std::size_t size() const { return bytes_.size(); }

 private:
  void long_varint(std::uint64_t number);

  template <std::size_t Bytes>
  void fixed(std::uint64_t number) {
    char bytes[Bytes];
    for (std::size_t i = 0; i < Bytes; ++i) bytes[i] = static_cast<char>(number >> (8 * i));
    bytes_.append(bytes, Bytes);
  }

  std::string& bytes_;
};

/// Reads what a ByteWriter wrote, from bytes that may be anything. After the first read that the bytes do not bear out,
/// `good` is false for ever, nothing remains, and every read gives zero or an empty text; so a decoder may read on and
/// ask once, at its end. Texts are views into the bytes.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool good() const { return good_; }
  std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }
  /// Whether everything was read and nothing was bad: what a decoder of a whole record asks last.
  bool finished() const { return good_ && at_ == end_; }
  /// For decoders that find what was read to be impossible.
  void fail() {
    good_ = false;
    at_ = end_;
  }

  std::uint8_t u8() {
    if (at_ == end_) return fail(), std::uint8_t{0};
    return static_cast<std::uint8_t>(*at_++);
  }

  std::uint64_t varint() {
    if (at_ != end_ && static_cast<std::uint8_t>(*at_) < 0x80) return static_cast<std::uint8_t>(*at_++);
    return long_varint();
  }

  std::int64_t signed_varint() {
    std::uint64_t bits = varint();
    return static_cast<std::int64_t>((bits >> 1) ^ ((bits & 1) != 0 ? ~std::uint64_t{0} : 0));
  }

  std::uint32_t fixed32() { return static_cast<std::uint32_t>(fixed<4>()); }
  std::uint64_t fixed64() { return fixed<8>(); }
  double floating() { return std::bit_cast<double>(fixed64()); }

  std::string_view text() { return raw(varint()); }

  /// The next `count` bytes.
  std::string_view raw(std::uint64_t count) {
    if (count > remaining()) return fail(), std::string_view();
    std::string_view bytes(at_, static_cast<std::size_t>(count));
    at_ += count;
    return bytes;
  }

  Fingerprint fingerprint() {
    std::uint64_t high = fixed64();
    return {high, fixed64()};
  }

  /// A varint that says how many things follow of which each takes at least `least_bytes` (not 0). Bad when there is no
  /// room for so many, so that room for them may be reserved.
  std::size_t count(std::size_t least_bytes) {
    std::uint64_t count = varint();
    if (count > remaining() / least_bytes) return fail(), 0;
    return static_cast<std::size_t>(count);
  }

  /// A varint of at most `most`; bad when it is more.
  std::uint64_t varint_up_to(std::uint64_t most) {
    std::uint64_t number = varint();
    if (number > most) return fail(), 0;
    return number;
  }

 private:
  std::uint64_t long_varint();

  template <std::size_t Bytes>
  std::uint64_t fixed() {
    if (remaining() < Bytes) return fail(), 0;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < Bytes; ++i) number |= std::uint64_t{static_cast<std::uint8_t>(at_[i])} << (8 * i);
    at_ += Bytes;
    return number;
  }

  const char* at_;
  const char* end_;
  bool good_ = true;
};

}  // namespace base
