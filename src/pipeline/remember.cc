// SPDX-License-Identifier: MIT
// The last pass: what the next build has to know goes to the store, in one transaction.
#include <algorithm>
#include <limits>
#include <map>

#include "assets/codec.h"
#include "base/parallel.h"
#include "base/path.h"
#include "content/document_codec.h"
#include "diagnostics/codec.h"
#include "pipeline/settings_record.h"
#include "pipeline/state.h"
#include "pipeline/statistics.h"
#include "site/linked_site.h"
#include "site/queries.h"

namespace pipeline {

namespace {

using engine::Table;

constexpr std::int64_t k_microsecond_ns = 1000;

void remember_inputs(State& state, bool everything) {
  for (const Input& input : state.inputs.files) {
    bool is_unreadable = input.changed && !input.renewed;
    if (is_unreadable) {
      // What an earlier build read there is not what this one was made from.
      if (!everything) state.memory.batch.remove(Table::inputs, input.path);
    } else if (everything || input.renewed) {
      state.memory.batch.put(Table::inputs, input.path, engine::encode(input.record));
    }
  }
  for (const std::string& path : state.inputs.gone) state.memory.batch.remove(Table::inputs, path);
}

/// The outcome of one output that was made, ready to be kept.
std::string finished(const State& state, const std::string& path, engine::OutputRecord& record, std::int64_t now_ns) {
  record.young = !record.dirty && engine::is_young(record.stamp, now_ns);
  if (record.young && record.content == base::Fingerprint{}) {
    auto bytes = state.fs.read(base::join_path(state.output_root, path));
    if (bytes) record.content = base::fingerprint(*bytes);
  }
  return engine::encode(record);
}

/// The stamps of outputs that were kept: of those that are other files with the same bytes, and of those that were too
/// young to be believed and have been looked at.
void remember_stamps(State& state) {
  std::int64_t now_ns = state.clock.now() * k_microsecond_ns;
  for (const LastOutputs::Output& output : state.last_outputs.outputs) {
    bool has_aged = output.record.young && !engine::is_young(output.record.stamp, now_ns);
    if (!output.moved && !has_aged) continue;
    std::string path(output.path);
    auto bytes = state.memory.store().get(Table::outputs, path);
    auto record = bytes ? engine::decode_output(*bytes) : std::nullopt;
    auto stat = state.tree->stat(path);
    if (!record || !stat) continue;
    if (output.moved) record->stamp = engine::stamp_of(*stat);
    record->young = engine::is_young(record->stamp, now_ns);
    state.memory.batch.put(Table::outputs, std::move(path), engine::encode(*record));
  }
}

void remember_outputs(State& state, bool everything, std::uint64_t& dirty) {
  if (!everything) remember_stamps(state);  // What was made again replaces it below.
  std::int64_t now_ns = state.clock.now() * k_microsecond_ns;
  auto put = [&](const std::string& path, engine::OutputRecord& record) {
    if (record.dirty) ++dirty;
    state.memory.batch.put(Table::outputs, path, finished(state, path, record, now_ns));
  };
  for (std::size_t i = 0; i < state.outputs.size(); ++i) {
    if (state.decisions[i].why != Decision::Why::kept) put(state.outputs[i].path, state.made[i]);
  }
  for (std::size_t i = 0; i < state.copies.size(); ++i) {
    if (!state.made_copies[i].source.empty()) put(state.copies[i].path, state.made_copies[i]);
  }
  for (std::size_t i = 0; i < state.texts_to_write.size(); ++i) {
    if (!state.made_texts[i].source.empty()) put(state.texts_to_write[i].first, state.made_texts[i]);
  }
  if (everything) return;
  for (const LastOutputs::Output& output : state.last_outputs.outputs) {
    if (!output.planned) state.memory.batch.remove(Table::outputs, std::string(output.path));
  }
}

/// The folders of the output, so that the next build need not list those that nobody has touched. A folder with files
/// that are not ours is listed each time.
void remember_folders(State& state, const std::vector<std::string>& paths) {
  std::int64_t now_ns = state.clock.now() * k_microsecond_ns;
  std::vector<std::string> folders = output::folders_of(paths);
  folders.insert(folders.begin(), "");
  for (const std::string& file : state.report.foreign) {
    for (std::string_view at = file;;) {
      at = base::parent_path(at);
      auto place = std::lower_bound(folders.begin(), folders.end(), at);
      if (place != folders.end() && *place == at) folders.erase(place);
      if (at.empty()) break;
    }
  }
  std::vector<std::string> encoded(folders.size());
  constexpr std::size_t k_chunk = 64;
  base::parallel_for(folders.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    auto stat = state.fs.stat(base::join_path(state.output_root, folders[i]));
    if (!stat || stat->type != base::FileType::directory) return;
    engine::FolderRecord record{engine::stamp_of(*stat), false};
    record.young = engine::is_young(record.stamp, now_ns);
    encoded[i] = engine::encode(record);
  });
  std::size_t last = 0;
  const auto& before = state.last_outputs.folders;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    for (; last < before.size() && before[last].path < folders[i]; ++last)
      state.memory.batch.remove(Table::outputs, std::string(before[last].path) + "/");
    bool is_known = last < before.size() && before[last].path == folders[i];
    bool is_same = is_known && engine::encode(before[last].record) == encoded[i];
    if (is_known) ++last;
    if (is_same) continue;
    if (!encoded[i].empty()) state.memory.batch.put(Table::outputs, folders[i] + "/", std::move(encoded[i]));
  }
  for (; last < before.size(); ++last)
    state.memory.batch.remove(Table::outputs, std::string(before[last].path) + "/");
}

void remember_documents(State& state, bool everything) {
  std::vector<const content::Document*> fresh;
  for (const auto& document : state.model->documents) {
    bool is_stored = std::binary_search(state.unchanged_pages.begin(), state.unchanged_pages.end(), document->path);
    if (!is_stored || everything) fresh.push_back(document.get());
  }
  std::vector<std::string> encoded(fresh.size());
  constexpr std::size_t k_chunk = 16;
  base::parallel_for(fresh.size(), state.jobs, k_chunk,
                     [&](std::size_t i, unsigned) { encoded[i] = content::encode_document(*fresh[i]); });
  for (std::size_t i = 0; i < fresh.size(); ++i)
    if (!encoded[i].empty()) state.memory.batch.put(Table::documents, fresh[i]->path, std::move(encoded[i]));
  if (everything) return;
  // A page that is gone, or could not be read: the record of its file is not there either.
  std::string prefix = name_of_input(state, state.content_root + "/");
  for (const std::string& path : state.inputs.gone) {
    if (path.starts_with(prefix)) state.memory.batch.remove(Table::documents, path.substr(prefix.size()));
  }
}

/// Pages are many: what was asked about them is in a table of its own.
bool is_about_page(value::Relation relation) {
  return relation == value::Relation::page || relation == value::Relation::cross_reference;
}

/// The answers to what the outputs of this build asked, added to what is known of the same entities.
void remember_answers(State& state, bool everything) {
  struct Answered {
    site::Place place;
    std::uint64_t answer = 0;
    std::string words;
  };
  std::vector<Answered> answered(state.asked.size());
  constexpr std::size_t k_chunk = 256;
  base::parallel_for(state.asked.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    answered[i].place = state.questions->place(state.asked[i]);
    answered[i].answer = state.questions->answer(state.asked[i], answered[i].place.bit, &answered[i].words);
  });
  std::vector<std::size_t> order(answered.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return answered[a].place < answered[b].place; });
  for (std::size_t begin = 0; begin < order.size();) {
    std::uint64_t entity = answered[order[begin]].place.entity;
    engine::AnswerRecord record;
    std::string key = engine::number_key(entity);
    bool is_of_page = is_about_page(state.asked[order[begin]].relation);
    Table table = is_of_page ? Table::page_answers : Table::answers;
    if (!everything) {
      if (auto bytes = state.memory.store().get(table, key)) {
        if (auto known = engine::decode_answer(*bytes)) record = std::move(*known);
      }
    }
    if (record.entity.empty()) record.entity = state.questions->entity(state.asked[order[begin]]);
    record.version = state.questions->version(state.asked[order[begin]]);
    std::map<std::uint8_t, engine::AnswerRecord::Answer> by_bit;
    for (const auto& answer : record.answers) by_bit[answer.bit] = answer;
    for (; begin < order.size() && answered[order[begin]].place.entity == entity; ++begin) {
      const Answered& now = answered[order[begin]];
      by_bit[now.place.bit] = {now.place.bit, now.answer, now.words};
    }
    record.answers.clear();
    for (const auto& [bit, answer] : by_bit) record.answers.push_back(answer);
    state.memory.batch.put(table, std::move(key), engine::encode(record));
  }
}

/// The linked site: the records that are new or different, and none that are not there any more.
void remember_site(State& state, bool everything) {
  engine::Batch& batch = state.memory.batch;
  if (everything) {
    site::write_linked_site(*state.model, [&](std::string key, std::string value) {
      batch.put(Table::linked, std::move(key), std::move(value));
    });
    return;
  }
  std::unordered_map<std::string, std::string> records;
  site::write_linked_site(*state.model, [&](std::string key, std::string value) {
    records.insert_or_assign(std::move(key), std::move(value));
  });
  state.memory.store().for_each(Table::linked, [&](std::string_view key, std::string_view value) {
    auto now = records.find(std::string(key));
    if (now == records.end()) {
      batch.remove(Table::linked, std::string(key));
    } else if (now->second == value) {
      records.erase(now);
    }
    return true;
  });
  for (auto& [key, value] : records) batch.put(Table::linked, key, std::move(value));
}

/// Every answer of the outside world that some output has asked for, now or in an earlier build.
std::vector<BuildFacts::Volatile> volatile_answers(const State& state) {
  std::map<std::pair<std::string, std::uint8_t>, std::uint64_t> answers;
  site::Surroundings surroundings = state.site->surroundings();
  auto add = [&](const std::string& entity, std::uint8_t bit) {
    answers[{entity, bit}] = site::volatile_answer(surroundings, entity, bit);
  };
  if (const BuildFacts* facts = state.memory.facts()) {
    for (const BuildFacts::Volatile& kept : facts->volatile_answers) add(kept.entity, kept.bit);
  }
  for (const value::Question& question : state.asked) {
    if (question.relation != value::Relation::file && question.relation != value::Relation::clock) continue;
    add(state.questions->entity(question), state.questions->place(question).bit);
  }
  std::vector<BuildFacts::Volatile> result;
  for (const auto& [place, answer] : answers) result.push_back({place.first, place.second, answer});
  return result;
}

}  // namespace

std::size_t remember(State& state) {
  if (!state.memory.has_store() || state.forget_this_build || state.request.dry_run) return 0;
  engine::Batch& batch = state.memory.batch;
  bool everything = state.memory.facts() == nullptr;
  if (everything) {
    for (std::size_t table = 0; table < engine::k_tables; ++table) batch.clear(static_cast<Table>(table));
  }
  BuildFacts facts;
  remember_inputs(state, everything);
  if (state.relinks) {
    remember_documents(state, everything);
    remember_site(state, everything);
  } else {
    for (auto& [path, bytes] : state.parsed_pages) batch.put(Table::documents, path, std::move(bytes));
  }
  remember_answers(state, everything);
  for (const auto& [number, reads] : state.question_sets)
    batch.put(Table::question_sets, engine::number_key(number), engine::encode(reads));
  remember_outputs(state, everything, facts.dirty);
  remember_folders(state, state.planned);
  facts.read_key = state.keys.read;
  facts.site_key = state.keys.site;
  facts.output_key = state.keys.output;
  facts.oddities_key = state.keys.oddities;
  facts.now = state.clock.now();
  const BuildFacts* before = state.memory.facts();
  facts.next_change = state.relinks ? state.model->next_change_microseconds : before->next_change;
  facts.pages = state.report.pages;
  facts.queried_fields = state.site->queries().fields_read() | (everything ? 0 : before->queried_fields);
  facts.site_diagnostics =
      state.relinks ? diagnostics::encode_list(state.site_diagnostics) : before->site_diagnostics;
  facts.data_diagnostics = diagnostics::encode_list(state.data_diagnostics);
  facts.asset_diagnostics = diagnostics::encode_list(state.asset_diagnostics);
  if (everything || state.changes.site || state.inputs.has_changed(InputKind::asset))
    batch.put(Table::build, std::string(k_assets), assets::encode(state.assets));
  if (everything || state.changes.site) batch.put(Table::build, std::string(k_settings), encode_settings(state.config));
  count_build(state);
  facts.volatile_answers = volatile_answers(state);
  batch.put(Table::build, std::string(k_facts), encode(facts));
  auto done = state.memory.store().commit(std::move(batch));
  if (!done) state.report.cache_notice = "what this build found out could not be kept: " + done.error().message;
  return 1;
}

void remember_looked_at(State& state) {
  if (state.request.dry_run) return;
  remember_inputs(state, false);
  remember_stamps(state);
  bool has_young_folders = std::ranges::any_of(state.last_outputs.folders, [](const auto& f) { return f.record.young; });
  if (has_young_folders || !state.believes_folders) remember_folders(state, state.planned);
  // A commit of its own would cost such a build more than all the rest: it is counted when there is one anyway.
  if (!state.memory.batch.empty()) count_build(state);
  // A refusal costs nothing but looking again.
  if (!state.memory.batch.empty()) (void)state.memory.store().commit(std::move(state.memory.batch));
}

}  // namespace pipeline
