// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/complexity.h"
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
    std::uint32_t width = 0;  ///< of an item: columns before its content
  };
  struct OpenDirective {
    char fence = 0;  ///< '#' for a tab that a heading began
    std::uint32_t length = 0;
    std::uint32_t index = 0;
    std::size_t depth = 0;  ///< containers around it
  };
  enum class Leaf : std::uint8_t { none, paragraph, fence, html };
  /// A place in a line. Columns count tabs as reaching the next multiple of four; a tab may be half used.
  struct Place {
    std::size_t position = 0;
    std::uint32_t column = 0;
  };
  struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t next = 0;
  };

  // block_scanner.cc: containers and leaves
  Line line_at(std::size_t begin) const;
  void scan(const Line& line);
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
  void measure();
  void use_columns(std::uint32_t columns);
  bool is_lazy(std::size_t matched) const;
  std::string_view rest() const { return text_.substr(content_, line_.end - content_); }
  bool is_blank() const { return content_ >= line_.end; }

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
  void read_table_row();
  void end_with_blank_line();
  void check_paragraph();
  void hide_rest_of_line();
  void report_too_deep();
  void report_too_complex(std::size_t offset);
  void append_prefix();
  void new_line();

  std::string_view text_;
  const Options& options_;
  Prepared& prepared_;
  Writer writer_;
  TableBudget table_budget_;
  ExpansionBudget expansion_budget_;
  bool site_;
  bool has_carriage_returns_;

  std::vector<Container> containers_;
  std::vector<OpenDirective> open_;
  Leaf leaf_ = Leaf::none;
  Fence fence_;        ///< of the fenced code
  int html_kind_ = 0;  ///< of the raw HTML

  Line line_;
  Place place_;              ///< behind the containers read so far
  std::size_t content_ = 0;  ///< the first character behind `place_` that is not blank
  std::uint32_t indent_ = 0;

  struct Piece {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Piece> paragraph_;    ///< the lines of the paragraph, without containers
  std::size_t paragraph_line_ = 0;  ///< index of its first line in `line_offsets`
  std::size_t paragraph_depth_ = 0;
  std::uint32_t blanks_after_ = 0;    ///< empty lines since its end
  bool paragraph_is_last_ = false;    ///< nothing but empty lines came after it
  std::uint32_t columns_ = 0;         ///< of the table that the paragraph turned out to be, or 0
  std::uint32_t delimiter_rows_ = 0;  ///< lines of the paragraph that look as the second line of a table
  bool hides_paragraph_ = false;      ///< the rest of the paragraph is shown as text
  bool reading_options_ = false;
  bool told_nesting_ = false;
  bool told_complexity_ = false;
};

}  // namespace markdown
