// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/unicode.h"
#include "differences.h"
#include "examples.h"
#include "markdown/renderer.h"
#include "markdown/tree.h"
#include "reference.h"

/// Documents made of the specifications' examples by chance come out as libcmark-gfm has them, but for what
/// `differences.h` states. `BENGAL_DIFFERENTIAL_ROUNDS` and `BENGAL_DIFFERENTIAL_SEED` make longer and other runs.
namespace {

/// What the parser alone makes of a text: nothing of directives, variables or heading ids.
std::string our_html(const std::string& text, markdown::Extensions dialect) {
  markdown::Prepared prepared;
  prepared.text = text;
  markdown::Document document;
  markdown::Tree tree(text, dialect, 1000);
  markdown::Renderer(prepared, markdown::k_commonmark, document).run(tree);
  return document.html;
}

/// Runs of blanks as one space, none beside tags.
std::string without_blanks(const std::string& html) {
  std::string out;
  for (char c : html) {
    bool blank = c == ' ' || c == '\t';
    if (blank && (out.empty() || out.back() == ' ' || out.back() == '\n' || out.back() == '>')) continue;
    if (c == '<' && out.ends_with(' ')) out.pop_back();
    out += blank ? ' ' : c;
  }
  return out;
}

bool differs(const std::string& text, markdown::Extensions dialect) {
  if (base::find_invalid_utf8(text) < text.size()) return false;
  Difference known = known_difference(text, dialect);
  if (known == Difference::any) return false;
  std::string ours = our_html(text, dialect);
  std::string reference = reference_html(text, dialect);
  if (ours == reference) return false;
  return known == Difference::none || without_blanks(ours) != without_blanks(reference);
}

/// Takes away lines, then characters, as long as what is left still differs.
std::string reduce(std::string text, markdown::Extensions dialect) {
  for (std::size_t length = text.size() / 2 + 1; length > 0;) {
    bool shorter = false;
    for (std::size_t at = 0; at + length <= text.size();) {
      std::string without = text.substr(0, at) + text.substr(at + length);
      if (differs(without, dialect)) {
        text = without;
        shorter = true;
      } else {
        ++at;
      }
    }
    if (!shorter || length > text.size()) length /= 2;
  }
  return text;
}

std::size_t setting(const char* name, std::size_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : static_cast<std::size_t>(std::strtoull(value, nullptr, 10));
}

/// Makes a document of pieces of examples, and damages it.
class Mutator {
 public:
  Mutator(std::vector<std::string> examples, std::uint64_t seed) : examples_(std::move(examples)), numbers_(seed) {}

  std::string document() {
    std::string text;
    for (std::size_t count = 1 + below(3); count > 0; --count) {
      std::string piece = examples_[below(examples_.size())];
      if (below(4) == 0) piece = with_prefix(piece);
      if (below(4) == 0) piece = lines(piece);
      text += piece;
      if (below(2) == 0) text += "\n";
    }
    for (std::size_t count = below(5); count > 0; --count) damage(text);
    return text;
  }

 private:
  std::size_t below(std::size_t bound) { return numbers_.next() % bound; }

  std::string with_prefix(const std::string& text) {
    static const std::vector<std::string> firsts = {"> ", "- ", "1. ", "  ", "    ", "\t", ">", "* ", "10) "};
    static const std::vector<std::string> others = {"> ", "  ", "   ", "  ", "    ", "\t", ">", "  ", "    "};
    std::size_t kind = below(firsts.size());
    std::string out;
    bool first = true;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      out += first ? firsts[kind] : others[kind];
      out += text.substr(at, end - at);
      at = end;
      first = false;
    }
    return out;
  }

  /// Some of the lines, in order.
  std::string lines(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      if (below(3) > 0) out += text.substr(at, end - at);
      at = end;
    }
    return out;
  }

  void damage(std::string& text) {
    static const std::vector<std::string> pieces = {
        "*",     "**",    "_",    "`",     "``",         "[",        "]",   "(",    ")",         "![",
        "<",     ">",     "\\",   "&",     "\n",         " ",        "  ",  "    ", "\t",        "#",
        "- ",    "1. ",   "> ",   "```\n", "~~~\n",      "---\n",    "===", "|",    "~",         "~~",
        ":",     "\"",    "'",    "!",     "\n\n",       "[a]: b\n", "[a]", "[^a]", "[^a]: b\n", "www.",
        "@",     "://",   "a",    "é",     "€",          "\xC2\xA0", "<a ", "<!--", "-->",       "</a>",
        "&amp;", "|-|\n", "[ ] ", "a@b.c", "http://a.b", "_a_"};
    std::size_t at = below(text.size() + 1);
    std::size_t length = std::min(below(8), text.size() - at);
    switch (below(4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(below(text.size() + 1), below(12)));
        break;
      default:
        text.insert(at, pieces[below(pieces.size())]);
        break;
    }
  }

  std::vector<std::string> examples_;
  base::SeededNumbers numbers_;
};

std::vector<std::string> all_examples() {
  std::vector<std::string> texts;
  for (const char* file : {"commonmark-0.31.2.txt", "gfm-spec.txt", "gfm-extensions.txt", "gfm-regression.txt"}) {
    for (Example& each : read_examples(shared_folder() / "spec" / file)) texts.push_back(std::move(each.markdown));
  }
  return texts;
}

/// Compares texts until `most` differences are found.
class Comparison {
 public:
  bool done() const { return reported_ == k_most; }
  std::size_t compared() const { return compared_; }

  void check(const std::string& text) {
    for (auto dialect : {markdown::k_commonmark, markdown::k_gfm}) {
      if (known_difference(text, dialect) == Difference::any) continue;
      ++compared_;
      if (differs(text, dialect) && !done()) report(text, dialect);
    }
  }

 private:
  static constexpr std::size_t k_most = 10;

  void report(const std::string& text, markdown::Extensions dialect) {
    ++reported_;
    std::string least = reduce(text, dialect);
    ADD_FAILURE() << (dialect == markdown::k_gfm ? "gfm" : "commonmark") << " differs:\n"
                  << testing::PrintToString(least) << "\n--- ours\n"
                  << our_html(least, dialect) << "--- reference\n"
                  << reference_html(least, dialect);
  }

  std::size_t reported_ = 0;
  std::size_t compared_ = 0;
};

TEST(differential, examples_come_out_as_the_reference_has_them) {
  std::vector<std::string> examples = all_examples();
  if (examples.empty()) GTEST_SKIP() << "there are no specifications";
  Comparison comparison;
  for (const std::string& example : examples) comparison.check(example);
  EXPECT_GT(comparison.compared(), examples.size());
}

TEST(differential, mutated_examples_come_out_as_the_reference_has_them) {
  std::vector<std::string> examples = all_examples();
  if (examples.empty()) GTEST_SKIP() << "there are no specifications";
  Mutator mutator(examples, setting("BENGAL_DIFFERENTIAL_SEED", 1));
  Comparison comparison;
  std::size_t rounds = setting("BENGAL_DIFFERENTIAL_ROUNDS", 20'000);
  for (std::size_t round = 0; round < rounds && !comparison.done(); ++round) comparison.check(mutator.document());
  EXPECT_GT(comparison.compared(), rounds / 2) << "the known differences leave too little";
}

TEST(differential, pages_of_real_sites_come_out_as_the_reference_has_them) {
  for (const char* site : {"hugo-docs", "rust-book"}) {
    std::filesystem::path folder = shared_folder() / "sites" / site;
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "there is no " << folder;
    std::vector<std::string> pages = read_pages(folder);
    EXPECT_GT(pages.size(), 50u);
    for (const std::string& page : pages) {
      for (auto dialect : {markdown::k_commonmark, markdown::k_gfm}) {
        EXPECT_EQ(our_html(page, dialect), reference_html(page, dialect));
      }
    }
  }
}

}  // namespace
