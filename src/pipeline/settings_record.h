// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"

/// The settings of a build as they are kept, so that the next one can say which of them is different.
namespace pipeline {

/// The key of the record in `Table::build`.
inline constexpr std::string_view k_settings = "settings";

/// Each value that is no table, by its dotted path: path, hash of the value, the value in a few words.
std::string encode_settings(const config::Config& config);

struct SettingChange {
  std::string path;
  std::string words;  ///< "changed from 'A' to 'B' (bengal.toml:3:1)", "added", "removed"
};
/// What is different, by path; empty when `before` is no record.
std::vector<SettingChange> changed_settings(std::string_view before, const config::Config& now);

}  // namespace pipeline
