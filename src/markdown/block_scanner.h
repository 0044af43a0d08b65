// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/line_cursor.h"
#include "markdown/line_syntax.h"
#include "markdown/prepare.h"
#include "markdown/writer.h"

namespace markdown {

/// Reads the block structure of a text line by line, as the parser will: which containers (quotes, list items) a line
/// continues or begins, whether it stands in code, raw HTML or a paragraph. On the way it rewrites what the parser
/// does not know; see `Prepared`. One walk over the text; a line costs at most as many steps as containers are open.
class BlockScanner {
 public:
  BlockScanner(std::string_view text, const Options& options, Prepared& prepared);
  void run();

 private:
  struct Container {
    bool quote = false;
    bool definition = false;
    bool filled = false;      ///< something stands in it
    std::uint32_t width = 0;  ///< of an item: columns before its content
  };
  struct OpenDirective {
    char fence = 0;  ///< '#' for a tab that a heading began
    std::uint32_t length = 0;
    std::uint32_t index = 0;
    std::size_t depth = 0;  ///< containers around it
  };
  enum class Leaf : std::uint8_t { none, paragraph, fence, html };
  // block_scanner.cc: containers and leaves
  void scan();
  std::size_t match_containers();
  bool continues_raw_leaf(std::size_t matched);
  bool open_containers(std::size_t& matched);
  bool open_container_at(std::size_t& matched, bool& opened);
  void push_container(Container container, std::size_t marker_bytes, std::size_t& matched);
  void read_leaf();
  void read_html(int kind);
  void add_to_paragraph();
  void close_leaf();
  void truncate(std::size_t depth);
  bool is_lazy(std::size_t matched) const;

  // block_scanner_extras.cc: what the parser does not know, and what it must not see
  bool opens_or_closes_directive(const Fence& fence);
  void open_directive(const DirectiveLine& directive, const Fence& fence);
  void add_directive(std::string_view name, std::string_view title, char fence, std::uint32_t length);
  void choose_kind(Directive& directive);
  bool concerns_directive(const Fence& fence, std::size_t depth) const;
  std::size_t find_open(const Fence& fence, std::size_t depth) const;
  bool close_directive(const Fence& fence);
  void close_down_to(std::size_t open_index);
  bool take_option();
  bool begins_tab();
  void drop_line();
  void report_unclosed(const OpenDirective& open);
  bool begins_definition(std::size_t matched) const;
  void begin_definition(std::size_t& matched);
  void mark_terms(bool loose);
  void begin_table();
  void end_with_blank_line();
  void hide_rest_of_line();
  void report_too_deep();
  void append_prefix();
  void new_line();

  std::string_view text_;
  const Options& options_;
  Prepared& prepared_;
  Writer writer_;

  std::vector<Container> containers_;
  std::vector<OpenDirective> open_;
  Leaf leaf_ = Leaf::none;
  Fence fence_;        ///< of the fenced code
  int html_kind_ = 0;  ///< of the raw HTML

  LineCursor line_;

  struct Piece {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Piece> paragraph_;    ///< the lines of the paragraph, without containers
  std::size_t paragraph_line_ = 0;  ///< index of its first line in `line_offsets`
  std::size_t paragraph_depth_ = 0;
  std::uint32_t blanks_after_ = 0;  ///< empty lines since its end
  bool paragraph_is_last_ = false;  ///< nothing but empty lines came after it
  bool is_table_ = false;           ///< the paragraph turned out to be one
  bool reading_options_ = false;
  bool told_nesting_ = false;
};

}  // namespace markdown
