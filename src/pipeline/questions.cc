// SPDX-License-Identifier: MIT
// The passes that decide what has to be made: asking again what the outputs of the last build asked, and looking up who
// asked something whose answer is different now.
#include <algorithm>
#include <atomic>
#include <forward_list>
#include <map>
#include <set>

#include "base/parallel.h"
#include "base/path.h"
#include "diagnostics/codec.h"
#include "pipeline/state.h"
#include "site/queries.h"

namespace pipeline {

namespace {

using Why = Decision::Why;

/// Whether answers may be different, by the letter of the entity (`site::Place`).
bool may_have_changed(const State& state, const engine::AnswerRecord& record) {
  const Inputs& inputs = state.inputs;
  bool settings = state.changes.site;
  switch (record.entity.front()) {
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
    case 'T':
      return state.relinks || state.difference->other_terms;
    case 'q':
      return state.relinks || state.affected_queries->holds(std::string_view(record.entity).substr(1), record.version);
    default:
      return state.relinks;
  }
}

/// An entity that somebody asked about.
struct Asked {
  engine::Table table;
  std::string key;
  engine::AnswerRecord record;
  bool changed = false;                  ///< the record is different
  std::uint64_t changed_bits = 0;        ///< of the questions whose answers are
  std::forward_list<std::string> words;  ///< of the answers that are different
};

/// Answers anew what was asked about one entity; says whether anything in the record is different.
bool answer_again(const State& state, engine::AnswerRecord& record, std::forward_list<std::string>& words) {
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
    if (now == answer.fingerprint) continue;
    changed = true;
    answer.fingerprint = now;
    words.emplace_front(question ? "" : "gone");
    if (question) (void)state.questions->answer(*question, answer.bit, &words.front());
    answer.words = words.front();
  }
  return changed;
}

/// Every entity of a table whose answers may be different; false when the table is damaged.
bool gather(const State& state, engine::Table table, std::vector<Asked>& asked) {
  bool whole = true;
  bool good = state.memory.store().for_each(table, [&](std::string_view key, std::string_view bytes) {
    auto record = engine::decode_answer(bytes);
    whole = record.has_value() && !record->entity.empty();
    if (whole && may_have_changed(state, *record)) asked.push_back({table, std::string(key), std::move(*record)});
    return whole;
  });
  return good && whole;
}

/// Asks again about one entity, if anybody has asked about it; says which questions were, a bit for each.
std::uint64_t gather_one(const State& state, engine::Table table, const std::string& entity,
                         std::vector<Asked>& asked) {
  std::string key = engine::number_key(base::hash64(entity));
  auto bytes = state.memory.store().get(table, key);
  auto record = bytes ? engine::decode_answer(*bytes) : std::nullopt;
  if (!record) return 0;
  std::uint64_t bits = 0;
  for (const engine::AnswerRecord::Answer& answer : record->answers) bits |= std::uint64_t{1} << answer.bit;
  asked.push_back({table, std::move(key), std::move(*record)});
  return bits;
}

template <class... Fields>
constexpr std::uint64_t bits_of(Fields... fields) {
  return ((std::uint64_t{1} << static_cast<int>(fields)) | ...);
}

/// What references lead to, asked where pages have come or gone or have other headings: all references whose text holds
/// something of their names, or that may hold it in another form.
void gather_references(const State& state, std::vector<Asked>& asked) {
  std::vector<std::string_view> names;
  std::vector<site::PageId> reheaded;
  for (const std::string& path : state.reheaded) {
    if (auto id = state.model->by_path.find(path)) reheaded.push_back(*id);
  }
  for (const auto* pages : {&state.difference->added, &state.difference->removed, &std::as_const(reheaded)}) {
    for (site::PageId id : *pages) {
      const site::Page& page = std::as_const(*state.model).pages[id];
      for (std::string_view name : {base::file_stem(page.path), std::string_view(page.slug)}) {
        if (!name.empty()) names.push_back(name);
      }
    }
  }
  auto may_lead_there = [&](std::string_view target) {
    bool is_encoded = target.find('%') != target.npos;
    target = target.substr(0, std::min(target.find('#'), target.find('?')));
    while (target.ends_with('/')) target.remove_suffix(1);
    std::string_view last = base::file_name(target);
    bool is_relative = last.empty() || last == "." || last == "..";
    return is_encoded || is_relative ||
           std::ranges::any_of(names, [&](std::string_view name) { return target.find(name) != target.npos; });
  };
  state.memory.store().for_each(engine::Table::page_answers, [&](std::string_view key, std::string_view bytes) {
    std::string_view entity = engine::entity_of_answer(bytes);
    char letter = entity.empty() ? 0 : entity.front();
    bool is_concerned = letter == 'G' || letter == 'R';
    if (letter == 'r') {
      std::string_view target = entity.substr(std::min(entity.find('\n'), entity.size() - 1) + 1);
      is_concerned = may_lead_there(target.starts_with(site::k_link_mark) ? target.substr(1) : target);
    }
    auto record = is_concerned ? engine::decode_answer(bytes) : std::nullopt;
    if (record) asked.push_back({engine::Table::page_answers, std::string(key), std::move(*record)});
    return true;
  });
}

/// What has been asked about pages that were parsed, and about all else that is different because of them, in a build
/// that does not link. What answers a question decides where it is gathered: lists are queries. Says which fields of
/// these pages may be different without anybody having an answer to compare: those that only queries have read.
std::uint64_t gather_edited(const State& state, std::vector<Asked>& asked) {
  using site::PageField;
  constexpr std::uint64_t k_of_body =
      bits_of(PageField::content, PageField::html, PageField::plain_text, PageField::excerpt, PageField::summary,
              PageField::meta_description, PageField::word_count, PageField::reading_time, PageField::toc,
              PageField::toc_items, PageField::links);
  constexpr std::uint64_t k_of_neighbour =
      bits_of(PageField::next, PageField::prev, PageField::next_in_section, PageField::prev_in_section);
  const site::Model& model = *state.model;
  const site::Difference& difference = *state.difference;
  constexpr std::uint64_t k_of_parts = bits_of(PageField::paginate, PageField::list_pages);
  std::map<std::string, std::uint64_t> pages;  // and what may be different of them
  for (site::PageId id : difference.pages) pages["p" + state.questions->page_key(id)] = k_of_neighbour;
  for (const auto& [id, parts] : difference.resized) pages["p" + state.questions->page_key(id)] |= k_of_parts;
  for (const auto& [path, record] : state.pages->replaced()) pages["p" + path] |= k_of_body;
  std::set<std::string> keys;
  auto add_keys = [&](site::PageId page, const value::Value& metadata) {
    if (!metadata.is_map()) return;
    for (const value::Map::Entry& entry : metadata.as_map().entries()) {
      if (!entry.key.is_string()) continue;
      std::uint32_t key = site::k_metadata_key | value::Name(entry.key.as_string()).hash;
      keys.insert(state.questions->entity({value::Relation::page, page, key}));
    }
  };
  for (const auto& [id, before] : difference.edited) {
    pages["p" + state.questions->page_key(id)] = ~std::uint64_t{0};
    add_keys(id, before);
    add_keys(id, *model.pages[id].metadata);
  }
  // Of what has come or gone nobody but lists can have asked, and lists are known by where they begin.
  for (site::PageId id : difference.added) pages.erase("p" + state.questions->page_key(id));
  for (site::PageId id : difference.removed) {
    std::string entity = "p" + state.questions->page_key(id);
    pages.erase(entity);
    keys.insert(std::move(entity));
    add_keys(id, *model.pages[id].metadata);
  }
  std::uint64_t unasked = 0;
  for (const auto& [entity, fields] : pages)
    unasked |= fields & ~gather_one(state, engine::Table::page_answers, entity, asked);
  for (const std::string& entity : keys) gather_one(state, engine::Table::page_answers, entity, asked);
  if (difference.has_other_pages()) gather_one(state, engine::Table::answers, "w", asked);
  if (difference.has_other_pages() || !state.reheaded.empty()) gather_references(state, asked);
  for (site::TermId id : difference.terms) {
    std::string entity = state.questions->entity({value::Relation::taxonomy, id, 0});
    gather_one(state, engine::Table::answers, entity, asked);
  }
  for (site::TaxonomyId id : difference.taxonomies)
    gather_one(state, engine::Table::answers, "x" + model.taxonomies[id].name, asked);
  return unasked & site::k_page_fields;
}

/// Answers everything anew and keeps what is different.
void answer_all(State& state, std::vector<Asked>& asked) {
  std::vector<std::vector<engine::AnswerRecord::Answer>> before(asked.size());
  constexpr std::size_t k_chunk = 64;
  base::parallel_for(asked.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    before[i] = asked[i].record.answers;
    asked[i].changed = answer_again(state, asked[i].record, asked[i].words);
  });
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!asked[i].changed) continue;
    engine::AnswerRecord& record = asked[i].record;
    std::uint64_t entity = engine::key_number(asked[i].key);
    state.answered_anew.insert(entity);
    for (std::size_t at = 0; at < record.answers.size(); ++at) {
      if (record.answers[at].fingerprint == before[i][at].fingerprint) continue;
      state.changed_answers.add(entity, record.answers[at].bit);
      asked[i].changed_bits |= std::uint64_t{1} << record.answers[at].bit;
      state.answer_changes[entity].push_back({record.answers[at].bit, record.entity, std::string(before[i][at].words),
                                              std::string(record.answers[at].words)});
    }
    // What is not there any more was asked by outputs that are made again now.
    std::erase_if(record.answers, [](const auto& answer) { return answer.fingerprint == 0; });
    if (record.answers.empty()) {
      state.memory.batch.remove(asked[i].table, std::string(asked[i].key));
    } else {
      state.memory.batch.put(asked[i].table, std::string(asked[i].key), engine::encode(record));
    }
  }
}

/// Queries over the whole site look at every page: where one has to be evaluated, they are loaded side by side first.
void load_pages(const State& state, const std::vector<Asked>& asked) {
  bool looks_at_all = std::ranges::any_of(asked, [](const Asked& each) {
    std::string_view entity = each.record.entity;
    return entity.starts_with('q') && site::is_of_whole_site(entity.substr(1));
  });
  if (!looks_at_all) return;
  constexpr std::size_t k_chunk = 64;
  const auto& pages = std::as_const(*state.model).pages;
  base::parallel_for(pages.size(), state.jobs, k_chunk, [&](std::size_t id, unsigned) { (void)pages[id]; });
}

std::uint64_t changed_bits(const std::vector<Asked>& asked) {
  std::uint64_t bits = 0;
  for (const Asked& each : asked) bits |= each.changed_bits;
  return bits;
}

PageNumbers page_numbers(const State& state) {
  if (!state.relinks) return state.memory.facts()->page_numbers;
  std::string keys;
  for (const site::Page& page : std::as_const(*state.model).pages) keys.append(page.key).append(1, '\n');
  return {.hash = base::hash64(keys), .pages = static_cast<site::PageId>(state.model->pages.size())};
}

}  // namespace

std::size_t ask_again(State& state) {
  state.questions.emplace(*state.site, [&state](std::string_view name) {
    auto meaning = state.renderer->fingerprint(name);
    return site::TemplateMeaning{meaning.compiled, meaning.text};
  });
  if (state.memory.has_store()) state.page_numbers = page_numbers(state);
  if (state.memory.facts() == nullptr) return 0;
  std::vector<Asked> asked;
  bool good = true;
  if (state.relinks) {
    good = gather(state, engine::Table::page_answers, asked) && gather(state, engine::Table::answers, asked);
    answer_all(state, asked);
  } else {
    std::uint64_t unasked = gather_edited(state, asked);
    answer_all(state, asked);
    state.affected_queries.emplace(*state.model, *state.difference, changed_bits(asked) | unasked);
    asked.clear();
    state.site->queries().remember_from(
        *state.questions, [&state](std::string_view definition) -> std::optional<std::string_view> {
          auto result = state.memory.store().get(engine::Table::fragments, definition);
          if (!result || state.affected_queries->holds(definition, site::reads_of_result(*result))) return std::nullopt;
          return result;
        });
    good = gather(state, engine::Table::answers, asked);
    load_pages(state, asked);
    answer_all(state, asked);
  }
  if (!good || state.memory.store().damaged()) state.restart = State::Restart::damaged;
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
    return judge_answers(*before);
  }

  /// The same for an output that is about what it was about.
  Decision judge_answers(const engine::OutputView& output) {
    const engine::OutputView* before = &output;
    if (before->dirty) return {Why::failed};
    if (state_.changed_answers.empty()) return {Why::kept};
    auto read = engine::find_changed(state_.changed_answers, before->reads, good_);
    if (!read) read = changed_in_set(before->shared_reads);
    return read ? Decision{Why::answer, read->entity, read->bits} : Decision{Why::kept};
  }

  std::string subject_of(const render::Output& output) const {
    return output.page == site::k_none ? "" : state_.questions->page_key(output.page);
  }
  bool is_damaged() const { return !good_; }

 private:
  std::optional<engine::Read> changed_in_set(std::uint64_t number) {
    if (number == 0) return std::nullopt;
    auto [known, added] = sets_.try_emplace(number);
    if (added) {
      auto bytes = state_.memory.store().get(engine::Table::question_sets, engine::number_key(number));
      good_ = good_ && bytes;
      if (bytes) known->second = engine::find_changed(state_.changed_answers, *bytes, good_);
    }
    return known->second;
  }

  State& state_;
  std::unordered_map<std::uint64_t, std::optional<engine::Read>> sets_;  ///< the first changed read of each
  bool good_ = true;
};

void report_again(State& state, std::string_view encoded) {
  if (encoded.empty()) return;
  state.sink.report(diagnostics::decode_list(encoded));
}

}  // namespace

bool keep_output(State& state, LastOutputs::Output& last) {
  if (state.request.warm) return true;  // The next build looks at the file.
  output::Tree::Kept kept = state.tree->keep(last.path, expectation(last.record));
  last.moved = kept == output::Tree::Kept::same_bytes;
  return kept != output::Tree::Kept::no;
}

output::Tree::Expected expectation(const engine::OutputView& record) {
  return {.size = record.stamp.size,
          .modified_ns = record.stamp.modified_ns,
          .changed_ns = record.stamp.changed_ns,
          .inode = record.stamp.inode,
          .device = record.stamp.device,
          .young = record.young,
          .content = record.content};
}

namespace {

/// The output that a record of the last build describes, in a build that does not link; nothing when its page is not
/// there.
std::optional<render::Output> output_of(const State& state, const LastOutputs::Output& last) {
  render::Output output{.kind = static_cast<render::OutputKind>(last.record.kind),
                        .path = std::string(last.path),
                        .number = last.record.number,
                        .name = std::string(last.record.name)};
  if (last.record.subject.empty()) return output;
  auto page = state.questions->find("p" + std::string(last.record.subject), 0);
  if (!page) return std::nullopt;
  output.page = page->entity;
  return output;
}

/// An output of the last build and what becomes of it.
struct Judged {
  LastOutputs::Output* last;
  std::size_t output;  ///< among `State::outputs`; only in a build that links
  Decision decision;
};

/// Leaves those outputs alone that are to be kept and stand as the last build left them.
void keep(State& state, std::vector<Judged>& judged) {
  constexpr std::size_t k_chunk = 32;
  base::parallel_for(judged.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    Judged& each = judged[i];
    if (each.decision.why != Why::kept) return;
    if (!keep_output(state, *each.last)) each.decision = {Why::tampered};
  });
  for (const Judged& each : judged) {
    if (each.decision.why == Why::kept) report_again(state, each.last->record.diagnostics);
  }
}

/// The outputs that the last build had and this one has too.
std::vector<Judged> outputs_of_both(State& state) {
  std::vector<Judged> both;
  auto add = [&](LastOutputs::Output& last, std::size_t output) {
    last.planned = true;
    both.push_back({&last, output, {}});
  };
  if (state.relinks) {
    for (std::size_t i = 0; i < state.outputs.size(); ++i) {
      if (LastOutputs::Output* last = state.last_outputs.find(state.outputs[i].path)) add(*last, i);
    }
  } else {
    both.reserve(state.last_outputs.outputs.size());
    for (LastOutputs::Output& last : state.last_outputs.outputs) {
      if (is_rendered(last.record.kind) && !last.gone) add(last, 0);
    }
  }
  return both;
}

/// Judges them all; false when a record is damaged.
bool judge_all(State& state, std::vector<Judged>& judged) {
  std::vector<Judge> judges(state.jobs, Judge(state));
  constexpr std::size_t k_chunk = 512;
  base::parallel_for(judged.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned worker) {
    Judged& each = judged[i];
    each.decision = state.relinks ? judges[worker].judge(state.outputs[each.output], &each.last->record)
                                  : judges[worker].judge_answers(each.last->record);
  });
  return std::ranges::none_of(judges, &Judge::is_damaged);
}

}  // namespace

std::size_t decide(State& state) {
  state.decisions.assign(state.outputs.size(), {});
  if (state.memory.facts() == nullptr) {
    state.made.resize(state.outputs.size());
    return 0;
  }
  std::vector<Judged> judged = outputs_of_both(state);
  if (!judge_all(state, judged) || state.memory.store().damaged()) {
    state.restart = State::Restart::damaged;
    return 0;
  }
  keep(state, judged);
  for (const Judged& each : judged) {
    if (state.relinks) {
      state.decisions[each.output] = each.decision;
    } else if (each.decision.why != Why::kept) {
      auto output = output_of(state, *each.last);
      if (!output) {
        state.restart = State::Restart::damaged;
        return 0;
      }
      state.outputs.push_back(std::move(*output));
      state.decisions.push_back(each.decision);
    }
  }
  state.made.resize(state.outputs.size());
  return judged.size();
}

std::size_t keep_everything(State& state) {
  if (state.request.warm) return 0;
  const BuildFacts& facts = *state.memory.facts();
  auto& outputs = state.last_outputs.outputs;
  state.planned.reserve(outputs.size());
  for (LastOutputs::Output& output : outputs) {
    output.planned = true;
    state.planned.push_back(state.planned_texts.copy(output.path));
  }
  if (!begin_tree(state)) return 0;
  std::atomic<bool> good = true;
  constexpr std::size_t k_chunk = 32;
  base::parallel_for(outputs.size(), state.jobs, k_chunk, [&](std::size_t i, unsigned) {
    if (good && !keep_output(state, outputs[i])) good = false;
  });
  if (!good) {
    // Something is wrong with the output folder: the usual passes mend it.
    state.tree.reset();
    return 0;
  }
  state.sink.copy_to(nullptr);
  for (const std::string* said : {&facts.site_diagnostics, &facts.data_diagnostics, &facts.asset_diagnostics})
    report_again(state, *said);
  for (const LastOutputs::Output& output : outputs) report_again(state, output.record.diagnostics);
  state.report.pages = facts.pages;
  state.report.outputs = outputs.size();
  finish(state);
  remember_looked_at(state);
  state.stopped = true;
  return outputs.size();
}

}  // namespace pipeline
