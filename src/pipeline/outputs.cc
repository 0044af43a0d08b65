// SPDX-License-Identifier: MIT
// The passes that make the result: rendering, copying, cleaning up.
#include <algorithm>
#include <atomic>
#include <bit>
#include <unordered_map>

#include "base/parallel.h"
#include "diagnostics/codec.h"
#include "pipeline/output_pieces.h"
#include "pipeline/state.h"
#include "site/spell.h"

namespace pipeline {

namespace {

using render::Output;

void tell_questions(const State& state, const Output& output, const value::ReadLog& log) {
  std::vector<std::string> questions;
  for (const value::Question& question : log.questions()) questions.push_back(site::spell(*state.site, question));
  std::sort(questions.begin(), questions.end());
  state.request.observer(output.path, questions);
}

/// What the threads that render gather, each for itself.
struct Worker {
  base::Arena arena{std::size_t{1} << 16};
  value::ReadLog log;
  std::string buffer;      ///< what the output before lay in
  jinja::Profile profile;  ///< when that is asked for
  /// Questions about fields of pages, which are many, as bits by page; all others with their places.
  std::vector<std::uint64_t> asked_fields;
  std::unordered_map<value::Question, site::Place, QuestionHash> asked;
  /// Those about one page that hardly any other output asks: remembering their places would not pay.
  std::vector<value::Question> asked_once;
  std::unordered_map<std::uint64_t, engine::Reads> sets;
  /// Of outputs that are made of pieces: their records, "" for none.
  std::vector<std::pair<std::string, std::string>> pieces;
  std::size_t pieces_made = 0;
};

}  // namespace

bool is_shared(value::Relation relation) {
  switch (relation) {
    case value::Relation::site:
    case value::Relation::config:
    case value::Relation::data:
    case value::Relation::text:
    case value::Relation::template_:
    case value::Relation::menu:
    case value::Relation::asset:
    case value::Relation::section:
    case value::Relation::environment:
    case value::Relation::clock:
    case value::Relation::file:
      return true;
    case value::Relation::page:
    case value::Relation::taxonomy:
    case value::Relation::query:
    case value::Relation::cross_reference:
      return false;
  }
  return false;
}

namespace {

/// An output with messages also depends on what they show: the lines of its templates. (Messages about a page's body
/// note its text themselves.)
void note_places_of_messages(value::ReadLog& log) {
  for (const value::Question& question : log.questions()) {
    if (question.relation == value::Relation::template_)
      log.note(value::Relation::template_, question.entity, site::k_template_text);
  }
}

/// Turns the questions of one output into its record.
void keep_questions(const State& state, Worker& worker, engine::OutputRecord& record) {
  std::vector<value::Question> questions = worker.log.questions();
  worker.asked_fields.resize(state.model->pages.size());
  engine::Reads shared;
  site::PageId page = site::k_none;
  for (const value::Question& question : questions) {
    if (is_field_of_page(question)) {
      std::uint64_t bit = std::uint64_t{1} << question.field;
      worker.asked_fields[question.entity] |= bit;
      // They come page by page.
      if (question.entity != page) record.reads.push_back({state.questions->page_entity(question.entity), 0});
      page = question.entity;
      record.reads.back().bits |= bit;
      continue;
    }
    if (question.relation == value::Relation::page || question.relation == value::Relation::cross_reference) {
      worker.asked_once.push_back(question);
      site::Place place = state.questions->place(question);
      record.reads.push_back({place.entity, std::uint64_t{1} << place.bit});
      continue;
    }
    auto [known, added] = worker.asked.try_emplace(question);
    if (added) known->second = state.questions->place(question);
    engine::Reads& reads = is_shared(question.relation) ? shared : record.reads;
    reads.push_back({known->second.entity, std::uint64_t{1} << known->second.bit});
  }
  engine::normalize(record.reads);
  engine::normalize(shared);
  record.shared_reads = engine::set_number(shared);
  if (record.shared_reads != 0) worker.sets.try_emplace(record.shared_reads, std::move(shared));
}

void stamp(const State& state, const std::string& path, engine::OutputRecord& record) {
  auto stat = state.tree->stat(path);
  record.dirty = !stat.has_value();
  if (stat) record.stamp = engine::stamp_of(*stat);
}

/// Writes an output and notes what stands there now; a warming build notes that it has these bytes and no file.
bool write_output(State& state, const std::string& path, std::string_view bytes, engine::OutputRecord& record) {
  record.dirty = false;
  if (state.request.warm) {
    record.stamp = unwritten_stamp(bytes.size());
    return true;
  }
  bool good = state.tree->write(path, bytes, state.sink);
  record.dirty = !good;
  if (good && state.memory.has_store()) stamp(state, path, record);
  return good;
}

/// The record of the last build; marks that this build plans the output too.
LastOutputs::Output* last_output(State& state, std::string_view path) {
  LastOutputs::Output* found = state.last_outputs.find(path);
  if (found != nullptr) found->planned = true;
  return found;
}

/// What was said about a piece would not be said again with it: an output with messages is made whole the next time.
void keep_pieces(Worker& worker, const std::string& path, const OutputPieces& pieces, const render::Rendered& made,
                 engine::OutputRecord& record) {
  pieces.add_reads(record.reads);
  bool is_usable = made.good && made.diagnostics.empty();
  worker.pieces.emplace_back(path, is_usable ? pieces.encode(record.content) : "");
  worker.pieces_made += pieces.made();
}

bool render_one(State& state, std::size_t i, Worker& worker) {
  const Output& output = state.outputs[i];
  jinja::Profile* profile = state.request.profile_templates ? &worker.profile : nullptr;
  std::optional<OutputPieces> pieces;
  if (state.memory.has_store() && render::has_pieces(output.kind)) pieces.emplace(state, output);
  render::Rendered made = state.renderer->render(output, worker.arena, worker.log, std::move(worker.buffer), profile,
                                                 pieces ? &*pieces : nullptr);
  engine::OutputRecord& record = state.made[i];
  if (state.memory.has_store()) {
    if (!made.diagnostics.empty()) note_places_of_messages(worker.log);
    record.kind = static_cast<std::uint8_t>(output.kind);
    record.number = output.number;
    record.name = output.name;
    if (output.page != site::k_none) record.subject = state.questions->page_key(output.page);
    record.content = base::fingerprint(made.bytes);
    if (!made.diagnostics.empty()) record.diagnostics = diagnostics::encode_list(made.diagnostics);
    keep_questions(state, worker, record);
    if (pieces) keep_pieces(worker, output.path, *pieces, made, record);
  }
  state.sink.report(std::move(made.diagnostics));
  record.dirty = !made.good;
  bool good = made.good && write_output(state, output.path, made.bytes, record);
  worker.buffer = std::move(made.bytes);
  return good;
}

/// Gathers what the workers found, in an order that does not depend on them.
void gather(State& state, std::vector<Worker>& workers) {
  std::vector<std::uint64_t> fields;
  for (Worker& worker : workers) {
    fields.resize(std::max(fields.size(), worker.asked_fields.size()));
    for (std::size_t page = 0; page < worker.asked_fields.size(); ++page) fields[page] |= worker.asked_fields[page];
    for (const auto& [question, place] : worker.asked) state.asked.push_back(question);
    state.asked.insert(state.asked.end(), worker.asked_once.begin(), worker.asked_once.end());
    state.question_sets.merge(worker.sets);
    for (auto& [path, bytes] : worker.pieces) {
      bytes.empty() ? state.memory.batch.remove(engine::Table::pieces, std::move(path))
                    : state.memory.batch.put(engine::Table::pieces, std::move(path), std::move(bytes));
    }
    state.report.pieces += worker.pieces_made;
  }
  std::sort(state.asked.begin(), state.asked.end());
  state.asked.erase(std::unique(state.asked.begin(), state.asked.end()), state.asked.end());
  for (std::uint32_t page = 0; page < fields.size(); ++page) {
    state.asked_fields |= fields[page];
    for (std::uint64_t bits = fields[page]; bits != 0; bits &= bits - 1) {
      auto field = static_cast<std::uint32_t>(std::countr_zero(bits));
      state.asked.push_back({value::Relation::page, page, field});
    }
  }
}

}  // namespace

std::size_t render(State& state) {
  remember_early(state);
  std::vector<std::size_t> due;
  for (std::size_t i = 0; i < state.outputs.size(); ++i) {
    if (state.decisions[i].why != Decision::Why::kept) due.push_back(i);
  }
  if (state.progress != nullptr) state.progress->begin("Rendering", due.size());
  std::vector<Worker> workers(state.jobs);
  std::atomic<std::size_t> failed{0};
  // Outputs of one folder come one after the other: in long chunks threads seldom wait for each other's folders.
  constexpr std::size_t k_longest_chunk = 128, k_chunks_a_thread = 16;
  std::size_t chunk = std::min(due.size() / (k_chunks_a_thread * state.jobs), k_longest_chunk);
  base::parallel_for(due.size(), state.jobs, chunk, [&](std::size_t at, unsigned number) {
    Worker& worker = workers[number];
    if (!render_one(state, due[at], worker)) ++failed;
    if (state.request.observer) tell_questions(state, state.outputs[due[at]], worker.log);
    worker.arena.reset();
    worker.log.clear();
    if (state.progress != nullptr) state.progress->advance();
  });
  for (const base::Error& error : state.renderer->unreadable_templates()) {
    const char* hint =
        error.code == base::ErrorCode::too_large ? "templates may have 16 MiB" : "check the file's permissions";
    state.fail(diagnostics::Fault::input_output, "cannot-read", "the template cannot be read: " + error.message, hint,
               error.path);
    state.forget_this_build = true;
  }
  gather(state, workers);
  for (std::size_t i = 1; i < workers.size(); ++i) workers.front().profile.merge(workers[i].profile);
  state.report.templates = workers.front().profile.rows();
  state.report.failed = failed;
  state.report.rendered = due.size() - failed;
  return due.size();
}

namespace {

/// Copies a file unless the last build did and neither the file nor its copy has changed since.
void copy_one(State& state, std::size_t i) {
  const Copy& file = state.copies[i];
  const Input* input = state.inputs.find(name_of_input(state, file.source));
  LastOutputs::Output* before = last_output(state, file.path);
  bool same = before != nullptr && !before->record.dirty && input != nullptr && !input->changed &&
              before->record.source == input->path && keep_output(state, *before);
  if (same) return;
  engine::OutputRecord& record = state.made_copies[i];
  record.kind = static_cast<std::uint8_t>(file.class_);
  record.source = input == nullptr ? file.source : input->path;
  record.dirty = !state.request.warm;
  if (state.request.warm) {
    record.stamp = unwritten_stamp(input == nullptr ? 0 : input->stat.size);
  } else if (state.tree->copy(file.source, file.path, state.sink) && state.memory.has_store()) {
    stamp(state, file.path, record);
  }
}

void write_text(State& state, std::size_t i) {
  const auto& [path, bytes] = state.texts_to_write[i];
  LastOutputs::Output* before = last_output(state, path);
  base::Fingerprint content = base::fingerprint(*bytes);
  bool same =
      before != nullptr && !before->record.dirty && before->record.content == content && keep_output(state, *before);
  if (same) return;
  engine::OutputRecord& record = state.made_texts[i];
  record.kind = static_cast<std::uint8_t>(OutputClass::asset_text);
  record.content = content;
  record.source = path;
  write_output(state, path, *bytes, record);
}

}  // namespace

std::size_t copy(State& state) {
  state.made_copies.resize(state.copies.size());
  base::parallel_for(state.copies.size(), state.jobs, 8, [&](std::size_t i, unsigned) { copy_one(state, i); });
  state.made_texts.resize(state.texts_to_write.size());
  for (std::size_t i = 0; i < state.texts_to_write.size(); ++i) write_text(state, i);
  return state.copies.size() + state.texts_to_write.size();
}

std::size_t finish(State& state) {
  if (state.request.warm) return explain(state), 0;
  output::Tree::Summary summary = state.tree->finish(state.sink);
  Report& report = state.report;
  report.written = summary.written;
  report.unchanged = summary.unchanged;
  report.removed = summary.removed;
  report.bytes = summary.bytes;
  report.foreign = std::move(summary.foreign);
  explain(state);
  return report.written + report.removed;
}

}  // namespace pipeline
