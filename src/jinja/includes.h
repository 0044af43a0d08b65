// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "jinja/fragments.h"
#include "jinja/interpreter.h"

namespace jinja {

/// An include while it runs for the first time: what it asks of its render. Only one is watched at a time. It stops
/// watching when the include does what cannot be done again for another render by asking the same questions: when it
/// uses values of the page, warns, imports a module that the render shares.
class IncludeWatch {
 public:
  /// `context` is the include's own, and lives as long as the watch.
  IncludeWatch(Interpreter& machine, const TemplateContext& context);
  ~IncludeWatch();
  IncludeWatch(const IncludeWatch&) = delete;
  IncludeWatch& operator=(const IncludeWatch&) = delete;

  /// A question that others have to ask themselves. What it noted, from `reads_before` on, is not among the fragment's.
  void note(Asked asked, std::size_t reads_before);
  void stop();
  /// Keeps what was printed since the watch began, if it can be printed for others.
  void keep(Fragments& fragments);

 private:
  bool is_on() const;
  void take_reads(std::size_t end);

  Interpreter& machine_;
  std::size_t out_begin_;
  std::uint64_t iterations_before_;
  std::uint32_t depth_before_;
  std::uint32_t deepest_before_;
  std::size_t longest_before_;
  std::size_t reads_begin_;  ///< of those that are not yet in `reads_`
  std::vector<value::Question> reads_;
  std::vector<Asked> asked_;
};

}  // namespace jinja
