// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "value/formats.h"
#include "value/testing.h"

namespace value {

namespace {

/// The repr of each word as a plain scalar, joined by spaces.
std::string resolved(std::initializer_list<std::string_view> scalars) {
  Fixture f;
  std::string joined;
  for (std::string_view scalar : scalars) {
    if (!joined.empty()) joined += ' ';
    joined += f.repr(resolve_yaml_scalar(f.arena, scalar));
  }
  return joined;
}

}  // namespace

// What is expected here is what PyYAML 6.0 gives.

TEST(YamlScalar, knows_the_words_of_yaml_1_1) {
  EXPECT_EQ(resolved({"", "~", "null", "Null", "NULL"}), "None None None None None");
  EXPECT_EQ(resolved({"yes", "Yes", "YES", "on", "true", "TRUE"}), "True True True True True True");
  EXPECT_EQ(resolved({"no", "No", "NO", "off", "false"}), "False False False False False");
  EXPECT_EQ(resolved({"y", "n", "yEs", "nULL", "tRUE"}), "'y' 'n' 'yEs' 'nULL' 'tRUE'");
}

TEST(YamlScalar, reads_integers_in_every_base) {
  EXPECT_EQ(resolved({"0", "-0", "+12", "1_000", "017", "0_7", "0x1F", "0b1_01", "-0b11"}), "0 0 12 1000 15 7 31 5 -3");
  EXPECT_EQ(resolved({"08", "0o17", "0X1F", "0b2", "_1", "-", "0x"}), "'08' '0o17' '0X1F' '0b2' '_1' '-' '0x'");
  EXPECT_EQ(resolved({"9223372036854775807", "-9223372036854775808"}), "9223372036854775807 -9223372036854775808");
  EXPECT_EQ(resolved({"9223372036854775808", "123456789012345678901"}),
            "'9223372036854775808' '123456789012345678901'");
}

TEST(YamlScalar, counts_in_sixties) {
  EXPECT_EQ(resolved({"1:30", "190:20:30", "-1:30", "190:20:30.15"}), "90 685230 -90 685230.15");
  EXPECT_EQ(resolved({"1:60", "01:30", "1:3_0", "1:", ":30"}), "'1:60' '01:30' '1:3_0' '1:' ':30'");
}

TEST(YamlScalar, reads_floats_with_a_point_and_a_signed_exponent) {
  EXPECT_EQ(resolved({"1.", "1.5", "-1.5", ".5", "1.5e+3", "1.5E-3", "1_0.5"}), "1.0 1.5 -1.5 0.5 1500.0 0.0015 10.5");
  EXPECT_EQ(resolved({".inf", "-.INF", ".NaN", "1.0e+999"}), "inf -inf nan inf");
  EXPECT_EQ(resolved({"1e3", "1.5e3", "-.5", ".", "1.0.0", "-.nan"}), "'1e3' '1.5e3' '-.5' '.' '1.0.0' '-.nan'");
}

TEST(YamlScalar, reads_timestamps) {
  EXPECT_EQ(resolved({"2024-05-01", "2024-05-01 10:00:00"}),
            "datetime.date(2024, 5, 1) datetime.datetime(2024, 5, 1, 10, 0)");
  EXPECT_EQ(resolved({"2024-5-1t1:02:03.45 Z"}),
            "datetime.datetime(2024, 5, 1, 1, 2, 3, 450000, tzinfo=datetime.timezone.utc)");
  EXPECT_EQ(resolved({"2024-05-01T10:00:00+2"}),
            "datetime.datetime(2024, 5, 1, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200)))");
  EXPECT_EQ(resolved({"2024-5-1", "2024-05-01T10:00", "2024-05-01T10:00:00z", "May 1, 2024"}),
            "'2024-5-1' '2024-05-01T10:00' '2024-05-01T10:00:00z' 'May 1, 2024'");
}

}  // namespace value
