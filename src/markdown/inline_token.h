// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "markdown/node.h"

namespace markdown {

/// Where a link or image leads. Of a role: its name, and what it is about.
struct Link {
  std::string_view url;
  std::string_view title;
  std::string_view attributes;  ///< between braces
  const char* begin = nullptr;  ///< in the text of its leaf
};

/// A step of running text. `Element::document` stands for nothing.
struct Token {
  union {
    const char* data = nullptr;  ///< of text, code, HTML
    const Link* link;            ///< of a link, image, span or role
    Node* footnote;              ///< of a reference to it
  };
  std::uint32_t size = 0;
  Element element = Element::document;
  bool begins = true;

  std::string_view text() const { return {data, size}; }
};

inline Token text_token(std::string_view text, Element element = Element::text) {
  return {.data = text.data(), .size = static_cast<std::uint32_t>(text.size()), .element = element};
}

}  // namespace markdown
