// SPDX-License-Identifier: MIT
#include "highlight/highlighter.h"

#include "base/unicode.h"
#include "highlight/languages.h"
#include "highlight/tokens.h"

namespace highlight {

namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

void append_pieces(std::string& out, const Tokens& tokens, std::uint32_t first, const Grammars& grammars,
                   std::string_view code) {
  for (std::uint32_t at = first; at != 0; at = tokens[at].next) {
    const Piece& piece = tokens[at];
    if (piece.rule >= 0) {
      out += "<span class=\"token ";
      append_escaped(out, grammars.rules[static_cast<std::size_t>(piece.rule)].classes);
      out += "\">";
    }
    if (piece.first_inside != 0) {
      append_pieces(out, tokens, piece.first_inside, grammars, code);
    } else {
      append_escaped(out, code.substr(piece.begin, piece.size));
    }
    if (piece.rule >= 0) out += "</span>";
  }
}

}  // namespace

const Highlighter& built_in_highlighter() {
  static const Highlighter highlighter(built_in_grammars());
  return highlighter;
}

const Language* Highlighter::find(std::string_view name) const { return find_language(patterns_.grammars(), name); }

std::optional<std::string> Highlighter::html(const Language& language, std::string_view code) const {
  if (code.size() > k_longest || base::find_invalid_utf8(code) < code.size()) return std::nullopt;
  Tokens tokens(patterns_, code, language.grammar);
  if (!tokens.complete()) return std::nullopt;
  std::string out;
  out.reserve(code.size() * 4);
  append_pieces(out, tokens, tokens.first(), patterns_.grammars(), code);
  return out;
}

}  // namespace highlight
