// SPDX-License-Identifier: MIT
#include "base/codec.h"
#include "base/strings.h"
#include "pipeline/explain.h"

namespace pipeline {

namespace {

using Why = Reason::Why;

constexpr std::string_view k_names[] = {"kept",   "first",  "new",      "moved",  "failed",
                                        "answer", "source", "tampered", "removed"};
constexpr std::size_t k_whys = std::size(k_names);

/// What a reason says of itself where no question is involved.
std::string_view plain_words(Why why) {
  switch (why) {
    case Why::kept:
      return "kept: nothing it asked has another answer";
    case Why::first:
      return "everything was made: nothing was remembered";
    case Why::is_new:
      return "new";
    case Why::moved:
      return "it is about something else now";
    case Why::failed:
      return "the last build could not make it";
    case Why::source:
      return "it is a copy of that file";
    case Why::tampered:
      return "the file in the output folder was not what the last build left";
    case Why::removed:
      return "nothing makes it any more";
    case Why::answer:
      break;
  }
  return "";
}

}  // namespace

std::string_view name_of(Why why) { return k_names[static_cast<std::size_t>(why)]; }

std::string in_words(const Reason& reason) {
  std::string text;
  if (!reason.input.empty()) text = reason.input + " " + reason.change + " -> ";
  if (reason.why == Why::answer) {
    text += reason.question;
    if (reason.before != reason.after) {
      text += ": " + (reason.before.empty() ? "something else" : reason.before);
      text += ", now " + (reason.after.empty() ? "different" : reason.after);
    }
  } else {
    text += plain_words(reason.why);
  }
  if (!reason.note.empty()) text += " (" + reason.note + ")";
  return text;
}

std::string json_members(const Reason& reason) {
  std::string json = "\"why\":";
  base::append_json_string(json, name_of(reason.why));
  auto add = [&](const char* name, const std::string& text) {
    if (text.empty()) return;
    json.append(",\"").append(name).append("\":");
    base::append_json_string(json, text);
  };
  add("input", reason.input);
  add("change", reason.change);
  add("question", reason.question);
  add("before", reason.before);
  add("after", reason.after);
  add("note", reason.note);
  return json;
}

std::string encode(const Reason& reason) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(static_cast<std::uint8_t>(reason.why));
  if (reason.why == Why::first && reason.note.empty()) return bytes;
  for (const std::string* text :
       {&reason.input, &reason.change, &reason.question, &reason.before, &reason.after, &reason.note})
    out.text(*text);
  return bytes;
}

std::optional<Reason> decode_reason(std::string_view bytes) {
  base::ByteReader in(bytes);
  Reason reason;
  std::uint8_t why = in.u8();
  if (!in.good() || why >= k_whys) return std::nullopt;
  reason.why = static_cast<Why>(why);
  if (in.remaining() == 0) return reason;
  for (std::string* text :
       {&reason.input, &reason.change, &reason.question, &reason.before, &reason.after, &reason.note})
    *text = in.text();
  if (!in.finished()) return std::nullopt;
  return reason;
}

}  // namespace pipeline
