// SPDX-License-Identifier: MIT
// Queries as bytes that outlive a build:
//
//     definition = source:u8 name:text steps:varint *step
//     step       = filter:text count:varint *argument count:varint *( name:text argument )
//     argument   = "p" page-key | "s" section-path | "l" count:varint *argument | "v" value
#include <charconv>

#include "base/codec.h"
#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"
#include "site/questions.h"
#include "value/codec.h"

namespace site {

using value::Handle;
using value::Value;

namespace {

constexpr std::size_t k_most_steps = 200;
constexpr int k_deepest_argument = 8;

void append_argument(base::ByteWriter& out, const Site& site, const Questions& questions, const Value& argument) {
  if (argument.is_object()) {
    bool is_page = &argument.as_object() == &site.objects().page;
    out.u8(is_page ? 'p' : 's');
    out.text(is_page ? std::string_view(questions.page_key(argument.handle()))
                     : std::string_view(site.model().sections[argument.handle()].path));
  } else if (argument.is_list()) {
    out.u8('l');
    out.varint(argument.items().size());
    for (const Value& element : argument.items()) append_argument(out, site, questions, element);
  } else {
    out.u8('v');
    value::encode(out, argument);
  }
}

/// Reads what `append_argument` wrote; `good` becomes false when the thing named is not there.
Value read_argument(base::ByteReader& in, const Site& site, const Questions& questions, base::Arena& arena, bool& good,
                    int depth = 0) {
  std::uint8_t kind = in.u8();
  if (kind == 'v') return value::decode(in, arena);
  if (kind == 'p' || kind == 's') {
    std::string entity(1, static_cast<char>(kind));
    auto found = questions.find(entity.append(in.text()), 0);
    good = good && found.has_value();
    if (!found) return {};
    const value::Object* object = &site.objects().page;
    if (kind == 's') object = &site.objects().section;
    return Value::object(object, found->entity);
  }
  good = good && kind == 'l' && depth < k_deepest_argument;
  value::List* list = value::make_list(arena);
  for (std::uint64_t count = in.varint(); good && in.good() && count > 0; --count) {
    list->append(arena, read_argument(in, site, questions, arena, good, depth + 1));
  }
  return Value::list(list);
}

}  // namespace

std::string source_bytes(Source source, std::string_view name) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(static_cast<std::uint8_t>(source));
  out.text(name);
  return bytes;
}

std::string Queries::definition(Handle query, const Questions& questions) const {
  std::vector<const Query*> steps;
  for (const Query* at_query = &at(query);; at_query = &at(at_query->parent)) {
    steps.push_back(at_query);
    if (at_query->filter.empty()) break;
  }
  const Query& source = *steps.back();
  std::string bytes = source_bytes(source.source, source_name(source, questions));
  base::ByteWriter out(bytes);
  out.varint(steps.size() - 1);
  for (std::size_t i = steps.size() - 1; i-- > 0;) {
    out.text(steps[i]->filter);
    out.varint(steps[i]->arguments.positional.size());
    for (const Value& argument : steps[i]->arguments.positional) append_argument(out, site_, questions, argument);
    out.varint(steps[i]->arguments.named.size());
    for (const value::NamedArgument& argument : steps[i]->arguments.named) {
      out.text(argument.name.text);
      append_argument(out, site_, questions, argument.value);
    }
  }
  return bytes;
}

/// What the source is named after: the key of its entity, without the letter.
std::string Queries::source_name(const Query& query, const Questions& questions) const {
  const Model& model = site_.model();
  switch (query.source) {
    case Source::section_pages:
    case Source::section_pages_recursive:
      return model.sections[query.source_id].path;
    case Source::term_pages: {
      const Term& term = model.terms[query.source_id];
      return model.taxonomies[term.taxonomy].name + "/" + term.slug;
    }
    case Source::backlinks:
      return questions.page_key(query.source_id);
    case Source::listed_pages:
      return std::to_string(query.source_id);
    default:
      return "";
  }
}

std::optional<Handle> Queries::find(std::string_view definition, const Questions& questions) const {
  base::ByteReader in(definition);
  auto source = static_cast<Source>(in.u8());
  std::string name(in.text());
  std::uint32_t id = 0;
  char kind = source == Source::backlinks ? 'p' : source == Source::term_pages ? 't' : 's';
  if (source > Source::listed_pages) return std::nullopt;
  if (source == Source::listed_pages) {
    auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (error != std::errc()) return std::nullopt;
  }
  if (source == Source::section_pages || source == Source::section_pages_recursive || kind != 's') {
    auto found = questions.find(kind + name, 0);
    if (!found) return std::nullopt;
    id = found->entity;
  }
  Handle query = collection(source, id).handle();
  std::uint64_t steps = in.varint();
  if (steps > k_most_steps) return std::nullopt;
  for (; in.good() && steps > 0; --steps) {
    base::Arena arena(256);
    std::string filter(in.text());
    bool good = true;
    std::vector<Value> positional;
    std::vector<value::NamedArgument> named;
    for (std::uint64_t count = in.varint(); in.good() && good && count > 0; --count) {
      positional.push_back(read_argument(in, site_, questions, arena, good));
    }
    for (std::uint64_t count = in.varint(); in.good() && good && count > 0; --count) {
      value::Name argument(arena.copy(in.text()));
      named.push_back({argument, read_argument(in, site_, questions, arena, good)});
    }
    if (!good || !in.good()) return std::nullopt;
    value::Step step{filter, {positional, named}};
    std::optional<std::string> text = spell_step(site_, step);
    if (!text) return std::nullopt;
    query = add_step(query, step, *text);
  }
  return in.good() ? std::optional(query) : std::nullopt;
}

}  // namespace site
