// SPDX-License-Identifier: MIT
// Checking, clearing and compacting a cache.
#include <set>

#include "assets/codec.h"
#include "base/path.h"
#include "base/program_identity.h"
#include "content/document_codec.h"
#include "pipeline/input.h"
#include "pipeline/inspect.h"
#include "pipeline/kept.h"
#include "pipeline/memory.h"
#include "pipeline/settings_record.h"
#include "site/questions.h"

namespace pipeline {

namespace {

using engine::Store;
using engine::Table;

/// Reads every record of a store and says what does not hold. A few problems of a kind are enough.
class Examiner {
 public:
  Examiner(const base::FileSystem& fs, const Store& store) : fs_(fs), store_(store) {}

  Examination examine() {
    look_at_inputs();
    look_at_documents();
    look_at_answers(Table::page_answers);
    look_at_answers(Table::answers);
    look_at_question_sets();
    look_at_outputs();
    look_at_rest();
    if (store_.damaged()) examination_.problems.push_back(store_.damage());
    return std::move(examination_);
  }

 private:
  static constexpr std::size_t k_most_problems = 20;

  void complain(std::string problem) {
    if (examination_.problems.size() < k_most_problems) examination_.problems.push_back(std::move(problem));
  }

  template <class Visit>
  void each(Table table, const Visit& visit) {
    store_.for_each(table, [&](std::string_view key, std::string_view bytes) {
      ++examination_.records;
      visit(key, bytes);
      return true;
    });
  }

  void look_at_inputs() {
    each(Table::inputs, [&](std::string_view path, std::string_view bytes) {
      auto record = engine::decode_input(bytes);
      if (!record) return complain("the record of the input " + std::string(path) + " cannot be read");
      if (record->kind >= k_input_kinds) complain("the input " + std::string(path) + " is of no known kind");
      if (record->kind == static_cast<std::uint8_t>(InputKind::page)) pages_.emplace(path);
    });
  }

  void look_at_document(const std::string& path, std::string_view bytes) {
    bool is_whole = true;
    std::function<void()> damaged = [&] { is_whole = false; };
    auto document = content::decode_document(path, bytes, fs_, "", damaged);
    if (document != nullptr) {
      document->headings();
      document->slots();
    }
    if (document == nullptr || !is_whole) complain("the record of the page " + path + " cannot be read");
  }

  /// Pages lie in the content folder, whose name is not in the store: an input that ends with the document's path.
  void look_at_documents() {
    each(Table::documents, [&](std::string_view path, std::string_view bytes) {
      if (bytes != std::string_view("\0", 1)) look_at_document(std::string(path), bytes);
      documents_.emplace(path);
    });
    for (const std::string& page : pages_) {
      for (std::size_t slash = page.find('/'); slash != page.npos; slash = page.find('/', slash + 1))
        documents_.erase(page.substr(slash + 1));
      documents_.erase(page);
    }
    for (const std::string& path : documents_) complain("the page " + path + " has no input");
  }

  void look_at_answers(Table table) {
    each(table, [&](std::string_view key, std::string_view bytes) {
      auto record = engine::decode_answer(bytes);
      if (!record) return complain("an answer cannot be read");
      std::uint64_t entity = engine::key_number(key);
      if (base::hash64(record->entity) != entity) complain("an answer is not where it belongs: " + record->entity);
      std::uint64_t& bits = answered_[entity];
      for (const engine::AnswerRecord::Answer& answer : record->answers) bits |= std::uint64_t{1} << answer.bit;
    });
  }

  void look_at_question_sets() {
    each(Table::question_sets, [&](std::string_view key, std::string_view bytes) {
      auto reads = engine::decode_reads(bytes);
      if (!reads) return complain("a set of questions cannot be read");
      if (engine::set_number(*reads) != engine::key_number(key)) complain("a set of questions is not where it belongs");
      sets_.emplace(engine::key_number(key), std::move(*reads));
    });
  }

  bool has_answers(const engine::Reads& reads) const {
    for (const engine::Read& read : reads) {
      auto known = answered_.find(read.entity);
      if (known == answered_.end() || (read.bits & ~known->second) != 0) return false;
    }
    return true;
  }

  void look_at_outputs() {
    std::unordered_map<std::uint64_t, bool> checked;
    each(Table::outputs, [&](std::string_view path, std::string_view bytes) {
      std::string name(path);
      if (path.ends_with('/')) {
        if (!engine::decode_folder(bytes)) complain("the record of the folder " + name + " cannot be read");
        return;
      }
      auto record = engine::decode_output(bytes);
      if (!record) return complain("the record of the output " + name + " cannot be read");
      if (record->dirty) return;
      if (!has_answers(record->reads)) complain("the output " + name + " asks a question that has no answer");
      if (record->shared_reads == 0) return;
      auto set = sets_.find(record->shared_reads);
      if (set == sets_.end()) return complain("the questions of the output " + name + " are missing");
      auto [known, added] = checked.try_emplace(record->shared_reads, true);
      if (added && !has_answers(set->second)) complain("the output " + name + " asks a question that has no answer");
    });
  }

  void look_at_rest() {
    auto facts = store_.get(Table::build, k_facts);
    if (!facts || !decode_facts(*facts)) complain("what is kept of the last build as a whole cannot be read");
    auto assets = store_.get(Table::build, k_assets);
    if (assets && !assets::decode(*assets)) complain("the table of assets cannot be read");
    each(Table::statistics, [&](std::string_view, std::string_view bytes) {
      if (!decode_statistics(bytes)) complain("the statistics of a build cannot be read");
    });
    for (Table table : {Table::build, Table::linked, Table::fragments, Table::pieces}) each(table, [](auto, auto) {});
  }

  const base::FileSystem& fs_;
  const Store& store_;
  Examination examination_;
  std::set<std::string> pages_, documents_;
  std::unordered_map<std::uint64_t, std::uint64_t> answered_;
  std::unordered_map<std::uint64_t, engine::Reads> sets_;
};

/// The next build makes every output again, as if none could have been made.
void forget_outputs(const Store& store, engine::Batch& batch) {
  auto bytes = store.get(Table::build, k_facts);
  auto facts = bytes ? decode_facts(*bytes) : std::nullopt;
  if (!facts) return;
  store.for_each(Table::outputs, [&](std::string_view path, std::string_view kept) {
    auto record = path.ends_with('/') ? std::nullopt : engine::decode_output(kept);
    if (!record) return true;
    record->dirty = true;
    ++facts->dirty;
    batch.put(Table::outputs, std::string(path), engine::encode(*record));
    return true;
  });
  batch.clear(Table::fragments);
  batch.clear(Table::pieces);
  batch.put(Table::build, std::string(k_facts), encode(*facts));
}

}  // namespace

base::Expected<Examination> examine_cache(const base::FileSystem& fs, const std::string& folder) {
  base::DiskFileSystem disk;
  if (!disk.is_file(folder + "/data.mdb")) return no_cache(folder, "there is none yet: `bengal build` makes one");
  auto opened = Store::open({.folder = folder, .program = base::program_identity(), .mode = Store::Mode::read_only});
  if (opened.store == nullptr) {
    // What cannot be opened cannot be believed either.
    Examination examination;
    examination.problems.push_back(opened.reason);
    return examination;
  }
  return Examiner(fs, *opened.store).examine();
}

const std::vector<std::string>& cache_parts() {
  static const std::vector<std::string> parts{"pages", "outputs", "statistics"};
  return parts;
}

base::Expected<void> clear_cache(const std::string& folder, const std::string& part) {
  if (part.empty()) {
    auto removed = engine::remove_store(folder);
    if (!removed) return no_cache(folder, removed.error().message);
    return {};
  }
  auto store = Kept::open(folder, Store::Mode::write);
  if (!store) return std::unexpected(store.error());
  engine::Batch batch;
  if (part == "statistics") {
    batch.clear(Table::statistics);
  } else if (part == "outputs") {
    forget_outputs(**store, batch);
  } else {
    for (Table table : {Table::inputs, Table::documents, Table::linked}) batch.clear(table);
  }
  auto done = (*store)->commit(std::move(batch));
  if (!done) return no_cache(folder, done.error().message);
  return {};
}

base::Expected<Compacted> compact_cache(const std::string& folder) {
  auto store = Kept::open(folder, Store::Mode::write);
  if (!store) return std::unexpected(store.error());
  Compacted result{.before = (*store)->file_bytes()};
  auto done = (*store)->compact();
  if (!done) return no_cache(folder, done.error().message);
  result.after = (*store)->file_bytes();
  return result;
}

}  // namespace pipeline
