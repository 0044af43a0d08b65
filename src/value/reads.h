// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "value/name_map.h"

namespace value {

/// What a question is about. The vocabulary is shared by everything that answers questions and by the engine that keeps
/// them.
enum class Relation : std::uint8_t {
  page,             ///< entity: page; field: a PageField, or a metadata key by `Names`
  section,          ///< entity: section; field: a SectionField
  taxonomy,         ///< entity: taxonomy or term
  menu,             ///< entity: menu by name; field: what of it
  query,            ///< entity: a canonical query by `Names`; field: 0 the list, 1 its length
  config,           ///< entity: key path by `Names`
  data,             ///< entity: key path by `Names`
  text,             ///< a string of the user interface: language and key by `Names`
  template_,        ///< entity: template name by `Names`; the program it compiles to, or that there is none
  asset,            ///< entity: asset path by `Names`; field: its URL, or whether it exists
  file,             ///< entity: path by `Names`; field: existence, size or bytes
  cross_reference,  ///< entity: target as written by `Names`
  environment,      ///< entity: variable by `Names`
  clock,            ///< field: the precision in seconds
  site,             ///< field: a SiteField
};

/// One question an output asked. Ids mean something within one build; the engine spells them out when it keeps them.
struct Question {
  Relation relation;
  std::uint32_t entity = 0;
  std::uint32_t field = 0;
  auto operator<=>(const Question&) const = default;
};

/// The questions asked while one output or fragment is made, in a buffer of its own: no lock, no sharing between
/// threads. Code that makes an output reaches every input through functions that note the question here first (the law
/// "recorded by construction"); there is no other way to the inputs.
class ReadLog {
 public:
  ReadLog() { clear(); }
  void note(Relation relation, std::uint32_t entity, std::uint32_t field = 0) {
    if constexpr (!k_notes) return;
    Question question{relation, entity, field};
    std::size_t slot = (entity * 31u + field * 7u + static_cast<std::size_t>(relation)) % k_recent;
    if (recent_[slot] == question) return;
    recent_[slot] = question;
    questions_.push_back(question);
  }
  /// Notes many at once, each other than the ones before it.
  void note_all(std::span<const Question> questions) {
    if constexpr (!k_notes) return;
    questions_.insert(questions_.end(), questions.begin(), questions.end());
  }
  /// Begins a part: whatever is asked from here on is among what follows, also when it was asked before. The part's
  /// first position.
  std::size_t begin_part() {
    forget_recent();
    return questions_.size();
  }
  /// The position of what will be noted next.
  std::size_t noted() const { return questions_.size(); }
  /// What lies between two positions, as it was noted.
  std::span<const Question> part(std::size_t begin, std::size_t end) const {
    return std::span(questions_).subspan(begin, end - begin);
  }
  /// Everything noted so far, sorted, each once.
  std::vector<Question> questions() const;
  void clear() {
    questions_.clear();
    forget_recent();
  }

 private:
#ifdef BENGAL_UNTRACKED  // for measuring what noting costs (tools/bench_tracking)
  static constexpr bool k_notes = false;
#else
  static constexpr bool k_notes = true;
#endif
  static constexpr std::size_t k_recent = 64;

  void forget_recent() {
    for (Question& question : recent_) question = {Relation::site, ~0u, ~0u};
  }

  std::vector<Question> questions_;
  Question recent_[k_recent];  ///< what was noted last in each slot; at first what nobody asks
};

/// Small integers for texts that questions are about: paths, keys, canonical queries. Safe from all threads; ids depend
/// on the order of asking and are never written to an output.
class Names {
 public:
  std::uint32_t id(std::string_view text);
  std::string_view text(std::uint32_t id) const;

 private:
  NameMap<std::uint32_t> ids_;
};

}  // namespace value
