// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "random.h"

namespace bench {

/// Where a link of the text leads: an address for each call.
using LinkTarget = std::function<std::string(Random&)>;

/// Writes Markdown that looks like what people write: sentences with emphasis, links and code, headings, lists, quotes,
/// tables and fenced code. Every function returns text that begins at the start of a line; blocks end with one newline.
class Prose {
 public:
  Prose(Random random, LinkTarget link_target);

  /// Some plain words, the first with a capital letter, without a full stop.
  std::string phrase(std::uint64_t word_count);

  /// A line of four to six sentences with inline markup.
  std::string paragraph();

  std::string bullet_list();
  std::string numbered_list();
  std::string quote();
  std::string table();
  std::string code_block();

 private:
  std::string_view word();
  std::string sentence();
  std::string decorated(std::string_view plain);
  std::string code_line();

  Random random_;
  LinkTarget link_target_;
  SkewedRanks word_ranks_;
};

}  // namespace bench
