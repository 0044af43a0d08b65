// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace markdown {

/// An entity or numeric character reference (CommonMark 0.31, section 2.5).
struct Entity {
  std::size_t length = 0;       ///< of the reference in the text, `&` and `;` included; 0: there is none
  std::array<char, 8> bytes{};  ///< what it stands for, as UTF-8: at most two code points
  std::size_t size = 0;         ///< how many of the bytes count

  std::string_view text() const { return {bytes.data(), size}; }
};

/// Reads the reference that begins with the `&` at the beginning of `text`. Looks at no more than some forty bytes.
Entity read_entity(std::string_view text);

}  // namespace markdown
