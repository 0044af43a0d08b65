// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What is wrong with a user's input, said once and completely: where, the line itself, through which chain of page,
/// template and macro it was reached, and what to do about it.
namespace diagnostics {

enum class Severity : std::uint8_t { warning, error };

/// The part of the input that is at fault. The value is the exit code of a run whose worst error it is.
enum class Fault : std::uint8_t { usage = 2, config = 3, template_ = 4, content = 5, input_output = 6 };

/// A place in a file: 1-based line and column (in code points), how many code points are meant (at least 1), and the
/// line's text for printing. Line 0 means the file as a whole.
struct Location {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 1;
  std::string line_text;
};

/// One step of the way that led to the fault, outermost first.
struct Frame {
  std::string what;  ///< "page", "template", "include", "macro", "block", "expression"
  std::string name;  ///< "content/a.md", "base.html", "menu", "page.author.name"
  Location where;    ///< the place that refers to `name`; line 0 when there is none
};

struct Diagnostic {
  Severity severity = Severity::error;
  Fault fault = Fault::content;
  std::string code;     ///< a stable name for the kind of mistake, such as "undefined-variable"
  std::string message;  ///< one sentence, lower case, no final full stop
  Location location;
  std::vector<Frame> chain;
  std::string hint;  ///< what to do; may be empty
};

/// A named text in which byte offsets become locations. Keeps a view: the text must outlive it.
class SourceText {
 public:
  SourceText(std::string_view name, std::string_view text) : name_(name), text_(text) {}
  std::string_view name() const { return name_; }
  std::string_view text() const { return text_; }
  /// The location of `length` bytes at `offset` (clamped to the text; cut at the end of the line).
  Location locate(std::size_t offset, std::size_t length = 1) const;

 private:
  std::string name_;
  std::string_view text_;
};

/// `name` among `candidates`, misspelled: the nearest by edit distance when near enough to be meant, else "".
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

/// "did you mean 'x'?", or "" when nothing is near.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace diagnostics
