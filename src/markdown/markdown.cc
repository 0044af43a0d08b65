// SPDX-License-Identifier: MIT
#include "markdown/markdown.h"

#include <algorithm>
#include <span>

#include "base/unicode.h"
#include "markdown/prepare.h"
#include "markdown/renderer.h"
#include "markdown/tree.h"

namespace markdown {
namespace {

constexpr std::string_view k_replacement = "\xEF\xBF\xBD";

/// A text made well-formed, and where its bytes were before.
struct Repaired {
  std::string text;
  std::vector<std::size_t> replacements;  ///< positions in `text` of the U+FFFD that stand for one bad byte each

  std::size_t original_offset(std::size_t offset) const {
    auto before = std::lower_bound(replacements.begin(), replacements.end(), offset) - replacements.begin();
    return offset - static_cast<std::size_t>(before) * (k_replacement.size() - 1);
  }
};

/// Neither part of well-formed UTF-8 nor shown: U+0000 becomes U+FFFD, too (CommonMark 0.31, section 2.3).
std::size_t find_bad_byte(std::string_view text) { return std::min(base::find_invalid_utf8(text), text.find('\0')); }

Repaired repair(std::string_view text) {
  Repaired repaired;
  repaired.text.reserve(text.size() + 64);
  while (!text.empty()) {
    std::size_t bad = find_bad_byte(text);
    repaired.text += text.substr(0, bad);
    if (bad == text.size()) break;
    repaired.replacements.push_back(repaired.text.size());
    repaired.text += k_replacement;
    text.remove_prefix(bad + 1);
  }
  return repaired;
}

diagnostics::Diagnostic make_diagnostic(const Problem& problem, const diagnostics::SourceText& source,
                                        std::size_t base_offset) {
  return {.severity = problem.severity,
          .fault = diagnostics::Fault::content,
          .code = problem.code,
          .message = problem.message,
          .location = source.locate(base_offset + problem.offset, problem.length),
          .chain = {},
          .hint = problem.hint};
}

/// Placing a message takes time linear in the text, so a text full of mistakes names only the first of them.
template <class Report>
void report_all(std::vector<Problem>& problems, const Repaired& repaired, Report report) {
  constexpr std::size_t k_most = 100;
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.offset < b.offset; });
  for (std::size_t index = 0; index < std::min(problems.size(), k_most); ++index) {
    problems[index].offset = repaired.original_offset(problems[index].offset);
    report(problems[index]);
  }
  if (problems.size() <= k_most) return;
  std::string more = std::to_string(problems.size() - k_most);
  report(Problem{diagnostics::Severity::warning, "too-many-mistakes", "the text has " + more + " mistakes more",
                 problems[k_most - 1].offset, 1, ""});
}

Problem describe(const BoundMet& met, const Options& options) {
  using diagnostics::Severity;
  switch (met.bound) {
    case Bound::nesting:
      return {Severity::warning,
              "nesting-too-deep",
              "blocks are nested more than " + std::to_string(options.deepest_nesting) +
                  " deep; what is deeper is shown as text",
              met.offset,
              1,
              ""};
    case Bound::table_cells:
      return {Severity::warning,
              "too-complex",
              "the rows of a table lack too many cells; the table ends here",
              met.offset,
              1,
              "give the header fewer columns, or the rows all their cells"};
    default:
      return {Severity::warning,
              "too-complex",
              "links repeat long definitions too often; some of them are shown as text",
              met.offset,
              1,
              ""};
  }
}

/// Places are exact where nothing was rewritten; else they name the line.
void add_bounds(const Tree& tree, Prepared& prepared, const Options& options) {
  for (const BoundMet& met : tree.bounds_met()) {
    Problem problem = describe(met, options);
    if (!prepared.changed.empty() && met.line > 0 && met.line <= prepared.line_offsets.size()) {
      problem.offset = prepared.line_offsets[met.line - 1];
    }
    prepared.problems.push_back(std::move(problem));
  }
}

void add_problems(const Tree& tree, Prepared& prepared) {
  for (const BlockProblem& each : tree.problems()) {
    std::size_t begin = each.line <= prepared.line_offsets.size() ? prepared.line_offsets[each.line - 1] : 0;
    prepared.problems.push_back(
        {diagnostics::Severity::warning, each.code, each.message, begin + each.column, 1, each.hint});
  }
}

void add_unknown_languages(const Renderer& renderer, Prepared& prepared) {
  for (const auto& [name, line] : renderer.unknown_languages()) {
    std::size_t begin = line > 0 && line <= prepared.line_offsets.size() ? prepared.line_offsets[line - 1] : 0;
    prepared.problems.push_back({diagnostics::Severity::warning, "unknown-language",
                                 "no grammar for code in '" + name + "': it is shown without colours", begin, 1,
                                 "'text' is the name of what is in no language"});
  }
}

}  // namespace

Document parse(std::string_view text, const Options& options, const diagnostics::SourceText& source,
               std::size_t base_offset, std::vector<diagnostics::Diagnostic>& diagnostics) {
  using diagnostics::Severity;
  Document document;
  auto report = [&](const Problem& problem) { diagnostics.push_back(make_diagnostic(problem, source, base_offset)); };
  constexpr std::uint64_t k_most_addressable = std::uint64_t{1} << 30;
  std::uint64_t most = std::min(options.most_bytes, k_most_addressable);
  if (text.size() > most) {
    report({Severity::error, "too-large", "the text is longer than " + std::to_string(most) + " bytes", 0, 1, ""});
    return document;
  }

  Repaired repaired;
  std::size_t bad = options.known_utf8 ? text.size() : base::find_invalid_utf8(text);
  if (bad < text.size()) {
    report({Severity::warning, "invalid-utf8", "the text is not UTF-8 here; such bytes are shown as U+FFFD", bad, 1,
            "save the file as UTF-8"});
  }
  if (bad < text.size() || text.find('\0') != std::string_view::npos) {
    repaired = repair(text);
    text = repaired.text;
  }

  Prepared prepared;
  prepared.text = text;
  if (options.extensions != k_commonmark) prepare(text, options, prepared);
  std::span<const std::uint32_t> lines;
  if (prepared.plain) lines = prepared.line_offsets;
  Tree tree(prepared.text, options.extensions, options.deepest_nesting, lines);
  Renderer renderer(prepared, options.extensions, document);
  renderer.run(tree);
  add_unknown_languages(renderer, prepared);
  add_bounds(tree, prepared, options);
  add_problems(tree, prepared);
  for (Slot& slot : document.slots) {
    slot.offset = static_cast<std::uint32_t>(repaired.original_offset(slot.offset));
  }
  report_all(prepared.problems, repaired, report);
  return document;
}

}  // namespace markdown
