// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "base/error.h"
#include "engine/records.h"
#include "engine/store.h"

namespace pipeline {

/// A store that is only looked at, with what was asked in it. Private to the functions of `pipeline/inspect.h`.
class Kept {
 public:
  static base::Expected<std::unique_ptr<engine::Store>> open(const std::string& folder, engine::Store::Mode mode);
  static base::Expected<Kept> look(const std::string& folder);

  const engine::Store& store() const { return *store_; }
  /// Everything that was asked about, by the hash of its text. Loaded when it is first called.
  const std::unordered_map<std::uint64_t, engine::AnswerRecord>& answers();
  /// All questions of an output, those that it shares with others included.
  engine::Reads reads_of(const engine::OutputView& output);
  /// Calls `visit` for each output but folders.
  template <class Visit>
  void each_output(const Visit& visit) const {
    store_->for_each(engine::Table::outputs, [&](std::string_view path, std::string_view bytes) {
      auto view = path.ends_with('/') ? std::nullopt : engine::view_output(bytes);
      if (view) visit(path, *view);
      return true;
    });
  }
  /// What was found to be wrong; "" when nothing was.
  std::string damage() const { return store_->damaged() ? store_->damage() : ""; }

 private:
  std::unique_ptr<engine::Store> store_;
  std::unordered_map<std::uint64_t, engine::AnswerRecord> answers_;
  std::unordered_map<std::uint64_t, engine::Reads> sets_;
  bool has_answers_ = false;
};

/// A message as an error.
std::unexpected<base::Error> no_cache(const std::string& folder, std::string message);

}  // namespace pipeline
