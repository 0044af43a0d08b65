// SPDX-License-Identifier: MIT
#include "pipeline/kept.h"

#include "base/program_identity.h"

namespace pipeline {

using engine::Table;

std::unexpected<base::Error> no_cache(const std::string& folder, std::string message) {
  return std::unexpected(base::Error{.code = base::ErrorCode::other, .path = folder, .message = std::move(message)});
}

base::Expected<std::unique_ptr<engine::Store>> Kept::open(const std::string& folder, engine::Store::Mode mode) {
  base::DiskFileSystem disk;
  if (!disk.is_file(folder + "/data.mdb")) return no_cache(folder, "there is none yet: `bengal build` makes one");
  auto opened = engine::Store::open({.folder = folder, .program = base::program_identity(), .mode = mode});
  if (opened.state == engine::Store::State::busy)
    return no_cache(folder, "a build of this site is running: " + opened.reason);
  if (opened.store == nullptr) return no_cache(folder, opened.reason);
  return std::move(opened.store);
}

base::Expected<Kept> Kept::look(const std::string& folder) {
  auto store = open(folder, engine::Store::Mode::read_only);
  if (!store) return std::unexpected(store.error());
  Kept kept;
  kept.store_ = std::move(*store);
  return kept;
}

const std::unordered_map<std::uint64_t, engine::AnswerRecord>& Kept::answers() {
  if (has_answers_) return answers_;
  has_answers_ = true;
  for (Table table : {Table::page_answers, Table::answers}) {
    store_->for_each(table, [&](std::string_view key, std::string_view bytes) {
      auto record = engine::decode_answer(bytes);
      if (record) answers_.emplace(engine::key_number(key), std::move(*record));
      return true;
    });
  }
  return answers_;
}

engine::Reads Kept::reads_of(const engine::OutputView& output) {
  engine::Reads reads = engine::decode_reads(output.reads).value_or(engine::Reads{});
  if (output.shared_reads == 0) return reads;
  auto [known, added] = sets_.try_emplace(output.shared_reads);
  if (added) {
    auto bytes = store_->get(Table::question_sets, engine::number_key(output.shared_reads));
    if (bytes) known->second = engine::decode_reads(*bytes).value_or(engine::Reads{});
  }
  reads.insert(reads.end(), known->second.begin(), known->second.end());
  engine::normalize(reads);
  return reads;
}

}  // namespace pipeline
