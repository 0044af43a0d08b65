// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "site/reader.h"
#include "value/object.h"

namespace site {

class Questions;

/// Which pages a query starts from. Numbers are kept between builds. `listed_pages` are those that have a URL to be
/// found at (no redirects, no 404), or one of several parts of them by a hash of their outputs' paths, so that a page
/// that comes or goes changes one part: see `listed_part`.
enum class Source : std::uint8_t {
  all_pages,
  regular_pages,
  section_pages,
  section_pages_recursive,
  term_pages,
  recent_pages,
  backlinks,
  listed_pages
};

/// Collections of pages and chains of filters over them, each a question of its own. `site.pages | where("type",
/// "blog") | sort(attribute="date")` followed by `[:5]` is three queries, each known by its parent and its step; a
/// query is evaluated when its elements are first needed, once per build however many pages ask it, and keeps the
/// questions its evaluation asked. Handles are query ids. Safe from all threads.
///
/// Only steps whose arguments are plain (text, numbers, pages, lists of these) become queries; others run over the
/// elements as ordinary filters. Results that would make the kept ones larger than `k_most_kept_bytes` are evaluated
/// for the asking render alone.
class Queries final : public value::Object {
 public:
  explicit Queries(const Site& site) : site_(site) {}

  void set_runner(const FilterRunner* runner) { runner_ = runner; }

  /// The collection itself, unfiltered. `id` is the section, term or page, 0 for the site's.
  value::Value collection(Source source, std::uint32_t id) const;

  /// The chain as text: `site.regular_pages|sort(attribute='date')`. Equal texts are equal questions.
  std::string canonical(value::Handle query) const;
  /// The chain as bytes that mean the same in every build of the site, and back; nothing when the bytes are damaged or
  /// what the chain starts from or names is not there. `questions` gives pages their names.
  std::string definition(value::Handle query, const Questions& questions) const;
  std::optional<value::Handle> find(std::string_view definition, const Questions& questions) const;
  /// The result, in `ctx.arena` where it cannot be kept; unnoted.
  value::Value result(value::Context& ctx, value::Handle query) const { return evaluate(ctx, query); }
  /// Results of an earlier build by definition, for a site that was not linked anew: a query that has one there is not
  /// evaluated. What the function gives must stay; `questions` too.
  using Remembered = std::function<std::optional<std::string_view>(std::string_view definition)>;
  void remember_from(const Questions& questions, Remembered remembered);
  /// Calls `visit` with the definition and the result of every query that was evaluated in this build, whose result is
  /// short and made of pages or plain values, and that has read nothing but the linked site.
  void for_each_result(const Questions& questions,
                       const std::function<void(std::string definition, std::string result)>& visit) const;
  /// What evaluating the query and those it begins with has read (`QueryReads`); evaluates it when nobody has.
  std::uint64_t reads_as_bits(value::Handle query) const;
  /// The same of all queries of this build that were evaluated.
  std::uint64_t all_reads_as_bits() const;
  /// The questions that evaluating the query asked; empty before. For the engine.
  std::vector<value::Question> reads(value::Handle query) const;
  std::size_t evaluations() const { return evaluations_; }

  std::string_view type_name() const override { return "list"; }
  value::Shape shape(value::Handle) const override { return value::Shape::sequence; }
  value::Value materialize(value::Context& ctx, value::Handle query) const override;
  std::optional<std::size_t> length(value::Context& ctx, value::Handle query) const override;
  value::Value item(value::Context& ctx, value::Handle query, const value::Value& key) const override;
  std::optional<value::Value> refine(value::Context& ctx, value::Handle query, const value::Step& step) const override;
  void print(value::Context& ctx, value::Handle query, std::string& out) const override;

 private:
  struct Query {
    Source source = Source::all_pages;
    std::uint32_t source_id = 0;
    value::Handle parent = 0;  ///< meaningful when `filter` is not empty
    std::string filter;
    std::string step_text;  ///< `sort(attribute='date')`
    value::Arguments arguments;
    base::Arena arena{256};

    std::mutex evaluating;
    std::atomic<bool> evaluated{false};
    value::Value result;
    std::optional<value::Context::Failure> failure;
    std::vector<value::Question> reads;
    std::uint64_t reads_as_bits = 0;  ///< 0: not evaluated
    bool is_remembered = false;       ///< the result is that of an earlier build
  };

  Query& at(value::Handle query) const;
  value::Handle add_step(value::Handle parent, const value::Step& step, const std::string& text) const;
  value::Handle add(std::string key, const std::function<void(Query&)>& fill) const;
  /// The query's result; kept, or made in `ctx.arena` when there is no room to keep it.
  value::Value evaluate(value::Context& ctx, value::Handle query) const;
  value::Value compute(const Query& query, base::Arena& arena, value::ReadLog& reads,
                       std::optional<value::Context::Failure>& failure) const;
  value::Value source_pages(const Query& query, base::Arena& arena) const;
  value::Value answer(value::Context& ctx, value::Handle query) const;
  std::string source_text(const Query& query) const;
  std::string source_name(const Query& query, const Questions& questions) const;

  bool take_remembered(Query& query, value::Handle handle) const;

  const Site& site_;
  const FilterRunner* runner_ = nullptr;
  const Questions* questions_ = nullptr;
  Remembered remembered_;
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<std::string, value::Handle> by_key_;
  mutable std::deque<Query> queries_;
  mutable std::atomic<std::size_t> kept_bytes_{0};
  mutable std::atomic<std::size_t> evaluations_{0};
};

/// The id of part `number` (from 1) of `parts`, a power of two, for `Source::listed_pages`; 0 stands for all of them.
std::uint32_t listed_part(std::uint32_t number, std::uint32_t parts);

/// How the definitions of all queries with this source begin.
std::string source_bytes(Source source, std::string_view name);
/// The bits of a result of an earlier build.
std::uint64_t reads_of_result(std::string_view result);

/// `sort(attribute="date",reverse=true)`, or nothing when an argument is not plain.
std::optional<std::string> spell_step(const Site& site, const value::Step& step);

inline constexpr std::size_t k_most_kept_bytes = std::size_t{96} << 20;

}  // namespace site
