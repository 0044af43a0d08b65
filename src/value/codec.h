// SPDX-License-Identifier: MIT
#pragma once

#include "base/arena.h"
#include "base/codec.h"
#include "base/hash.h"
#include "value/value.h"

/// Plain values as bytes, for what is kept from build to build. Exact: a decoded value cannot be told from the one that
/// was encoded, but for where its parts lie. Equal bytes mean equal values, with the kinds of numbers and the order of
/// maps; equal values may have different bytes (1 and 1.0; two orders of one map).
///
///     value      a letter, then
///       'u'        nothing: undefined
///       'U'        text, what was looked for: undefined
///       'n'        nothing: none
///       'f' 't'    nothing: false, true
///       'i'        signed
///       'd'        floating
///       's' 'S'    text: a string, a safe string
///       'D'        the form (1: has an offset, 2: date only), the offset in minutes as signed, microseconds as signed
///       'p'        microseconds as signed: a duration
///       'l' 'T'    the number of elements, the elements: a list, a tuple
///       'm'        the number of entries, then key and value of each, in order
namespace value {

/// Appends `value` and says whether all of it was written. Written as none are: objects, which mean nothing outside
/// their build; lists and maps that nest deeper than `k_deepest`; and what comes after `k_most_encoded_bytes`, because
/// values that share their parts can stand for more text than there is memory.
bool encode(base::ByteWriter& out, const Value& value);

inline constexpr std::size_t k_most_encoded_bytes = std::size_t{1} << 28;

/// The value that `encode` wrote. Its texts are views into the reader's bytes; its lists and maps are in `arena` and
/// frozen. When the bytes are no value `in` is bad and the result undefined; time and memory stay in proportion to
/// their number. Refused as bad are maps with more than `k_most_rare_keys` keys that are tuples or NaN: such keys could
/// be chosen so that finding one takes as long as looking at all.
Value decode(base::ByteReader& in, base::Arena& arena);

inline constexpr std::size_t k_most_rare_keys = 1000;

/// The fingerprint of the encoding.
base::Fingerprint fingerprint_of(const Value& value);

}  // namespace value
