// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "base/codec.h"
#include "site/reader.h"

/// Private to `site`: values, with the site's objects in them, as bytes and as numbers.
namespace site {

class Questions;

/// Appends a value so that equal bytes mean equal values from build to build. An object is appended as which one it
/// is: a page by its key, a section by its path, a query by its definition.
void append_stable(base::ByteWriter& out, const Site& site, const Questions& questions, const value::Value& value);

/// The fingerprint of a value as `append_stable` spells it; never 0.
std::uint64_t stable_hash(const Site& site, const Questions& questions, const value::Value& value);

/// `hash64`, never 0.
std::uint64_t answer_of(std::string_view bytes);

}  // namespace site
