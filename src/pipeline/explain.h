// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pipeline {

struct State;

/// Why an output was made again, as the shortest chain: an edit, the question whose answer it changed, the output.
struct Reason {
  enum class Why : std::uint8_t {
    kept,      ///< it was not: nothing it asked has another answer
    first,     ///< nothing was remembered: everything was made
    is_new,    ///< the last build did not have it
    moved,     ///< it is about something else now
    failed,    ///< the last build could not make it
    answer,    ///< `question` has another answer
    source,    ///< the file that it is a copy of is different
    tampered,  ///< the file in the output folder was not what the last build left
    removed,   ///< nothing makes it any more
  };
  Why why = Why::kept;
  std::string input;  ///< what was edited: "content/a.md", "setting site.title", "the clock"; "" when that is not known
  std::string change;    ///< "edited", "added", "removed", "changed from 'A' to 'B'"
  std::string question;  ///< "the title of content/a.md"
  std::string before;    ///< its answer in the last build; "" where that cannot be said in a few words
  std::string after;     ///< its answer now
  std::string note;      ///< what else there is to say
};

std::string_view name_of(Reason::Why why);  ///< "kept", "first", "new", "moved", "failed", "answer", ...
/// The chain on one line without the output: "content/a.md edited -> the title of content/a.md: 'Old', now 'New'".
std::string in_words(const Reason& reason);
/// The members of a JSON object, without braces: `"why":"answer","input":"content/a.md",...`; empty texts are left out.
std::string json_members(const Reason& reason);

/// As it is kept in an output's record.
std::string encode(const Reason& reason);
std::optional<Reason> decode_reason(std::string_view bytes);

struct Explanation {
  std::string output;
  Reason reason;
};

/// An answer that is not what it was.
struct AnswerChange {
  std::uint8_t bit = 0;
  std::string entity;         ///< its text (`site::Place`)
  std::string before, after;  ///< in words; "" where they are not short
};

/// Gives each output that this build made its number and reason, and the report the explanations that were asked for.
/// Called when everything is written and before anything is committed.
void explain(State& state);

}  // namespace pipeline
