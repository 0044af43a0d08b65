// SPDX-License-Identifier: MIT
// The passes that decide what has to be made: asking again what the outputs of the last build asked, and looking up who
// asked something whose answer is different now.
#include <algorithm>
#include <atomic>

#include "base/parallel.h"
#include "diagnostics/codec.h"
#include "pipeline/state.h"

namespace pipeline {

namespace {

using Why = Decision::Why;

/// Which answers may be different, by the letter of the entity (`site::Place`).
bool may_have_changed(const State& state, char letter) {
  const Inputs& inputs = state.inputs;
  bool settings = state.changes.site;
  switch (letter) {
    case 'h':
      return settings || inputs.has_changed(InputKind::template_);
    case 'd':
      return settings || inputs.has_changed(InputKind::data);
    case 'i':
      return settings || inputs.has_changed(InputKind::text);
    case 'k':
      return settings;
    case 'a':
      return settings || inputs.has_changed(InputKind::asset);
    case 'f':
    case 'c':
    case 'v':
      return true;
    default:
      return settings || state.changes.time || inputs.has_changed(InputKind::page) ||
             inputs.listed[static_cast<std::size_t>(InputKind::resource)];
  }
}

/// An entity that somebody asked about.
struct Asked {
  std::string_view key;
  engine::AnswerRecord record;
  bool changed = false;
};

/// Answers anew what was asked about one entity; says whether anything in the record is different.
bool answer_again(const State& state, engine::AnswerRecord& record) {
  bool changed = false, is_same = false;
  for (engine::AnswerRecord::Answer& answer : record.answers) {
    auto question = state.questions->find(record.entity, answer.bit);
    if (question && &answer == record.answers.data()) {
      std::uint64_t version = state.questions->version(*question);
      is_same = version != 0 && version == record.version && !state.changes.site;
      changed = version != record.version;
      record.version = version;
    }
    if (question && is_same && !site::Questions::depends_on_others(*question)) continue;
    std::uint64_t now = question ? state.questions->answer(*question, answer.bit) : 0;
    changed = changed || now != answer.fingerprint;
    answer.fingerprint = now;
  }
  return changed;
}

}  // namespace

std::size_t ask_again(State& state) {
  state.questions.emplace(*state.site, [&state](std::string_view name) {
    auto meaning = state.renderer->fingerprint(name);
    return site::TemplateMeaning{meaning.compiled, meaning.text};
  });
  if (state.memory.facts() == nullptr) return 0;
  std::vector<Asked> asked;
  bool good = state.memory.store().for_each(engine::Table::answers, [&](std::string_view key, std::string_view bytes) {
    auto record = engine::decode_answer(bytes);
    if (!record || record->entity.empty()) return false;
    if (may_have_changed(state, record->entity.front())) asked.push_back({key, std::move(*record)});
    return true;
  });
  if (!good || state.memory.store().damaged()) {
    state.restart = true;
    return 0;
  }
  std::vector<std::vector<engine::AnswerRecord::Answer>> before(asked.size());
  constexpr std::size_t k_chunk = 64;
  base::parallel_for(asked.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    before[i] = asked[i].record.answers;
    asked[i].changed = answer_again(state, asked[i].record);
  });
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!asked[i].changed) continue;
    engine::AnswerRecord& record = asked[i].record;
    std::uint64_t entity = engine::key_number(asked[i].key);
    for (std::size_t at = 0; at < record.answers.size(); ++at) {
      if (record.answers[at].fingerprint != before[i][at].fingerprint)
        state.changed_answers.add(entity, record.answers[at].bit);
    }
    // What is not there any more was asked by outputs that are made again now.
    std::erase_if(record.answers, [](const auto& answer) { return answer.fingerprint == 0; });
    if (record.answers.empty()) {
      state.memory.batch.remove(engine::Table::answers, std::string(asked[i].key));
    } else {
      state.memory.batch.put(engine::Table::answers, std::string(asked[i].key), engine::encode(record));
    }
  }
  return asked.size();
}

namespace {

/// What decides about the outputs of one build. The sets of questions that outputs have in common are looked at once.
class Judge {
 public:
  explicit Judge(State& state) : state_(state) {}

  Decision judge(const render::Output& output, const engine::OutputView* before) {
    if (before == nullptr) return {Why::is_new};
    bool same_subject = before->kind == static_cast<std::uint8_t>(output.kind) && before->number == output.number &&
                        before->name == output.name && before->subject == subject_of(output) && before->source.empty();
    if (!same_subject) return {Why::moved};
    if (before->dirty) return {Why::failed};
    if (auto read = changed_among(before->reads)) return {Why::answer, read->entity, read->bits};
    if (const engine::Read* read = changed_in_set(before->shared_reads))
      return {Why::answer, read->entity, read->bits};
    return {Why::kept};
  }

  std::string subject_of(const render::Output& output) const {
    return output.page == site::k_none ? "" : state_.questions->page_key(output.page);
  }
  bool is_damaged() const { return damaged_; }

 private:
  std::optional<engine::Read> changed_among(std::string_view encoded) {
    if (state_.changed_answers.empty()) return std::nullopt;
    auto reads = engine::decode_reads(encoded);
    damaged_ = damaged_ || !reads;
    const engine::Read* read = reads ? state_.changed_answers.find(*reads) : nullptr;
    return read == nullptr ? std::nullopt : std::optional(*read);
  }

  const engine::Read* changed_in_set(std::uint64_t number) {
    if (number == 0 || state_.changed_answers.empty()) return nullptr;
    auto [known, added] = sets_.try_emplace(number);
    if (added) {
      auto bytes = state_.memory.store().get(engine::Table::question_sets, engine::number_key(number));
      auto reads = bytes ? engine::decode_reads(*bytes) : std::nullopt;
      damaged_ = damaged_ || !reads;
      const engine::Read* read = reads ? state_.changed_answers.find(*reads) : nullptr;
      if (read != nullptr) known->second = *read;
    }
    return known->second ? &*known->second : nullptr;
  }

  State& state_;
  std::unordered_map<std::uint64_t, std::optional<engine::Read>> sets_;  ///< the first changed read of each
  bool damaged_ = false;
};

void report_again(State& state, std::string_view encoded) {
  if (encoded.empty()) return;
  state.sink.report(diagnostics::decode_list(encoded));
}

}  // namespace

output::Tree::Expected expectation(const engine::OutputView& record) {
  return {.size = record.stamp.size,
          .modified_ns = record.stamp.modified_ns,
          .changed_ns = record.stamp.changed_ns,
          .inode = record.stamp.inode,
          .device = record.stamp.device,
          .young = record.young,
          .content = record.content};
}

std::size_t decide(State& state) {
  state.decisions.assign(state.outputs.size(), {});
  state.made.resize(state.outputs.size());
  if (state.memory.facts() == nullptr) return 0;
  Judge judge(state);
  std::vector<std::pair<std::size_t, const engine::OutputView*>> kept;
  for (std::size_t i = 0; i < state.outputs.size(); ++i) {
    LastOutputs::Output* before = state.last_outputs.find(state.outputs[i].path);
    if (before != nullptr) before->planned = true;
    const engine::OutputView* record = before == nullptr ? nullptr : &before->record;
    state.decisions[i] = judge.judge(state.outputs[i], record);
    if (state.decisions[i].why == Why::kept) kept.emplace_back(i, record);
  }
  if (judge.is_damaged() || state.memory.store().damaged()) {
    state.restart = true;
    return 0;
  }
  constexpr std::size_t k_chunk = 32;
  base::parallel_for(kept.size(), state.jobs, k_chunk, [&](std::size_t at, unsigned) {
    auto [i, record] = kept[at];
    if (!state.tree->keep(state.outputs[i].path, expectation(*record))) state.decisions[i] = {Why::tampered};
  });
  for (auto [i, record] : kept) {
    if (state.decisions[i].why == Why::kept) report_again(state, record->diagnostics);
  }
  return state.outputs.size();
}

std::size_t keep_everything(State& state) {
  const BuildFacts& facts = *state.memory.facts();
  const auto& outputs = state.last_outputs.outputs;
  std::vector<std::string> paths;
  paths.reserve(outputs.size());
  for (const LastOutputs::Output& output : outputs) paths.emplace_back(output.path);
  if (!begin_tree(state, paths)) return 0;
  std::atomic<bool> good = true;
  constexpr std::size_t k_chunk = 32;
  base::parallel_for(outputs.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    if (good && !state.tree->keep(paths[i], expectation(outputs[i].record))) good = false;
  });
  if (!good) {
    // Something is wrong with the output folder: the usual passes mend it.
    state.tree.reset();
    return 0;
  }
  state.sink.copy_to(nullptr);
  state.sink.report(diagnostics::decode_list(facts.diagnostics));
  for (const LastOutputs::Output& output : outputs) report_again(state, output.record.diagnostics);
  state.report.pages = facts.pages;
  state.report.outputs = outputs.size();
  finish(state);
  remember_looked_at(state);
  state.stopped = true;
  return outputs.size();
}

}  // namespace pipeline
