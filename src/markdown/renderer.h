// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "markdown/directive.h"
#include "markdown/html_output.h"
#include "markdown/inline_token.h"
#include "markdown/inserts.h"
#include "markdown/markdown.h"
#include "markdown/prepare.h"
#include "markdown/tree.h"

namespace markdown {

/// Ids of one document: each comes out once; a taken one gets `-1`, `-2` and so on.
class Ids {
 public:
  std::string unique(std::string wanted);
  void clear();

 private:
  struct Taken {
    std::string_view id;            ///< empty: the place is free
    std::uint32_t last_number = 0;  ///< that was tried behind it
  };

  Taken& place_of(std::string_view id);
  void take(Taken& place, std::string_view id);
  void grow();

  base::Arena arena_{1024};
  std::vector<Taken> places_;  ///< by hash, a power of two; at most half of them are taken
  std::size_t count_ = 0;
};

/// Makes HTML of a tree's blocks and their running text, the same as the parsing library's own for what CommonMark and
/// GFM know, and puts back what `prepare` took out. Does not recurse.
class Renderer {
 public:
  Renderer(const Prepared& prepared, Extensions extensions, Document& document);
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  void run(Tree& tree);

  /// Names of languages that code blocks have and nobody knows, each with the line of the first.
  const std::map<std::string, std::uint32_t>& unknown_languages() const { return unknown_languages_; }

 private:
  struct Buffers {
    HtmlOutput html;
    Ids ids;
    std::string plain;
  };
  /// Where the walk is in a table that is written as lists in a list.
  struct ListTable {
    std::uint32_t header_rows = 0;
    std::uint32_t header_columns = 0;
    std::uint32_t lists = 0;  ///< around the place: the first holds rows, the second cells
    std::uint32_t row = 0;    ///< from 1
    std::uint32_t column = 0;
    bool in_body = false;
  };
  enum class Shown : std::uint8_t { as_text, in_attribute, as_source };
  enum class Line : std::uint8_t { ends, goes_on };

  // renderer.cc: inline content
  bool is_toc(const Event& event) const;
  void insert_toc();
  char* insert_gap(std::size_t at, std::size_t size, std::size_t first_slot);
  void inlines(Tree& tree, const std::vector<Token>& tokens);
  void inline_token(Tree& tree, const Token& token);
  void line_end(bool hard);
  void tag(std::string_view name, bool begins);
  void code(std::string_view code);
  void plain_piece(std::string_view piece);
  void text(std::string_view text, Shown shown);
  void insert(const Insert& insert, Shown shown);
  void html_inline(std::string_view html);
  void raw_html(std::string_view html);
  void link(Tree& tree, const Token& token);
  void image(Tree& tree, const Token& token);
  void destination(std::string_view url, Slot::Kind kind);
  bool is_trusted() const { return !extensions_.has(Extension::untrusted); }
  void title(std::string_view title);
  void footnote_reference(std::string_view label, std::uint32_t number, std::uint32_t reference);
  void slot(Slot::Kind kind, const Insert& insert);
  void point(Slot::Kind kind, std::string target, std::string text, std::uint32_t offset);
  void destination_slot(Slot::Kind kind, std::uint32_t begin, std::string_view target);
  std::string_view source_of(std::string_view text);
  void note_plain(std::string_view text) {
    if (in_heading_) plain_ += text;
  }
  void fresh_line() {
    if (!html_.empty() && html_.back() != '\n') html_ += '\n';
  }

  // renderer_blocks.cc: blocks
  void block_event(const Event& event);
  void begin_block(const Event& event);
  void end_block(const Event& event);
  void begin_list(const Event& event);
  void begin_item(const Event& event);
  void begin_paragraph(const Event& event);
  void end_paragraph(const Event& event);
  void begin_heading(const Event& event);
  void end_heading(const Event& event);
  void block_tag(std::string_view name, const Event& event);
  void insert_id(const std::string& id);
  void code_block(const Event& event);
  bool highlighted(const std::string& name, std::string_view code, std::uint32_t line);
  void html_block(const Event& event);
  void table(const Event& event);
  void table_row(const Event& event);
  void table_cell(const Event& event);
  void begin_footnote(const Event& event);
  void footnote_back_links(const Event& event);

  // renderer_inlines.cc: what running text has in sites
  void attributes(std::string_view list, std::string* id = nullptr);
  void span(const Token& token);
  void keys(std::string_view names);
  void role(const Link& role);
  void abbreviation_role(std::string_view text);
  void reference_role(std::string_view text);
  void math(std::string_view source, Element element);
  bool is_math(const Event& event) const;
  bool is_include(const Event& event) const;
  bool joins_lines(const Token* next) const;
  void find_abbreviations(const Tree& tree);
  void abbreviated(std::string_view piece);

  // renderer_shortcodes.cc
  void shortcodes(std::string_view line);
  bool shortcode(const Insert& insert);
  bool end_shortcode(const Insert& insert);
  void close_shortcodes(std::size_t left);
  void settle_shortcodes();

  // renderer_directives.cc
  void begin_directive(const Event& event);
  void end_directive(const Event& event);
  static bool is_folded(const Directive& directive);
  static bool has_default_title(const Directive& directive);
  void directive_title(const Directive& directive, bool begins);
  void open_tag(std::string_view element, std::string_view type, std::string_view first_class,
                const Directive& directive, Line line = Line::ends);
  void attribute(std::string_view name, std::string_view content);
  void value(std::string_view content);
  void begin_link(std::string_view url);
  void begin_button(const Directive& directive);
  void picture(std::string_view url, std::string_view classes, const Directive& directive);
  void player(const Directive& directive);
  void include(const Directive& directive);
  std::uint32_t line_offset() const;
  void begin_tab(const Directive& directive);
  void begin_list_table(const Directive& directive);
  bool list_table_event(const Event& event);
  void begin_list_row(ListTable& table);
  void begin_list_cell(ListTable& table);
  void end_list_table();

  const Prepared& prepared_;
  Extensions extensions_;
  Document& document_;
  std::unique_ptr<Buffers> buffers_;
  HtmlOutput& html_;
  Ids& ids_;
  std::string& plain_;  ///< text of the heading so far

  std::uint32_t line_ = 0;         ///< of the block or inline element being shown, as far as known
  std::uint32_t image_depth_ = 0;  ///< inside images only the text counts
  std::uint32_t link_depth_ = 0;
  std::string source_;                                                    ///< for `source_of`
  std::string_view code_attributes_;                                      ///< of the code that comes next
  std::unordered_map<std::string_view, std::string_view> abbreviations_;  ///< meanings by word
  std::vector<std::size_t> abbreviation_lengths_;                         ///< the longest first
  std::size_t abbreviation_bytes_left_ = 0;
  std::string raw_code_;  ///< the element of raw HTML whose content is code, or ""

  std::map<std::string, std::uint32_t> unknown_languages_;

  bool tight_ = false;  ///< the paragraph being shown has no tags
  bool in_heading_ = false;
  std::string heading_id_;         ///< its own, or ""
  std::size_t heading_tag_ = 0;    ///< where its tag begins
  std::size_t heading_slots_ = 0;  ///< slots before it

  static constexpr std::size_t k_no_toc = ~std::size_t{0};
  std::size_t toc_at_ = k_no_toc;  ///< where the table of contents belongs
  std::size_t toc_slots_ = 0;      ///< slots before it
  bool in_toc_ = false;            ///< the paragraph at hand asks for it

  bool in_table_header_ = false;
  bool in_table_body_ = false;
  bool in_footnotes_ = false;
  bool back_links_written_ = false;
  Event footnote_;

  /// A shortcode whose end has not come.
  struct OpenShortcode {
    std::string_view name;
    std::size_t slot;
    std::size_t before;  ///< where in `open_shortcodes_` the one of the same name stands that it hides
    bool component;
  };
  std::vector<OpenShortcode> open_shortcodes_;
  std::unordered_map<std::string_view, std::size_t> last_open_;  ///< by name: its place, counted from 1
  std::vector<std::size_t> stray_components_;                    ///< slots of tags that are but HTML

  std::vector<ListTable> list_tables_;
  std::vector<std::uint32_t> tab_sets_open_;  ///< their numbers in the document
  std::uint32_t tab_sets_ = 0;
  bool in_term_ = false;
};

}  // namespace markdown
