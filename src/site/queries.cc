// SPDX-License-Identifier: MIT
#include "site/queries.h"

#include <algorithm>

#include "base/hash.h"
#include "base/strings.h"
#include "site/affected_queries.h"
#include "site/model.h"
#include "site/objects.h"
#include "value/operations.h"

namespace site {

using value::Context;
using value::Handle;
using value::Value;

namespace {

constexpr std::uint32_t k_part_step = 1 << 16;  ///< more than there are parts

/// Steps whose result is a collection again: evaluated only when somebody looks inside.
constexpr std::string_view k_lazy_steps[] = {"sort",   "sort_by", "where", "where_not", "selectattr", "rejectattr",
                                             "select", "reject",  "map",   "reverse",   "unique",     "uniq",
                                             "limit",  "offset",  "slice", "groupby",   "sample",     "shuffle"};
/// Steps that answer at once with one value.
constexpr std::string_view k_immediate_steps[] = {"first", "last", "length", "count", "sum",
                                                  "min",   "max",  "random", "item",  "group_by"};

template <std::size_t N>
bool is_among(std::string_view name, const std::string_view (&names)[N]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// Appends an argument in canonical spelling; false when it is not plain.
bool append_argument(const Site& site, std::string& text, const Value& argument, int depth = 0) {
  switch (argument.kind()) {
    case value::Kind::none:
      text += "none";
      return true;
    case value::Kind::boolean:
      text += argument.as_boolean() ? "true" : "false";
      return true;
    case value::Kind::integer:
      text += std::to_string(argument.as_integer());
      return true;
    case value::Kind::floating:
      value::append_floating(text, argument.as_floating());
      return true;
    case value::Kind::string:
      base::append_json_string(text, argument.as_string());
      return true;
    case value::Kind::datetime:
      text += "date " + value::to_iso(argument.as_datetime());
      return true;
    case value::Kind::object:
      if (&argument.as_object() != &site.objects().page && &argument.as_object() != &site.objects().section)
        return false;
      text += &argument.as_object() == &site.objects().page ? "page " : "section ";
      text += std::to_string(argument.handle());
      return true;
    case value::Kind::list:
      if (depth > 3 || argument.items().size() > 100) return false;
      text += '[';
      for (const Value& element : argument.items()) {
        if (!append_argument(site, text, element, depth + 1)) return false;
        text += ',';
      }
      text += ']';
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<std::string> spell_step(const Site& site, const value::Step& step) {
  std::string text(step.filter);
  text += '(';
  bool is_slice = step.filter == "slice" && step.arguments.positional.size() == 3;
  for (const Value& argument : step.arguments.positional) {
    // `[:5]` and `[0:5]` are one question.
    bool is_absent_start = is_slice && &argument == step.arguments.positional.data() && argument.is_none() &&
                           step.arguments.positional[2].is_none();
    if (!append_argument(site, text, is_absent_start ? Value::integer(0) : argument)) return std::nullopt;
    text += ',';
  }
  for (const value::NamedArgument& argument : step.arguments.named) {
    text += argument.name.text;
    text += '=';
    if (!append_argument(site, text, argument.value)) return std::nullopt;
    text += ',';
  }
  if (text.back() == ',') text.pop_back();
  return text + ')';
}

namespace {

value::Arguments copy_arguments(base::Arena& arena, const value::Arguments& arguments) {
  auto* positional = arena.array<Value>(arguments.positional.size());
  for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
    new (&positional[i]) Value(value::deep_copy(arena, arguments.positional[i]));
  }
  auto* named = arena.array<value::NamedArgument>(arguments.named.size());
  for (std::size_t i = 0; i < arguments.named.size(); ++i) {
    const value::NamedArgument& argument = arguments.named[i];
    new (&named[i])
        value::NamedArgument{value::Name(arena.copy(argument.name.text)), value::deep_copy(arena, argument.value)};
  }
  return {{positional, arguments.positional.size()}, {named, arguments.named.size()}};
}

/// Python's `list[start:stop:step]`.
Value slice(base::Arena& arena, std::span<const Value> items, std::span<const Value> bounds) {
  auto size = static_cast<std::int64_t>(items.size());
  std::int64_t step = bounds[2].is_number() ? bounds[2].as_integer() : 1;
  if (step == 0) step = 1;
  auto clamp = [&](const Value& bound, std::int64_t otherwise) {
    if (!bound.is_number()) return otherwise;
    std::int64_t at = bound.as_integer();
    if (at < 0) at += size;
    return std::clamp<std::int64_t>(at, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
  };
  std::int64_t at = clamp(bounds[0], step > 0 ? 0 : size - 1);
  std::int64_t stop = clamp(bounds[1], step > 0 ? size : -1);
  value::List* result = value::make_list(arena);
  for (; step > 0 ? at < stop : at > stop; at += step) result->append(arena, items[static_cast<std::size_t>(at)]);
  result->frozen = true;
  return Value::list(result);
}

bool is_subscript_slice(const std::string& filter, const value::Arguments& arguments) {
  return filter == "slice" && arguments.positional.size() == 3 && arguments.named.empty();
}

}  // namespace

Queries::Query& Queries::at(Handle query) const {
  std::shared_lock lock(mutex_);
  return queries_[query];
}

Handle Queries::add(std::string key, const std::function<void(Query&)>& fill) const {
  {
    std::shared_lock lock(mutex_);
    if (auto known = by_key_.find(key); known != by_key_.end()) return known->second;
  }
  std::unique_lock lock(mutex_);
  auto [entry, added] = by_key_.try_emplace(std::move(key), static_cast<Handle>(queries_.size()));
  if (added) fill(queries_.emplace_back());
  return entry->second;
}

Value Queries::collection(Source source, std::uint32_t id) const {
  std::string key = "=" + std::to_string(static_cast<int>(source)) + "." + std::to_string(id);
  return Value::object(this, add(std::move(key), [&](Query& query) {
                         query.source = source;
                         query.source_id = id;
                       }));
}

std::string Queries::source_text(const Query& query) const {
  const Model& model = site_.model();
  switch (query.source) {
    case Source::all_pages:
      return "site.pages";
    case Source::regular_pages:
      return "site.regular_pages";
    case Source::section_pages:
      return "section('" + model.sections[query.source_id].path + "').pages";
    case Source::section_pages_recursive:
      return "section('" + model.sections[query.source_id].path + "').regular_pages_recursive";
    case Source::term_pages: {
      const Term& term = model.terms[query.source_id];
      return "term('" + model.taxonomies[term.taxonomy].name + "/" + term.slug + "').pages";
    }
    case Source::recent_pages:
      return "site.recent_pages";
    case Source::backlinks:
      return "page('" + model.pages[query.source_id].output_path + "').backlinks";
    case Source::listed_pages:
      if (query.source_id == 0) return "site.listed_pages";
      return "site.listed_pages, part " + std::to_string(query.source_id / k_part_step + 1) + " of " +
             std::to_string(query.source_id % k_part_step);
  }
  return "";
}

std::string Queries::canonical(Handle query) const {
  const Query& found = at(query);
  if (found.filter.empty()) return source_text(found);
  return canonical(found.parent) + "|" + found.step_text;
}

std::vector<value::Question> Queries::reads(Handle query) const {
  Query& found = at(query);
  std::lock_guard lock(found.evaluating);
  return found.reads;
}

namespace {

bool is_of_linked_site(value::Relation relation) {
  switch (relation) {
    case value::Relation::page:
    case value::Relation::section:
    case value::Relation::taxonomy:
    case value::Relation::menu:
    case value::Relation::query:
    case value::Relation::cross_reference:
    case value::Relation::site:
      return true;
    default:
      return false;
  }
}

/// Which bits stand for the questions of an evaluation.
std::uint64_t bits_of(const std::vector<value::Question>& reads) {
  std::uint64_t bits = k_reads_known;
  for (const value::Question& question : reads) {
    if (question.relation == value::Relation::page) {
      bits |= (question.field & k_metadata_key) != 0 ? k_reads_metadata : std::uint64_t{1} << question.field;
    } else if (question.relation == value::Relation::taxonomy) {
      bits |= k_reads_terms;
    } else if (question.relation == value::Relation::query) {
      bits |= k_reads_lists;
    } else if (question.relation == value::Relation::cross_reference) {
      bits |= k_reads_headings;
    } else if (!is_of_linked_site(question.relation)) {
      bits |= k_reads_elsewhere;
    }
  }
  return bits;
}

}  // namespace

std::uint64_t Queries::reads_as_bits(Handle handle) const {
  Query& query = at(handle);
  if (!query.evaluated) {
    base::Arena arena(256);
    value::ReadLog reads;
    Context ctx(arena, reads);
    (void)evaluate(ctx, handle);
  }
  // What there is no room to keep may have read anything.
  return query.evaluated ? query.reads_as_bits : ~std::uint64_t{0};
}

std::uint64_t Queries::all_reads_as_bits() const {
  std::uint64_t bits = 0;
  std::shared_lock lock(mutex_);
  for (const Query& query : queries_) bits |= query.reads_as_bits;
  return bits;
}

std::uint32_t listed_part(std::uint32_t number, std::uint32_t parts) { return (number - 1) * k_part_step + parts; }

namespace {

/// Terms come by their URL: their own order depends on how many pages each has.
std::vector<PageId> listed_pages(const Model& model, std::uint32_t part) {
  std::vector<PageId> listed;
  std::uint32_t parts = part % k_part_step;
  auto add = [&](PageId id) {
    const std::string& path = model.pages[id].output_path;
    bool is_in_part = part == 0 || (parts != 0 && base::hash64(path) % parts == part / k_part_step);
    if (!path.empty() && is_in_part) listed.push_back(id);
  };
  for (PageId id : model.all_pages) add(id);
  for (const Taxonomy& taxonomy : model.taxonomies) {
    if (taxonomy.page != k_none) add(taxonomy.page);
    std::size_t first = listed.size();
    for (TermId term : taxonomy.terms) {
      if (model.terms[term].page != k_none) add(model.terms[term].page);
    }
    std::sort(listed.begin() + static_cast<std::ptrdiff_t>(first), listed.end(),
              [&](PageId a, PageId b) { return model.pages[a].url < model.pages[b].url; });
  }
  return listed;
}

}  // namespace

Value Queries::source_pages(const Query& query, base::Arena& arena) const {
  const Model& model = site_.model();
  std::vector<PageId> gathered;
  const std::vector<PageId>* pages = &gathered;
  switch (query.source) {
    case Source::all_pages:
      pages = &model.all_pages;
      break;
    case Source::regular_pages:
      pages = &model.regular_pages;
      break;
    case Source::section_pages:
      pages = &model.sections[query.source_id].pages;
      break;
    case Source::term_pages:
      pages = &model.terms[query.source_id].pages;
      break;
    case Source::backlinks:
      pages = &site_.backlinks(query.source_id);
      break;
    case Source::listed_pages:
      gathered = listed_pages(model, query.source_id);
      break;
    case Source::recent_pages:
      for (PageId page : model.regular_pages) {
        if (model.pages[page].fields.date && !model.pages[page].fields.hidden) gathered.push_back(page);
      }
      std::stable_sort(gathered.begin(), gathered.end(),
                       [&](PageId a, PageId b) { return *model.pages[a].fields.date > *model.pages[b].fields.date; });
      break;
    case Source::section_pages_recursive: {
      std::vector<SectionId> waiting{query.source_id};
      while (!waiting.empty()) {
        const Section& section = model.sections[waiting.back()];
        waiting.pop_back();
        gathered.insert(gathered.end(), section.pages.begin(), section.pages.end());
        waiting.insert(waiting.end(), section.subsections.rbegin(), section.subsections.rend());
      }
      break;
    }
  }
  value::List* list = value::make_list(arena, pages->size());
  for (PageId page : *pages) list->append(arena, Value::object(&site_.objects().page, page));
  list->frozen = true;
  return Value::list(list);
}

Value Queries::compute(const Query& query, base::Arena& arena, value::ReadLog& reads,
                       std::optional<Context::Failure>& failure) const {
  if (query.filter.empty()) return source_pages(query, arena);
  Context parent_ctx(arena, reads);
  Value parent = evaluate(parent_ctx, query.parent);
  if (parent_ctx.failed()) {
    failure = parent_ctx.failure();
    return {};
  }
  if (is_subscript_slice(query.filter, query.arguments) && parent.is_list()) {
    return slice(arena, parent.items(), query.arguments.positional);
  }
  if (query.filter == "item") {
    Context ctx(arena, reads);
    return value::item(ctx, parent, query.arguments.positional[0]);
  }
  std::vector<Value> positional{parent};
  positional.insert(positional.end(), query.arguments.positional.begin(), query.arguments.positional.end());
  Value result = runner_->apply(query.filter, {positional, query.arguments.named}, arena, reads, failure);
  value::freeze(result);
  return result;
}

Value Queries::evaluate(Context& ctx, Handle handle) const {
  Query& query = at(handle);
  if (!query.evaluated) {
    std::lock_guard lock(query.evaluating);
    if (!query.evaluated && !take_remembered(query, handle)) {
      ++evaluations_;
      if (kept_bytes_ > k_most_kept_bytes) {
        std::optional<Context::Failure> failure;
        Value result = compute(query, ctx.arena, ctx.reads, failure);
        if (failure) return ctx.fail(failure->code, failure->message, failure->hint);
        return result;
      }
      value::ReadLog reads;
      query.result = compute(query, query.arena, reads, query.failure);
      query.reads = reads.questions();
      query.reads_as_bits = bits_of(query.reads) | (query.filter.empty() ? 0 : reads_as_bits(query.parent));
      kept_bytes_ += query.arena.bytes_reserved();
      query.evaluated = true;
    }
  }
  if (query.failure) return ctx.fail(query.failure->code, query.failure->message, query.failure->hint);
  return query.result;
}

Value Queries::answer(Context& ctx, Handle query) const {
  ctx.reads.note(value::Relation::query, query);
  return evaluate(ctx, query);
}

Value Queries::materialize(Context& ctx, Handle query) const { return value::elements(ctx, answer(ctx, query)); }

std::optional<std::size_t> Queries::length(Context& ctx, Handle query) const {
  // How many there are is another question than which.
  auto counted = refine(ctx, query, {"length", {}});
  if (counted && counted->is_integer()) return static_cast<std::size_t>(counted->as_integer());
  return value::length(ctx, answer(ctx, query));
}

Value Queries::item(Context& ctx, Handle query, const Value& key) const {
  if (!key.is_integer()) return {};
  Value arguments[] = {key};
  auto refined = refine(ctx, query, {"item", {arguments, {}}});
  return refined ? *refined : Value();
}

Handle Queries::add_step(Handle parent, const value::Step& step, const std::string& text) const {
  return add(std::to_string(parent) + "|" + text, [&](Query& added) {
    added.parent = parent;
    added.filter = step.filter;
    added.step_text = text;
    added.arguments = copy_arguments(added.arena, step.arguments);
  });
}

std::optional<Value> Queries::refine(Context& ctx, Handle query, const value::Step& step) const {
  if (step.filter == "list") return Value::object(this, query);
  bool immediate = is_among(step.filter, k_immediate_steps);
  if (!immediate && !is_among(step.filter, k_lazy_steps)) return std::nullopt;
  if (step.filter == "slice" && step.arguments.positional.size() != 3) return std::nullopt;
  if (runner_ == nullptr && step.filter != "slice" && step.filter != "item") return std::nullopt;
  std::optional<std::string> text = spell_step(site_, step);
  if (!text) return std::nullopt;
  Handle refined = add_step(query, step, *text);
  if (immediate) return answer(ctx, refined);
  return Value::object(this, refined);
}

void Queries::print(Context& ctx, Handle query, std::string& out) const {
  value::append_text(ctx, out, materialize(ctx, query));
}

}  // namespace site
