// SPDX-License-Identifier: MIT
#include "content/markdown_settings.h"

#include <gtest/gtest.h>

#include <string>

#include "config/config.h"

namespace content {
namespace {

const config::KnownKey* find_key(const std::string& path) {
  for (const config::KnownKey& each : config::known_keys()) {
    if (each.path == path) return &each;
  }
  return nullptr;
}

TEST(markdown_settings, every_switch_is_a_known_key_with_the_same_preset) {
  for (const markdown::Switch& each : markdown::switches()) {
    const config::KnownKey* key = find_key("markdown." + std::string(each.name));
    ASSERT_NE(key, nullptr) << each.name;
    EXPECT_TRUE(std::string_view(key->type).starts_with("yes or no")) << each.name;
    ASSERT_NE(key->preset, nullptr) << each.name;
    EXPECT_EQ(key->preset, std::string(each.preset ? "true" : "false")) << each.name;
    EXPECT_EQ(markdown::site_extensions().has(each.extension), each.preset) << each.name;
  }
}

TEST(markdown_settings, a_table_turns_switches_on_and_off) {
  base::Arena arena;
  value::Map* table = value::make_map(arena);
  table->set(arena, value::Name("footnotes"), value::Value::boolean(false));
  table->set(arena, value::Name("tables"), value::Value::string("no"));
  markdown::Options options = markdown_options(value::Value::map(table));
  EXPECT_FALSE(options.extensions.has(markdown::Extension::footnotes));
  EXPECT_TRUE(options.extensions.has(markdown::Extension::tables));
}

}  // namespace
}  // namespace content
