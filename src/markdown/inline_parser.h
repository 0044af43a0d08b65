// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "markdown/autolinks.h"
#include "markdown/block_parser.h"
#include "markdown/delimiters.h"
#include "markdown/html_syntax.h"
#include "markdown/inline_token.h"
#include "markdown/special_finder.h"

namespace markdown {

/// Reads running text (CommonMark 0.31, appendix "Phase 2") into a flat row of tokens. Emphasis and links are found
/// after their beginnings have been passed, so these stand in the row as text until their ends turn up and make
/// something else of them. Nothing recurses; each way of looking ahead either remembers what it did not find or is
/// bounded, so that time is linear in the text.
class InlineParser {
 public:
  /// `blocks` is the parsed document whose definitions count.
  InlineParser(base::Arena& arena, Blocks& blocks) : arena_(arena), blocks_(blocks) {}

  /// Begins a document. `source` is all of its text, which says what need not be looked for at all.
  void begin(std::string_view source, Extensions extensions);

  /// The tokens of `text`, until the next call. They have views of `text` and of the arena.
  const std::vector<Token>& parse(std::string_view text);

  /// All references together may repeat so many bytes of the text of definitions; the others stay text.
  void limit_expansion(std::size_t bytes) { expansion_left_ = bytes; }

 private:
  struct Bracket {
    std::uint32_t token;     ///< the `[` or `![`
    std::uint32_t inside;    ///< the position behind it
    std::size_t delimiters;  ///< how many stood before it
    bool image;
    bool has_inner = false;  ///< another bracket was opened behind it
  };

  // inline_parser.cc
  void reset(std::string_view text);
  void run();
  void read_special();
  void read_line_end();
  void read_backslash();
  void read_code();
  bool find_closing_run(std::size_t from, std::size_t length, std::size_t& begin);
  std::string_view code_content(std::string_view code);
  void read_entity_here();
  void read_angle();
  bool read_angle_link();
  bool may_delimit(char c, std::size_t length) const;
  void read_delimiters(char c);
  void read_address(Stretch found, std::string_view scheme);
  void link_mail_addresses();
  std::string_view joined_text(std::size_t begin, std::size_t end);
  void flush(std::size_t end) {
    if (end > run_) push_text(text_.substr(run_, end - run_));
    run_ = end;
  }
  void push_text(std::string_view text) { tokens_.push_back(text_token(text)); }
  void push(Element element, bool begins) { tokens_.push_back({.element = element, .begins = begins}); }
  void push_link(std::string_view url, std::string_view shown, std::size_t begin);

  // inline_extensions.cc
  void read_colon();
  void read_plus();
  void read_dollar();
  bool read_escaped_math(char open);
  void push_math(std::size_t begin, std::size_t inside, std::size_t end, std::size_t close, Element element);
  std::size_t find_dollar(std::size_t from) const;
  bool read_role(std::size_t begin, std::string_view code);
  void read_quote(char c);
  void read_dots();
  void read_hyphens();
  void replace(std::size_t bytes, std::string_view shown);
  std::string_view take_attributes();
  bool make_span(const Bracket& bracket);

  // inline_brackets.cc
  void open_bracket(bool image);
  void close_bracket();
  bool match_inline_link(std::size_t& end, LinkTarget& target);
  bool match_reference(const Bracket& bracket, std::size_t& end, LinkTarget& target);
  void make_link(const Bracket& bracket, std::size_t end, const LinkTarget& target);
  bool make_footnote_reference(const Bracket& bracket);
  void pop_bracket();

  base::Arena& arena_;
  Blocks& blocks_;
  Extensions extensions_;
  bool has_www_ = false;
  bool has_mail_ = false;
  std::size_t expansion_left_ = ~std::size_t{0};

  std::string_view text_;
  SpecialFinder specials_;
  Specials kind_ = Specials::commonmark;
  std::size_t at_ = 0;
  std::size_t run_ = 0;  ///< where the text that is not in a token yet begins
  std::vector<Token> tokens_;
  std::vector<Token> plain_;  ///< the tokens before mail addresses were made links
  std::vector<Bracket> brackets_;
  std::size_t inactive_ = 0;  ///< brackets below this one may not become links: they would contain one
  Delimiters delimiters_;
  std::optional<HtmlFinder> html_;
  std::vector<std::uint32_t> backtick_runs_;  ///< by length: the last one seen
  bool saw_all_backticks_ = false;
  std::size_t no_math_end_ = 0;  ///< which of the longer marks of math do not come any more, by bits
  std::size_t next_www_ = 0;     ///< the next `www.`; the end of the text when there is none
};

}  // namespace markdown
