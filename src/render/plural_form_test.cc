// SPDX-License-Identifier: MIT
#include "render/plural_form.h"

#include <gtest/gtest.h>

#include <string>

namespace render {

namespace {

/// The forms of 0, 1, 2, 5, 11, 21, 22 and 100 by their first letters.
std::string forms(std::string_view language) {
  std::string letters;
  for (std::int64_t count : {0, 1, 2, 5, 11, 21, 22, 100}) letters += plural_form(language, count).front();
  return letters;
}

TEST(PluralForm, english_and_unknown_languages_have_two) {
  EXPECT_EQ(forms("en"), "oooooooo");
  EXPECT_EQ(plural_form("en", 1), "one");
  EXPECT_EQ(plural_form("en", 0), "other");
  EXPECT_EQ(plural_form("xx", 2), "other");
}

TEST(PluralForm, zero_is_one_in_french) {
  EXPECT_EQ(plural_form("fr", 0), "one");
  EXPECT_EQ(plural_form("pt-BR", 0), "one");
  EXPECT_EQ(plural_form("pt-PT", 0), "other");
}

TEST(PluralForm, japanese_has_one_for_all) { EXPECT_EQ(plural_form("ja", 1), "other"); }

TEST(PluralForm, slavic_languages_look_at_the_last_digits) {
  EXPECT_EQ(forms("ru"), "mofmmofm");
  EXPECT_EQ(forms("pl"), "mofmmmfm");
  EXPECT_EQ(forms("cs"), "oofooooo");
  EXPECT_EQ(forms("hr"), "oofooofo");
}

TEST(PluralForm, other_languages) {
  EXPECT_EQ(forms("ar"), "zotfmmmo");
  EXPECT_EQ(forms("lt"), "ooffoofo");
}

TEST(PluralForm, the_sign_does_not_matter) { EXPECT_EQ(plural_form("de", -1), "one"); }

}  // namespace

}  // namespace render
