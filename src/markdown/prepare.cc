// SPDX-License-Identifier: MIT
#include "markdown/prepare.h"

#include "markdown/line_cursor.h"
#include "markdown/survey.h"

namespace markdown {
namespace {

/// Replaces what the finder finds by marks. A text without any is not copied.
void take_out_inserts(std::string_view text, const Options& options, Prepared& prepared) {
  InsertFinder finder(text, options.extensions);
  std::string& out = prepared.changed;
  Insert insert;
  std::size_t done = 0;
  std::size_t begin = 0;
  while (finder.next(done, text.size(), insert, begin)) {
    out += text.substr(done, begin - done);
    append_mark(out, prepared.inserts.size(), is_shortcode(insert.kind) ? MarkKind::block : MarkKind::inlined);
    prepared.inserts.push_back(insert);
    done = begin + insert.source.size();
  }
  if (done == 0) return;
  out += text.substr(done);
  prepared.text = out;
}

}  // namespace

void prepare(std::string_view text, const Options& options, Prepared& prepared) {
  prepared.text = text;
  Survey found = survey(text, prepared.line_offsets);
  if (found.carriage_returns) {
    prepared.line_offsets.clear();
    LineCursor line(text);
    while (line.next_line()) prepared.line_offsets.push_back(static_cast<std::uint32_t>(line.begin()));
  }
  if (found.inserts) take_out_inserts(text, options, prepared);
  prepared.plain = prepared.changed.empty() && !found.carriage_returns;
}

}  // namespace markdown
