// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// Names and titles in other spellings. Letters are Unicode's; any bytes are taken.
namespace render {

/// "hello_world", "Hello World" and "hello-world" as "helloWorld".
std::string camelize(std::string_view text);
/// "HelloWorld", "hello world" and "hello-world" as "hello_world"; "HTTPServer" as "http_server".
std::string underscore(std::string_view text);
/// A title as English writes it: each word begins with a capital, but for articles, short prepositions and conjunctions
/// in the middle. Words with capitals inside ("API", "iPhone") stay as they are.
std::string titleize(std::string_view text);
/// Every word with a capital; white space as single spaces.
std::string capitalize_words(std::string_view text);
/// A name of a program's part with places where a line may break (zero width spaces): between a separator (`.`, `_`,
/// `-`, `:`, `/`) and the word behind it, and between the words of a name in camel case ("HTTPServer" is two).
std::string softwrap_identifier(std::string_view text);

}  // namespace render
