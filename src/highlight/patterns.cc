// SPDX-License-Identifier: MIT
#include "highlight/patterns.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>

namespace highlight {

namespace {

void* compile(const Rule& rule) {
  std::uint32_t options = PCRE2_UTF | PCRE2_DOTALL | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NO_UTF_CHECK;
  if (rule.caseless) options |= PCRE2_CASELESS;
  int error = 0;
  PCRE2_SIZE where = 0;
  auto* text = reinterpret_cast<PCRE2_SPTR>(rule.pattern.data());
  pcre2_code* code = pcre2_compile(text, rule.pattern.size(), options, &error, &where, nullptr);
  if (code != nullptr) pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  return code;
}

/// Says that a pattern was tried and PCRE2 does not take it.
char refused_mark;
constexpr void* k_refused = &refused_mark;

}  // namespace

Patterns::Patterns(Grammars grammars)
    : grammars_(grammars), compiled_(std::make_unique<std::atomic<void*>[]>(grammars.rules.size())) {}

Patterns::~Patterns() {
  for (std::size_t i = 0; i < grammars_.rules.size(); ++i) {
    void* code = compiled_[i].load();
    if (code != k_refused) pcre2_code_free(static_cast<pcre2_code*>(code));
  }
}

const void* Patterns::compiled(std::size_t rule) const {
  std::atomic<void*>& place = compiled_[rule];
  void* code = place.load(std::memory_order_acquire);
  if (code == nullptr) {
    void* made = compile(grammars_.rules[rule]);
    if (made == nullptr) made = k_refused;
    if (place.compare_exchange_strong(code, made, std::memory_order_acq_rel)) {
      code = made;
    } else if (made != k_refused) {
      pcre2_code_free(static_cast<pcre2_code*>(made));  // Another thread was faster.
    }
  }
  return code == k_refused ? nullptr : code;
}

struct Matcher::Memory {
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
  pcre2_match_data* data = pcre2_match_data_create(k_groups, nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(32 << 10, 4 << 20, nullptr);

  static constexpr std::uint32_t k_groups = 2;  ///< the match and what lies before it

  Memory() {
    pcre2_set_match_limit(context, k_steps);
    pcre2_jit_stack_assign(context, nullptr, stack);
  }
  ~Memory() {
    pcre2_jit_stack_free(stack);
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
};

Matcher::Matcher(const Patterns& patterns) : patterns_(patterns), memory_(std::make_unique<Memory>()) {}

Matcher::~Matcher() = default;

std::optional<Matcher::Match> Matcher::find(std::size_t rule, std::string_view text, std::size_t from) {
  const auto* code = static_cast<const pcre2_code*>(patterns_.compiled(rule));
  if (code == nullptr || gave_up_) return std::nullopt;
  int count = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, PCRE2_NO_UTF_CHECK,
                          memory_->data, memory_->context);
  if (count < 0) {
    gave_up_ = count != PCRE2_ERROR_NOMATCH;
    return std::nullopt;
  }
  const PCRE2_SIZE* places = pcre2_get_ovector_pointer(memory_->data);
  Match match{places[0], places[1]};
  bool has_group = count != 1 && places[2] != PCRE2_UNSET;
  if (patterns_.grammars().rules[rule].lookbehind && has_group) {
    match.begin = std::min(match.begin + (places[3] - places[2]), match.end);
  }
  return match;
}

}  // namespace highlight
