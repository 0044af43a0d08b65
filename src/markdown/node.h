// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

#include "markdown/tree.h"

namespace markdown {

/// A block of a parsed text. Lives in an arena; which fields mean something depends on the element.
struct Node {
  Node* parent = nullptr;
  Node* next = nullptr;
  Node* first_child = nullptr;
  Node* last_child = nullptr;
  Element element = Element::document;
  bool ordered = false;     ///< of a list
  bool tight = true;        ///< of a list: no blank line parts its items or their children; of a definition likewise
  bool header = false;      ///< of a table row
  char marker = 0;          ///< of a list: the bullet, or what stands behind the number
  Task task = Task::none;   ///< of an item
  std::uint8_t level = 0;   ///< of a heading
  int start = 1;            ///< of an ordered list
  std::uint32_t line = 0;   ///< where it begins, 1-based
  std::uint32_t begin = 0;  ///< the span in the source
  std::uint32_t end = 0;
  std::uint32_t columns = 0;              ///< of a table
  std::uint32_t number = 0;               ///< of a footnote that is referred to: its place among the footnotes, from 1
  std::uint32_t references = 0;           ///< to a footnote
  const Alignment* alignments = nullptr;  ///< of a table
  /// The content of a leaf: inline text, the line of a table row, the content of code or HTML. The label of a footnote.
  std::string_view text;
  std::string_view info;           ///< of fenced code
  Directive* directive = nullptr;  ///< of a directive, or of code that is one
  std::string_view attributes;     ///< between braces
};

inline void append_child(Node& parent, Node& child) {
  child.parent = &parent;
  if (parent.last_child != nullptr) {
    parent.last_child->next = &child;
  } else {
    parent.first_child = &child;
  }
  parent.last_child = &child;
}

/// Has the element running text as its content?
inline bool holds_inlines(Element element) {
  return element == Element::paragraph || element == Element::heading || element == Element::directive_title ||
         element == Element::definition_term;
}

}  // namespace markdown
