// SPDX-License-Identifier: MIT
#include "site/answer_words.h"

#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"
#include "site/questions.h"
#include "value/operations.h"

namespace site {

using value::Value;

namespace {

constexpr std::string_view k_cut = "\u2026";

/// `text` in at most `most` bytes on one line, never cut inside a code point.
std::string one_line(std::string_view text, std::size_t most) {
  std::string line;
  bool is_long = text.size() > most;
  std::size_t end = is_long ? most - k_cut.size() : text.size();
  while (is_long && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  for (char c : text.substr(0, end)) line.push_back(static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c);
  return is_long ? line.append(k_cut) : line;
}

std::string words_of_object(const Site& site, const Questions& questions, const Value& value) {
  const value::Object* object = &value.as_object();
  if (object == &site.objects().page) return one_line(questions.page_key(value.handle()), k_longest_words);
  if (object == &site.objects().section)
    return one_line("/" + site.model().sections[value.handle()].path, k_longest_words);
  return "";
}

}  // namespace

std::string quoted_words(std::string_view text) {
  constexpr std::size_t k_quotes = 2;
  return "'" + one_line(text, k_longest_words - k_quotes) + "'";
}

std::string answer_words(const Site& site, const Questions& questions, const Value& value) {
  if (value.is_string()) return quoted_words(value.as_string());
  if (value.is_undefined()) return "nothing";
  if (value.is_none()) return "none";
  if (value.is_boolean()) return value.as_boolean() ? "true" : "false";
  if (value.is_list()) {
    std::size_t count = value.items().size();
    return std::to_string(count) + (count == 1 ? " item" : " items");
  }
  if (value.is_object()) return words_of_object(site, questions, value);
  if (value.is_map()) return "";
  base::Arena arena(64);
  value::ReadLog reads;
  value::Context ctx{arena, reads};
  std::string text;
  value::append_text(ctx, text, value);
  return one_line(text, k_longest_words);
}

}  // namespace site
