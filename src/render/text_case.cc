// SPDX-License-Identifier: MIT
#include "render/text_case.h"

#include <algorithm>
#include <vector>

#include "base/unicode.h"

namespace render {

namespace {

std::u32string code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points += base::next_code_point(text, at);
  return points;
}

bool is_separator(char32_t c) { return c == U'_' || c == U'-' || base::is_white_space(c); }

std::vector<std::u32string> split_words(std::string_view text, bool (*separates)(char32_t)) {
  std::vector<std::u32string> words;
  bool in_word = false;
  for (char32_t c : code_points(text)) {
    if (separates(c)) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    words.back() += c;
  }
  return words;
}

bool has_upper(std::u32string_view text) { return std::any_of(text.begin(), text.end(), base::is_upper); }
bool has_lower(std::u32string_view text) { return std::any_of(text.begin(), text.end(), base::is_lower); }

void lower(std::u32string& text) {
  for (char32_t& c : text) c = base::to_lower(c);
}

void append(std::string& out, std::u32string_view text) {
  for (char32_t c : text) base::append_utf8(out, c);
}

constexpr std::u32string_view k_small_words[] = {U"a",    U"an", U"and", U"as",  U"at", U"but",  U"by", U"for",
                                                 U"from", U"if", U"in",  U"nor", U"of", U"on",   U"or", U"so",
                                                 U"the",  U"to", U"up",  U"via", U"vs", U"with", U"yet"};

bool is_small_word(std::u32string_view word) {
  return std::find(std::begin(k_small_words), std::end(k_small_words), word) != std::end(k_small_words);
}

/// The first letter or digit as a capital, unless the word has capitals inside.
void capitalize(std::u32string& word) {
  auto first = std::find_if(word.begin(), word.end(), base::is_letter_or_number);
  if (first == word.end()) return;
  if (std::any_of(first + 1, word.end(), base::is_upper)) return;
  *first = base::to_upper(*first);
}

}  // namespace

std::string camelize(std::string_view text) {
  std::string camel;
  for (std::u32string& word : split_words(text, is_separator)) {
    if (!has_lower(word)) lower(word);
    word.front() = camel.empty() ? base::to_lower(word.front()) : base::to_upper(word.front());
    append(camel, word);
  }
  return camel;
}

std::string underscore(std::string_view text) {
  std::u32string points = code_points(text), snake;
  for (std::size_t i = 0; i < points.size(); ++i) {
    char32_t c = points[i];
    if (is_separator(c)) {
      if (!snake.empty() && snake.back() != U'_') snake += U'_';
      continue;
    }
    if (base::is_upper(c) && i > 0) {
      bool after_small = base::is_lower(points[i - 1]) || (points[i - 1] >= U'0' && points[i - 1] <= U'9');
      bool ends_capitals = base::is_upper(points[i - 1]) && i + 1 < points.size() && base::is_lower(points[i + 1]);
      if (after_small || ends_capitals) snake += U'_';
    }
    snake += base::to_lower(c);
  }
  while (!snake.empty() && snake.back() == U'_') snake.pop_back();
  std::string out;
  append(out, snake);
  return out;
}

std::string titleize(std::string_view text) {
  std::vector<std::u32string> words = split_words(text, base::is_white_space);
  bool shouts =
      words.size() > 1 && std::none_of(words.begin(), words.end(), [](const auto& word) { return has_lower(word); });
  std::string title;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (shouts) lower(words[i]);
    std::u32string small = words[i];
    lower(small);
    bool is_inside = i > 0 && i + 1 < words.size();
    if (is_inside && is_small_word(small) && !(words[i].size() > 1 && has_upper(words[i].substr(1)))) {
      words[i] = small;
    } else {
      capitalize(words[i]);
    }
    if (i > 0) title += ' ';
    append(title, words[i]);
  }
  return title;
}

std::string capitalize_words(std::string_view text) {
  std::string title;
  for (std::u32string& word : split_words(text, base::is_white_space)) {
    capitalize(word);
    if (!title.empty()) title += ' ';
    append(title, word);
  }
  return title;
}

std::string softwrap_identifier(std::string_view text) {
  constexpr std::string_view k_break = "\xe2\x80\x8b";
  constexpr std::u32string_view k_separators = U"._-:/";
  auto separates = [&](char32_t c) { return k_separators.find(c) != k_separators.npos; };
  std::u32string name = code_points(text);
  std::string wrapped;
  bool has_word = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    bool behind_separator = i > 0 && separates(name[i - 1]) && !separates(name[i]);
    bool is_last_capital = i > 0 && i + 1 < name.size() && base::is_upper(name[i - 1]) && base::is_lower(name[i + 1]);
    bool begins_word = base::is_upper(name[i]) && i > 0 && base::is_letter_or_number(name[i - 1]) &&
                       (!base::is_upper(name[i - 1]) || is_last_capital);
    if (has_word && (behind_separator || begins_word)) wrapped += k_break;
    base::append_utf8(wrapped, name[i]);
    has_word = has_word || !separates(name[i]);
  }
  return wrapped;
}

}  // namespace render
