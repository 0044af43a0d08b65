// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// An example of a specification: a fence of 32 backticks and `example`, perhaps with names of extensions; the
/// Markdown; a line with a full stop; the HTML; the fence again. An arrow stands for a tab.
struct Example {
  int number = 0;  ///< in its file, from 1
  std::string extensions;
  std::string markdown;
  std::string html;
};

std::vector<Example> read_examples(const std::filesystem::path& file);

/// Where the specifications and sites for trying the program may lie.
std::filesystem::path shared_folder();

/// All `.md` files below a folder, in order of their paths.
std::vector<std::string> read_pages(const std::filesystem::path& folder);
