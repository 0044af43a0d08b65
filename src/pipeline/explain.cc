// SPDX-License-Identifier: MIT
#include "pipeline/explain.h"

#include <algorithm>
#include <map>

#include "pipeline/edits.h"
#include "pipeline/output_names.h"
#include "pipeline/state.h"
#include "pipeline/statistics.h"
#include "site/spell.h"

namespace pipeline {

namespace {

using Why = Reason::Why;

/// Which of several answers that are different says most about an output: its own page's, then one that stands for an
/// edit by itself, then another page's, then what follows from these.
int rank(char letter, bool is_own) {
  if (is_own) return 0;
  if (std::string_view("hdkaifcv").find(letter) != std::string_view::npos) return 1;
  return letter == 'p' || letter == 'm' ? 2 : 3;
}

/// Finds the reasons of one build.
class Explainer {
 public:
  explicit Explainer(State& state)
      : state_(state), edits_(state), prefix_(name_of_input(state, state.content_root + "/")) {}

  Reason reason_of(const Decision& decision, const std::string& path, const engine::OutputRecord& made) {
    Reason reason{.why = why_of(decision.why)};
    if (reason.why == Why::tampered) explain_unwritten(path, reason);
    if (state_.memory.facts() == nullptr) {
      reason.why = Why::first;
      reason.note = state_.memory.forgotten();
    } else if (reason.why == Why::answer) {
      explain_answer(path, reason);
    } else if (reason.why == Why::is_new || reason.why == Why::moved) {
      put(reason,
          made.subject.empty() || made.subject.starts_with('=') ? edits_.any() : edits_.behind_page(made.subject));
    }
    return reason;
  }

  /// Of a file that is copied, or an asset.
  Reason reason_of_copy(const std::string& path, const engine::OutputRecord& made) {
    Reason reason{.why = Why::source};
    if (state_.memory.facts() == nullptr) {
      reason.why = Why::first;
      reason.note = state_.memory.forgotten();
      return reason;
    }
    const LastOutputs::Output* last = state_.last_outputs.find(path);
    Edits::Edit edit = edits_.of_file(made.source);
    put(reason, edit);
    if (last == nullptr) {
      reason.why = Why::is_new;
      if (edit.input.empty()) put(reason, edits_.any());
    } else if (last->record.dirty) {
      reason.why = Why::failed;
    } else if (edit.input.empty()) {
      reason.why = Why::tampered;
      explain_unwritten(path, reason);
    }
    return reason;
  }

  Reason reason_of_removed(std::string_view subject, std::string_view source) {
    Reason reason{.why = Why::removed};
    Edits::Edit edit = edits_.of_file(source);
    if (edit.input.empty() && !subject.empty() && !subject.starts_with('=')) edit = edits_.behind_page(subject);
    put(reason, edit.input.empty() ? edits_.any() : edit);
    return reason;
  }

 private:
  /// An answer that is different, and how well it explains.
  struct Found {
    const AnswerChange* change = nullptr;
    int rank = 0;
    bool operator<(const Found& other) const {
      if (rank != other.rank) return rank < other.rank;
      if (change->after.empty() != other.change->after.empty()) return other.change->after.empty();
      if (change->entity != other.change->entity) return change->entity < other.change->entity;
      return change->bit < other.change->bit;
    }
  };
  struct Best {
    Found found;
    std::size_t count = 0;
  };

  static Why why_of(Decision::Why why) {
    switch (why) {
      case Decision::Why::kept:
        return Why::kept;
      case Decision::Why::is_new:
        return Why::is_new;
      case Decision::Why::moved:
        return Why::moved;
      case Decision::Why::failed:
        return Why::failed;
      case Decision::Why::answer:
        return Why::answer;
      case Decision::Why::source:
        return Why::source;
      case Decision::Why::tampered:
        return Why::tampered;
    }
    return Why::kept;
  }

  /// What was rendered without being written is made for the reason that was found out then.
  void explain_unwritten(const std::string& path, Reason& reason) const {
    const LastOutputs::Output* last = state_.last_outputs.find(path);
    if (last == nullptr || !is_unwritten(last->record)) return;
    if (auto known = decode_reason(last->record.reason)) reason = std::move(*known);
    reason.note = "found out by `bengal cache warm`";
  }

  static void put(Reason& reason, Edits::Edit edit) {
    reason.input = std::move(edit.input);
    reason.change = std::move(edit.change);
  }

  void look(const engine::Reads& reads, std::uint64_t own, Best& best) const {
    for (const engine::Read& read : reads) {
      auto known = state_.answer_changes.find(read.entity);
      if (known == state_.answer_changes.end()) continue;
      for (const AnswerChange& change : known->second) {
        if ((read.bits >> change.bit & 1) == 0) continue;
        ++best.count;
        Found found{&change, rank(change.entity.front(), read.entity == own)};
        if (best.found.change == nullptr || found < best.found) best.found = found;
      }
    }
  }

  const Best& best_of_set(std::uint64_t number) {
    auto [known, added] = sets_.try_emplace(number);
    if (added && number != 0) {
      auto bytes = state_.memory.store().get(engine::Table::question_sets, engine::number_key(number));
      auto reads = bytes ? engine::decode_reads(*bytes) : std::nullopt;
      if (reads) look(*reads, 0, known->second);
    }
    return known->second;
  }

  void explain_answer(const std::string& path, Reason& reason) {
    const LastOutputs::Output* last = state_.last_outputs.find(path);
    if (last == nullptr) return;
    Best best = best_of_set(last->record.shared_reads);
    std::uint64_t own = last->record.subject.empty() ? 0 : base::hash64("p" + std::string(last->record.subject));
    if (auto reads = engine::decode_reads(last->record.reads)) look(*reads, own, best);
    if (best.found.change == nullptr) return;
    const Reason& said = words_of(*best.found.change);
    reason = said;
    if (best.count > 1) {
      std::size_t others = best.count - 1;
      reason.note = "and " + std::to_string(others) + (others == 1 ? " other answer" : " other answers");
    }
  }

  const Reason& words_of(const AnswerChange& change) {
    auto [known, added] = said_.try_emplace(&change);
    Reason& reason = known->second;
    if (added) {
      reason.why = Why::answer;
      reason.question = site::spell(change.entity, change.bit, prefix_).words;
      reason.before = change.before;
      reason.after = change.after;
      put(reason, edits_.behind(change));
    }
    return reason;
  }

  State& state_;
  Edits edits_;
  std::string prefix_;
  std::unordered_map<std::uint64_t, Best> sets_;
  std::unordered_map<const AnswerChange*, Reason> said_;
};

/// The explanations that were asked for, or those of everything that was made again.
class Answering {
 public:
  explicit Answering(State& state) : state_(state), wanted_(state.request.explain.value_or("")) {}

  void add(const std::string& output, const Reason& reason) {
    if (state_.request.explain) state_.report.explanations.push_back({output, reason});
  }

  void finish() {
    if (!state_.request.explain) return;
    auto& all = state_.report.explanations;
    std::sort(all.begin(), all.end(), [](const Explanation& a, const Explanation& b) { return a.output < b.output; });
    if (!wanted_.empty()) keep_wanted();
  }

 private:
  void keep_wanted() {
    auto& all = state_.report.explanations;
    for (const std::string& path : output_candidates(wanted_, state_.config.output_dir, state_.config.baseurl)) {
      auto made = std::find_if(all.begin(), all.end(), [&](const Explanation& each) { return each.output == path; });
      if (made != all.end()) {
        all = {*made};
        return;
      }
      const LastOutputs::Output* last = state_.last_outputs.find(path);
      if (last == nullptr) continue;
      all = {{path, kept(last->record)}};
      return;
    }
    all.clear();
    std::vector<std::string> names(state_.planned.begin(), state_.planned.end());
    state_.fail(diagnostics::Fault::usage, "no-output", "there is no output '" + wanted_ + "'",
                diagnostics::did_you_mean(wanted_, names));
  }

  Reason kept(const engine::OutputView& record) const {
    Reason reason{.why = Why::kept};
    if (record.build != 0) reason.note = "made by build " + std::to_string(record.build);
    return reason;
  }

  State& state_;
  std::string wanted_;
};

}  // namespace

void explain(State& state) {
  state.build_number = next_build_number(state);
  bool is_anything_made = !state.made.empty() || !state.made_copies.empty() || !state.made_texts.empty();
  if (!state.request.explain && (!state.memory.has_store() || !is_anything_made)) return;
  Explainer explainer(state);
  Answering answering(state);
  auto note = [&](const std::string& path, engine::OutputRecord& record, const Reason& reason) {
    record.build = state.build_number;
    record.reason = encode(reason);
    answering.add(path, reason);
  };
  for (std::size_t i = 0; i < state.made.size(); ++i) {
    if (state.decisions[i].why == Decision::Why::kept) continue;
    const std::string& path = state.outputs[i].path;
    note(path, state.made[i], explainer.reason_of(state.decisions[i], path, state.made[i]));
  }
  for (std::size_t i = 0; i < state.made_copies.size(); ++i) {
    engine::OutputRecord& record = state.made_copies[i];
    if (!record.source.empty())
      note(state.copies[i].path, record, explainer.reason_of_copy(state.copies[i].path, record));
  }
  for (std::size_t i = 0; i < state.made_texts.size(); ++i) {
    engine::OutputRecord& record = state.made_texts[i];
    const std::string& path = state.texts_to_write[i].first;
    if (!record.source.empty()) note(path, record, explainer.reason_of_copy(path, record));
  }
  if (state.request.explain && !state.stopped) {
    for (const LastOutputs::Output& last : state.last_outputs.outputs) {
      bool is_planned = std::binary_search(state.planned.begin(), state.planned.end(), last.path);
      if (!is_planned)
        answering.add(std::string(last.path), explainer.reason_of_removed(last.record.subject, last.record.source));
    }
  }
  answering.finish();
}

}  // namespace pipeline
