// SPDX-License-Identifier: MIT
// Reads questions, each a line `LANGUAGE SIZE` and SIZE bytes of code, and answers each with a line `KIND SIZE` and as
// many bytes of HTML. KIND is `exact`, `close` for a language that is not said to be the same as Prism, `plain` where a
// limit was reached, or `unknown`. After `list`, writes the names of all languages.
#include <iostream>
#include <string>

#include "highlight/highlighter.h"

int main(int count, char** arguments) {
  highlight::Highlighter highlighter(highlight::built_in_grammars());
  if (count > 1 && std::string_view(arguments[1]) == "list") {
    for (const auto& language : highlight::built_in_grammars().languages) std::cout << language.name << '\n';
    return 0;
  }
  std::string name;
  std::size_t size = 0;
  while (std::cin >> name >> size) {
    std::cin.get();
    std::string code(size, '\0');
    std::cin.read(code.data(), static_cast<std::streamsize>(size));
    const highlight::Language* language = highlighter.find(name);
    auto html = language != nullptr ? highlighter.html(*language, code) : std::nullopt;
    const char* kind = language == nullptr ? "unknown" : !html ? "plain" : language->exact ? "exact" : "close";
    std::string answer = html.value_or("");
    std::cout << kind << ' ' << answer.size() << '\n' << answer;
  }
}
