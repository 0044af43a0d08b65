// SPDX-License-Identifier: MIT
#include "prose.h"

#include <array>
#include <utility>

#include "join.h"
#include "words.h"

namespace bench {

namespace {

std::string capitalized(std::string_view text) {
  std::string result(text);
  if (result.front() >= 'a' && result.front() <= 'z') result.front() = static_cast<char>(result.front() - 'a' + 'A');
  return result;
}

}  // namespace

Prose::Prose(Random random, LinkTarget link_target)
    : random_(random), link_target_(std::move(link_target)), word_ranks_(text_words().size(), 8) {}

std::string Prose::phrase(std::uint64_t word_count) {
  std::string result = capitalized(word());
  for (std::uint64_t count = 1; count < word_count; ++count) result.append(" ").append(word());
  return result;
}

std::string Prose::paragraph() {
  std::string result = sentence();
  for (std::uint64_t more = random_.between(3, 5); more > 0; --more) result.append(" ").append(sentence());
  return result.append("\n");
}

std::string Prose::bullet_list() {
  std::string result;
  for (std::uint64_t items = random_.between(3, 5); items > 0; --items) {
    result.append("- ").append(sentence()).append("\n");
    if (random_.one_in(4)) result.append("  - ").append(phrase(random_.between(3, 6))).append("\n");
  }
  return result;
}

std::string Prose::numbered_list() {
  std::string result;
  const std::uint64_t items = random_.between(3, 5);
  for (std::uint64_t item = 1; item <= items; ++item) {
    result.append(std::to_string(item)).append(". ").append(sentence()).append("\n");
  }
  return result;
}

std::string Prose::quote() { return join({"> ", sentence(), "\n> ", sentence(), "\n"}); }

std::string Prose::table() {
  std::string result = join({"| ", phrase(1), " | ", phrase(2), " | ", phrase(1), " |\n| --- | --- | ---: |\n"});
  for (std::uint64_t rows = random_.between(3, 5); rows > 0; --rows) {
    result.append("| ").append(phrase(2)).append(" | ").append(phrase(random_.between(2, 4))).append(" | ");
    result.append(std::to_string(random_.below(10'000))).append(" |\n");
  }
  return result;
}

std::string Prose::code_block() {
  static constexpr std::array<std::string_view, 4> languages = {"cpp", "python", "bash", "go"};
  std::string result = join({"```", random_.pick<std::string_view>(languages), "\n"});
  for (std::uint64_t lines = random_.between(5, 10); lines > 0; --lines) result.append(code_line());
  return result.append("```\n");
}

std::string_view Prose::word() { return text_words()[word_ranks_.draw(random_)]; }

std::string Prose::sentence() {
  std::string result = capitalized(word());
  const std::uint64_t word_count = random_.between(6, 15);
  for (std::uint64_t count = 1; count < word_count; ++count) {
    if (random_.one_in(14) && count + 1 < word_count) result.append(",");
    result.append(" ").append(random_.one_in(22) ? decorated(word()) : std::string(word()));
  }
  return result.append(".");
}

std::string Prose::decorated(std::string_view plain) {
  switch (random_.below(5)) {
    case 0:
      return join({"*", plain, "*"});
    case 1:
      return join({"**", plain, " ", word(), "**"});
    case 2:
      return join({"`", random_.pick(code_words()), "`"});
    case 3:
      return join({"[", plain, " ", word(), "](https://example.org/", std::to_string(random_.below(1000)), ")"});
    default:
      return join({"[", plain, " ", word(), "](", link_target_(random_), ")"});
  }
}

std::string Prose::code_line() {
  const std::string_view left = random_.pick(code_words());
  const std::string_view right = random_.pick(code_words());
  const std::string number = std::to_string(random_.below(100));
  switch (random_.below(5)) {
    case 0:
      return join({"if ", left, " < ", right, ": return ", number, "\n"});
    case 1:
      return join({"    ", left, " = ", right, "[", number, "] & 0xff\n"});
    case 2:
      return join({"    print(\"", left, " is\", ", right, ")\n"});
    case 3:
      return join({"# ", phrase(5), "\n"});
    default:
      return join({left, "->", right, "(", number, ");\n"});
  }
}

}  // namespace bench
