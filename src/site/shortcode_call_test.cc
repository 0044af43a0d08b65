// SPDX-License-Identifier: MIT
#include "site/shortcode_call.h"

#include <gtest/gtest.h>

#include <string>

namespace site {
namespace {

/// `name [positional] {key=value}`, texts in quotes.
std::string read(std::string_view source) {
  base::Arena arena;
  ShortcodeCall call = read_shortcode_call(source, arena);
  auto shown = [](const value::Value& value) {
    if (value.is_string()) return "'" + std::string(value.as_string()) + "'";
    if (value.is_boolean()) return std::string(value.as_boolean() ? "true" : "false");
    return std::to_string(value.as_integer());
  };
  std::string text(call.name);
  for (const value::Value& each : value::Value::list(call.positional).items()) text += " " + shown(each);
  for (const value::Map::Entry& entry : call.named->entries())
    text += " " + std::string(entry.key.as_string()) + "=" + shown(entry.value);
  return text;
}

TEST(shortcode_call, takes_arguments_in_every_spelling) {
  EXPECT_EQ(read("fig"), "fig");
  EXPECT_EQ(read("fig a.png \"A title\" 3 width=20 alt='x y' on=true"),
            "fig 'a.png' 'A title' 3 width=20 alt='x y' on=true");
  EXPECT_EQ(read("quote(author=\"me, you\", 2, last = 5)"), "quote 2 author='me, you' last=5");
  EXPECT_EQ(read("Note type=\"tip\" open"), "Note 'open' type='tip'");
}

TEST(shortcode_call, takes_any_text) {
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("a =b c= \"d"), "a c='d'");
  EXPECT_EQ(read("a \"\" =="), "a ''");
}

}  // namespace
}  // namespace site
