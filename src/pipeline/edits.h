// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/state.h"

namespace pipeline {

/// What was edited since the last build, and which edit is behind an answer that is different. Private to the
/// explanations.
class Edits {
 public:
  struct Edit {
    std::string input;
    std::string change;
  };

  explicit Edits(const State& state);

  /// The edit behind an answer: the nearest that fits, else whatever was edited. Empty when nothing was.
  Edit behind(const AnswerChange& answer) const;
  /// The edit of one page by its path in the content folder, or whatever was edited.
  Edit behind_page(std::string_view path) const;
  /// The edit of one file by its name in the store.
  Edit of_file(std::string_view path) const;
  /// Whatever was edited.
  const Edit& any() const { return any_; }

 private:
  struct File {
    std::string path;
    InputKind kind;
    const char* change;
  };
  void note_settings();
  Edit any_of() const;
  const File* find(std::string_view path) const;
  Edit one_of(InputKind kind, std::string_view wanted) const;
  Edit nearest_page(const AnswerChange& answer) const;
  Edit first_of(const std::vector<const File*>& among) const;
  Edit settings() const;

  const State& state_;
  std::vector<File> files_;                                    ///< by path
  std::map<std::string, const File*, std::less<>> own_pages_;  ///< of folders, by folder
  Edit any_;
  std::vector<Edit> settings_;
  std::string prefix_;  ///< before a page's path
};

}  // namespace pipeline
