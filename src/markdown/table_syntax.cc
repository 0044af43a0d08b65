// SPDX-License-Identifier: MIT
#include "markdown/table_syntax.h"

#include "base/strings.h"
#include "markdown/characters.h"

namespace markdown {
namespace {

/// Calls `on_cell` with each piece between bars until it returns false.
template <class OnCell>
void for_each_cell(std::string_view line, OnCell on_cell) {
  auto skip_bar = [&](std::size_t at) {
    if (at >= line.size() || line[at] != '|') return at;
    ++at;
    while (at < line.size() && base::is_space(line[at])) ++at;
    return at;
  };
  std::size_t begin = skip_bar(0);
  while (begin < line.size()) {
    std::size_t bar = line.find('|', begin);
    while (bar != std::string_view::npos && bar > begin && line[bar - 1] == '\\') bar = line.find('|', bar + 1);
    std::size_t end = bar == std::string_view::npos ? line.size() : bar;
    if (!on_cell(line.substr(begin, end - begin))) return;
    begin = skip_bar(end);
  }
}

std::string_view resolve_bars(std::string_view cell, base::Arena& arena) {
  if (cell.find("\\|") == std::string_view::npos) return cell;
  char* out = arena.array<char>(cell.size());
  std::size_t size = 0;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    if (cell[at] == '\\' && at + 1 < cell.size() && cell[at + 1] == '|') ++at;
    out[size++] = cell[at];
  }
  return {out, size};
}

}  // namespace

std::uint32_t delimiter_columns(std::string_view line) {
  if (line.empty() || (line[0] != '|' && line[0] != '-' && line[0] != ':')) return 0;
  std::uint32_t columns = 0;
  std::size_t at = line[0] == '|' ? 1 : 0;
  auto skip = [&] {
    while (at < line.size() && base::is_space(line[at])) ++at;
  };
  for (;;) {
    skip();
    if (at == line.size()) return columns;  // behind a bar at the end
    if (line[at] == ':') ++at;
    std::size_t first = at;
    while (at < line.size() && line[at] == '-') ++at;
    if (at == first) return 0;
    if (at < line.size() && line[at] == ':') ++at;
    ++columns;
    skip();
    if (at == line.size()) return columns;
    if (line[at++] != '|') return 0;
  }
}

void read_alignments(std::string_view line, Alignment* alignments) {
  for_each_cell(line, [&](std::string_view cell) {
    cell = base::trim(cell);
    bool left = cell.starts_with(':');
    bool right = cell.ends_with(':');
    *alignments++ = left && right ? Alignment::center
                    : left        ? Alignment::left
                    : right       ? Alignment::right
                                  : Alignment::none;
    return true;
  });
}

std::uint32_t count_cells(std::string_view line) {
  std::uint32_t cells = 0;
  for_each_cell(line, [&](std::string_view) {
    ++cells;
    return true;
  });
  return cells;
}

void read_cells(std::string_view line, std::size_t most, base::Arena& arena, std::vector<std::string_view>& cells) {
  cells.clear();
  for_each_cell(line, [&](std::string_view cell) {
    if (cells.size() == most) return false;
    cells.push_back(resolve_bars(base::trim(cell), arena));
    return true;
  });
}

}  // namespace markdown
