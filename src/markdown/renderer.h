// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
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

 private:
  struct Buffers {
    HtmlOutput html;
    Ids ids;
    std::string plain;
  };
  /// A definition list: terms, then their definitions, again and again.
  struct DefinitionList {
    enum class Stage : std::uint8_t { terms, definitions, between };
    std::uint32_t depth = 0;  ///< containers around it
    Stage stage = Stage::terms;
    bool loose = false;
  };
  struct OpenDirective {
    std::uint32_t index = 0;
    std::uint32_t depth = 0;
  };
  enum class Shown : std::uint8_t { as_text, in_attribute, as_source };

  // renderer.cc: inline content
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
  void title(std::string_view title);
  void footnote_reference(std::string_view label, std::uint32_t number, std::uint32_t reference);
  void slot(Slot::Kind kind, const Insert& insert);
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
  std::string take_explicit_id();
  void insert_id(const std::string& id);
  void code_block(const Event& event);
  void html_block(const Event& event);
  void table(const Event& event);
  void table_row(const Event& event);
  void table_cell(const Event& event);
  void begin_footnote(const Event& event);
  void footnote_back_links(const Event& event);

  // renderer_extras.cc: directives and definition lists
  bool special_comment(std::string_view html);
  void begin_directive(std::uint32_t index);
  void begin_title(const Directive& directive);
  void end_title();
  void begin_tab(const Directive& directive);
  void attributes(std::string_view classes, std::string_view more_classes, std::string_view id);
  void end_directive(std::uint32_t index);
  void end_directives_at(std::uint32_t depth);
  void begin_terms(bool loose);
  void end_definition_lists(std::uint32_t depth);
  void before_block(const Event& event);
  bool in_terms() const;

  const Prepared& prepared_;
  Extensions extensions_;
  Document& document_;
  std::unique_ptr<Buffers> buffers_;
  HtmlOutput& html_;
  Ids& ids_;
  std::string& plain_;  ///< text of the heading so far

  std::uint32_t line_ = 0;         ///< of the block or inline element being shown, as far as known
  std::uint32_t depth_ = 0;        ///< containers that are open
  std::uint32_t image_depth_ = 0;  ///< inside images only the text counts
  std::uint32_t link_depth_ = 0;
  std::string source_;    ///< for `source_of`
  std::string raw_code_;  ///< the element of raw HTML whose content is code, or ""

  bool tight_ = false;  ///< the paragraph being shown has no tags
  bool in_heading_ = false;
  std::size_t heading_tag_ = 0;    ///< where its tag begins
  std::size_t heading_slots_ = 0;  ///< slots before it

  bool in_table_header_ = false;
  bool in_table_body_ = false;
  bool in_footnotes_ = false;
  bool back_links_written_ = false;
  Event footnote_;

  std::vector<OpenDirective> open_;
  const Directive* title_of_ = nullptr;  ///< the next heading is this directive's title
  std::vector<DefinitionList> definition_lists_;
  std::vector<bool> item_is_definition_;
  std::vector<std::uint32_t> tab_set_numbers_;  ///< by directive: the number of a tab set in the document
  std::uint32_t tab_sets_ = 0;
};

}  // namespace markdown
