// SPDX-License-Identifier: MIT
// The last pass: what the next build has to know goes to the store, in one transaction.
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <span>

#include "assets/codec.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/strings.h"
#include "content/document_codec.h"
#include "diagnostics/codec.h"
#include "pipeline/settings_record.h"
#include "pipeline/state.h"
#include "pipeline/statistics.h"
#include "site/cross_reference.h"
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
      if (!everything) state.memory.batch.remove(Table::inputs, std::string(input.path));
    } else if (everything || input.renewed) {
      state.memory.batch.put(Table::inputs, std::string(input.path), engine::encode(input.record));
    }
  }
  for (const std::string& path : state.inputs.gone) state.memory.batch.remove(Table::inputs, path);
}

/// The outcome of one output that was made, ready to be kept.
std::string finished(const State& state, const std::string& path, engine::OutputRecord& record, std::int64_t now_ns) {
  record.young = !record.dirty && engine::is_young(record.stamp, now_ns);
  if (record.young && record.content == base::Fingerprint{}) {
    auto bytes = state.fs.read(base::append_path(state.output_root, path));
    if (bytes) record.content = base::fingerprint(*bytes);
  }
  return engine::encode(record);
}

/// The stamps of outputs that were kept: of those that are other files with the same bytes, and of those that were too
/// young to be believed and have been looked at.
void remember_stamps(State& state) {
  if (state.request.warm) return;
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
    if (output.planned) continue;
    for (Table table : {Table::outputs, Table::pieces}) state.memory.batch.remove(table, std::string(output.path));
  }
}

/// The folder as it stands now, as a record; "" when there is none.
std::string folder_now(const State& state, std::string_view folder, std::int64_t now_ns) {
  auto stat = state.fs.stat(base::append_path(state.output_root, folder));
  if (!stat || stat->type != base::FileType::directory) return "";
  engine::FolderRecord record{engine::stamp_of(*stat), false};
  record.young = engine::is_young(record.stamp, now_ns);
  return engine::encode(record);
}

/// The folders of the output, so that the next build need not list those that nobody has touched. A folder with files
/// that are not ours is listed each time.
void remember_all_folders(State& state) {
  std::int64_t now_ns = state.clock.now() * k_microsecond_ns;
  std::vector<std::string_view> folders = output::folders_of(state.planned);
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
  base::parallel_for(folders.size(), state.jobs, k_chunk,
                     [&](std::size_t i, unsigned) { encoded[i] = folder_now(state, folders[i], now_ns); });
  std::size_t last = 0;
  const auto& before = state.last_outputs.folders;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    for (; last < before.size() && before[last].path < folders[i]; ++last)
      state.memory.batch.remove(Table::outputs, std::string(before[last].path) + "/");
    bool is_known = last < before.size() && before[last].path == folders[i];
    bool is_same = is_known && engine::encode(before[last].record) == encoded[i];
    if (is_known) ++last;
    if (is_same) continue;
    if (!encoded[i].empty())
      state.memory.batch.put(Table::outputs, std::string(folders[i]) + "/", std::move(encoded[i]));
  }
  for (; last < before.size(); ++last) state.memory.batch.remove(Table::outputs, std::string(before[last].path) + "/");
}

/// The same where the folders were as the last build left them: those in which this one has written or removed
/// something, and those that were too young to be believed.
void remember_touched_folders(State& state) {
  std::set<std::string, std::less<>> touched;
  auto touch = [&](std::string_view path) {
    do {
      path = base::parent_path(path);
    } while (touched.emplace(path).second && !path.empty());
  };
  for (std::size_t i = 0; i < state.outputs.size(); ++i) {
    if (state.decisions[i].why != Decision::Why::kept) touch(state.outputs[i].path);
  }
  for (std::size_t i = 0; i < state.copies.size(); ++i) {
    if (!state.made_copies[i].source.empty()) touch(state.copies[i].path);
  }
  for (std::size_t i = 0; i < state.texts_to_write.size(); ++i) {
    if (!state.made_texts[i].source.empty()) touch(state.texts_to_write[i].first);
  }
  for (const LastOutputs::Output& output : state.last_outputs.outputs) {
    if (!output.planned) touch(output.path);
  }
  for (const LastOutputs::Folder& folder : state.last_outputs.folders) {
    if (folder.record.young) touched.emplace(folder.path);
  }
  std::int64_t now_ns = state.clock.now() * k_microsecond_ns;
  for (const std::string& folder : touched) {
    std::string encoded = folder_now(state, folder, now_ns);
    if (encoded.empty()) {
      state.memory.batch.remove(Table::outputs, folder + "/");
    } else {
      state.memory.batch.put(Table::outputs, folder + "/", std::move(encoded));
    }
  }
}

void remember_folders(State& state) {
  if (state.request.warm) {
    // The records of outputs do not say what is in the folders now: the next build has to look.
    for (const LastOutputs::Folder& folder : state.last_outputs.folders)
      state.memory.batch.remove(Table::outputs, std::string(folder.path) + "/");
    return;
  }
  state.believes_folders ? remember_touched_folders(state) : remember_all_folders(state);
}

void remember_documents(State& state) {
  for (const auto& document : state.model->documents) {
    bool is_stored = std::binary_search(state.unchanged_pages.begin(), state.unchanged_pages.end(), document->path);
    if (!is_stored) state.memory.batch.put(Table::documents, document->path, content::encode_document(*document));
  }
  // A page that is gone, or could not be read: the record of its file is not there either.
  std::string prefix(name_of_input(state, state.content_root + "/"));
  for (const std::string& path : state.inputs.gone) {
    if (path.starts_with(prefix)) state.memory.batch.remove(Table::documents, path.substr(prefix.size()));
  }
}

/// Pages are many: what was asked about them is in a table of its own.
bool is_about_page(value::Relation relation) {
  return relation == value::Relation::page || relation == value::Relation::cross_reference;
}

/// A question that outputs of this build asked.
struct Asked {
  site::Place place;
  const value::Question* question = nullptr;
};

/// Whether the store holds answers to all that was asked about one entity, and this build has found none of them
/// different.
bool are_known(const State& state, Table table, const std::string& key, std::span<const Asked> asked) {
  if (state.answered_anew.contains(asked.front().place.entity)) return false;
  auto bytes = state.memory.store().get(table, key);
  auto record = bytes ? engine::decode_answer(*bytes) : std::nullopt;
  if (!record) return false;
  return std::ranges::includes(record->answers, asked, {}, &engine::AnswerRecord::Answer::bit,
                               [](const Asked& each) { return each.place.bit; });
}

/// The record of one entity: what was known of it, with what this build asked about it, which is sorted by bit.
std::string record_of(const State& state, Table table, const std::string& key, std::span<const Asked> asked,
                      bool everything) {
  engine::AnswerRecord record;
  if (!everything) {
    if (auto bytes = state.memory.store().get(table, key)) {
      if (auto known = engine::decode_answer(*bytes)) record = std::move(*known);
    }
  }
  if (record.entity.empty()) record.entity = state.questions->entity(*asked.front().question);
  record.version = state.questions->version(*asked.front().question);
  std::vector<engine::AnswerRecord::Answer> known = std::move(record.answers);
  record.answers.clear();
  std::vector<std::string> words(asked.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    std::uint8_t bit = asked[i].place.bit;
    for (; next < known.size() && known[next].bit <= bit; ++next) {
      if (known[next].bit < bit) record.answers.push_back(known[next]);
    }
    std::uint64_t answer = state.questions->answer(*asked[i].question, bit, &words[i]);
    record.answers.push_back({bit, answer, words[i]});
  }
  record.answers.insert(record.answers.end(), known.begin() + static_cast<std::ptrdiff_t>(next), known.end());
  return engine::encode(record);
}

/// The answers to what the outputs of this build asked, added to what is known of the same entities.
void remember_answers(State& state, bool everything) {
  std::vector<Asked> all(state.asked.size());
  constexpr std::size_t k_chunk = 256;
  base::parallel_for(state.asked.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    all[i] = {state.questions->place(state.asked[i]), &state.asked[i]};
  });
  std::ranges::sort(all, {}, &Asked::place);
  std::vector<std::span<const Asked>> entities;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end].place.entity == all[begin].place.entity) ++end;
    entities.push_back(std::span<const Asked>(all).subspan(begin, end - begin));
  }
  struct Made {
    Table table;
    std::string key, bytes;  ///< no bytes: the record stays as it is
  };
  std::vector<Made> made(entities.size());
  base::parallel_for(entities.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    const Asked& first = entities[i].front();
    made[i].table = is_about_page(first.question->relation) ? Table::page_answers : Table::answers;
    made[i].key = engine::number_key(first.place.entity);
    if (everything || !are_known(state, made[i].table, made[i].key, entities[i]))
      made[i].bytes = record_of(state, made[i].table, made[i].key, entities[i], everything);
  });
  for (Made& each : made) {
    if (!each.bytes.empty()) state.memory.batch.put(each.table, std::move(each.key), std::move(each.bytes));
  }
}

/// The linked site: the records that are new or different, and none that are not there any more.
void remember_site(State& state) {
  engine::Batch& batch = state.memory.batch;
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

/// Results of queries hold good as long as neither their pages nor what they read of them is different.
void remember_results(State& state) {
  engine::Batch& batch = state.memory.batch;
  if (state.relinks) {
    batch.clear(Table::fragments);
  } else {
    state.memory.store().for_each(Table::fragments, [&](std::string_view definition, std::string_view result) {
      bool is_affected = state.affected_queries->holds(definition, site::reads_of_result(result));
      if (is_affected) batch.remove(Table::fragments, std::string(definition));
      return true;
    });
  }
  state.site->queries().for_each_result(*state.questions, [&](std::string definition, std::string result) {
    batch.put(Table::fragments, std::move(definition), std::move(result));
  });
}

/// The cross references that outputs asked for and that name a heading: whether there are any, and whether any of them
/// leads to a heading of whichever page has it.
void note_headings(State& state, BuildFacts& facts) {
  std::uint64_t by_queries = state.site->queries().all_reads_as_bits() & site::k_reads_headings;
  facts.asked_headings_anywhere = by_queries != 0;
  for (const value::Question& question : state.asked) {
    if (question.relation != value::Relation::cross_reference) continue;
    std::string_view target = state.names.text(question.entity);
    if (target.starts_with(site::k_link_mark) || target.find('#') == target.npos) continue;
    state.asked_fields |= site::k_reads_headings;
    bool is_of_page = question.field < site::k_suggest_pages;
    if (!is_of_page || !base::trim(target).starts_with('#')) continue;
    auto found = site::resolve_reference(*state.model, target, question.field);
    if (!found || found->page != question.field) facts.asked_headings_anywhere = true;
  }
  const BuildFacts* before = state.memory.facts();
  if (before != nullptr && before->asked_headings_anywhere) facts.asked_headings_anywhere = true;
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

namespace {

/// Stores pages and the linked site of a build that remembers nothing, a part at a time so that they need little
/// memory. Until the last commit of the build there are no facts, so that nobody believes what is there.
base::Expected<void> store_site(State& state) {
  constexpr std::size_t k_pages_a_commit = 1024;
  engine::Store& store = state.memory.store();
  engine::Batch batch;
  for (std::size_t table = 0; table < engine::k_tables; ++table) {
    if (static_cast<Table>(table) != Table::statistics) batch.clear(static_cast<Table>(table));
  }
  std::size_t pages = 0;
  for (const auto& document : state.model->documents) {
    batch.put(Table::documents, document->path, content::encode_document(*document));
    if (++pages % k_pages_a_commit != 0) continue;
    if (auto done = store.commit(std::move(batch)); !done) return done;
    batch = {};
  }
  site::write_linked_site(*state.model, [&](std::string key, std::string value) {
    batch.put(Table::linked, std::move(key), std::move(value));
  });
  return store.commit(std::move(batch));
}

}  // namespace

void remember_early(State& state) {
  bool everything = state.memory.has_store() && state.memory.facts() == nullptr && !state.request.dry_run;
  if (!everything) return;
  state.early = std::jthread([&state] {
    if (auto done = store_site(state); !done) state.early_refusal = done.error();
  });
}

std::size_t remember(State& state) {
  if (!state.memory.has_store() || state.forget_this_build || state.request.dry_run) return 0;
  engine::Batch& batch = state.memory.batch;
  bool everything = state.memory.facts() == nullptr;
  if (everything) {
    state.early.join();
    if (state.early_refusal) {
      state.report.cache_notice = "what this build found out could not be kept: " + state.early_refusal->message;
      return 0;
    }
  }
  BuildFacts facts;
  remember_inputs(state, everything);
  if (!everything && state.relinks) {
    remember_documents(state);
    remember_site(state);
  } else {
    state.pages->remember(batch);
  }
  if (state.difference) {
    site::write_difference(*state.model, *state.difference, [&](std::string key, std::optional<std::string> value) {
      value ? batch.put(Table::linked, std::move(key), std::move(*value)) : batch.remove(Table::linked, std::move(key));
    });
  }
  remember_answers(state, everything);
  remember_results(state);
  note_headings(state, facts);
  facts.asked_fields = state.asked_fields | state.site->queries().all_reads_as_bits() |
                       (everything ? 0 : state.memory.facts()->asked_fields);
  for (const auto& [number, reads] : state.question_sets)
    batch.put(Table::question_sets, engine::number_key(number), engine::encode(reads));
  remember_outputs(state, everything, facts.dirty);
  remember_folders(state);
  facts.page_numbers = state.page_numbers;
  facts.read_key = state.keys.read;
  facts.site_key = state.keys.site;
  facts.output_key = state.keys.output;
  facts.oddities_key = state.keys.oddities;
  facts.now = state.clock.now();
  const BuildFacts* before = state.memory.facts();
  facts.next_change = state.relinks ? state.model->next_change_microseconds : before->next_change;
  facts.pages = state.report.pages;
  facts.site_diagnostics = state.relinks ? diagnostics::encode_list(state.site_diagnostics) : before->site_diagnostics;
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
  state.report.remembered = done.has_value();
  return 1;
}

void remember_looked_at(State& state) {
  if (state.request.dry_run) return;
  remember_inputs(state, false);
  remember_stamps(state);
  bool has_young_folders =
      std::ranges::any_of(state.last_outputs.folders, [](const auto& f) { return f.record.young; });
  if (has_young_folders || !state.believes_folders) remember_folders(state);
  // A commit of its own would cost such a build more than all the rest: it is counted when there is one anyway.
  if (!state.memory.batch.empty()) count_build(state);
  // A refusal costs nothing but looking again.
  if (!state.memory.batch.empty()) (void)state.memory.store().commit(std::move(state.memory.batch));
}

}  // namespace pipeline
