// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "base/hash.h"
#include "jinja/builtins.h"
#include "jinja/methods.h"
#include "jinja/namespace_object.h"

namespace jinja {

void NamespaceObject::set(Context& ctx, Name name, Value value) const { entries_->set(ctx.arena, name, value); }

Value NamespaceObject::attribute(Context&, value::Handle, Name name) const {
  const Value* found = entries_->find(name);
  return found == nullptr ? Value() : *found;
}

Value NamespaceObject::item(Context&, value::Handle, const Value& key) const {
  const Value* found = value::is_hashable(key) ? entries_->find(key) : nullptr;
  return found == nullptr ? Value() : *found;
}

void NamespaceObject::print(Context& ctx, value::Handle, std::string& out) const {
  out += "<Namespace ";
  value::append_repr(ctx, out, Value::map(entries_));
  out += '>';
}

std::vector<std::string> NamespaceObject::attribute_names(value::Handle) const {
  std::vector<std::string> names;
  for (const Map::Entry& each : entries_->entries()) names.emplace_back(each.key.string_or(""));
  return names;
}

namespace {

/// The numbers from `start` by `step`, `count` of them, made one by one where that is enough.
class Range final : public value::Object {
 public:
  Range(std::int64_t start, std::int64_t stop, std::int64_t step, std::size_t count)
      : start_(start), stop_(stop), step_(step), count_(count) {}

  std::string_view type_name() const override { return "range"; }
  value::Shape shape(value::Handle) const override { return value::Shape::sequence; }
  Value attribute(Context&, value::Handle, Name name) const override {
    if (name.text == "start") return Value::integer(start_);
    if (name.text == "stop") return Value::integer(stop_);
    if (name.text == "step") return Value::integer(step_);
    return {};
  }
  Value item(Context& ctx, value::Handle handle, const Value& key) const override {
    if (key.is_string()) return attribute(ctx, handle, key.as_string());
    if (!key.is_integer() && !key.is_boolean()) return {};
    auto count = static_cast<std::int64_t>(count_);
    std::int64_t index = key.as_integer() < 0 ? key.as_integer() + count : key.as_integer();
    return index < 0 || index >= count ? Value() : element(static_cast<std::size_t>(index));
  }
  Value materialize(Context& ctx, value::Handle) const override {
    List* list = value::make_list(ctx.arena, count_);
    for (std::size_t i = 0; i < count_; ++i) list->append(ctx.arena, element(i));
    return Value::list(list);
  }
  std::optional<std::size_t> length(Context&, value::Handle) const override { return count_; }
  bool truth(Context&, value::Handle) const override { return count_ > 0; }
  void print(Context&, value::Handle, std::string& out) const override {
    out += "range(" + std::to_string(start_) + ", " + std::to_string(stop_);
    if (step_ != 1) out += ", " + std::to_string(step_);
    out += ')';
  }

 private:
  Value element(std::size_t index) const {
    return Value::integer(static_cast<std::int64_t>(
        static_cast<std::uint64_t>(start_) + static_cast<std::uint64_t>(index) * static_cast<std::uint64_t>(step_)));
  }

  std::int64_t start_;
  std::int64_t stop_;
  std::int64_t step_;
  std::size_t count_;
};

/// How many numbers lie from `start` up to (or down to) `stop` by `step`, which is not 0.
std::uint64_t range_count(std::int64_t start, std::int64_t stop, std::int64_t step) {
  bool up = step > 0;
  if (up ? start >= stop : start <= stop) return 0;
  std::uint64_t distance = up ? static_cast<std::uint64_t>(stop) - static_cast<std::uint64_t>(start)
                              : static_cast<std::uint64_t>(start) - static_cast<std::uint64_t>(stop);
  std::uint64_t stride = up ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  return (distance - 1) / stride + 1;
}

Value range(Context& ctx, const Arguments& arguments, const void*) {
  std::span<const Value> given = arguments.positional;
  if (!arguments.named.empty() || given.empty() || given.size() > 3) {
    return fail_argument(ctx, "range takes one to three numbers");
  }
  std::array<std::int64_t, 3> numbers = {0, 0, 1};
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!defined(ctx, given[i])) return {};
    auto number = integer_argument(ctx, "range", given[i], 0);
    if (!number) return {};
    numbers[given.size() == 1 ? 1 : i] = *number;
  }
  auto [start, stop, step] = numbers;
  if (step == 0) return fail_argument(ctx, "range: the step is 0");
  std::uint64_t count = range_count(start, stop, step);
  if (!list_fits(ctx, "range", count)) return {};
  return Value::object(ctx.arena.make<Range>(start, stop, step, static_cast<std::size_t>(count)));
}

Value dict(Context& ctx, const Arguments& arguments, const void*) { return call_dict(runtime(ctx), arguments); }

Value namespace_(Context& ctx, const Arguments& arguments, const void*) {
  Value entries = call_dict(runtime(ctx), arguments);
  if (ctx.failed()) return {};
  return Value::object(ctx.arena.make<NamespaceObject>(const_cast<Map*>(&entries.as_map())));
}

/// Hands out its items in turn.
class Cycler final : public value::Object {
 public:
  explicit Cycler(const List* items) : items_(items) {}
  std::string_view type_name() const override { return "cycler"; }
  Value attribute(Context& ctx, value::Handle, Name name) const override {
    if (name.text == "current") return items_->data[position_];
    if (name.text == "pos") return Value::integer(position_);
    if (name.text == "items") return Value::tuple(items_);
    if (name.text == "next") return method<&Cycler::advance>(ctx, "next");
    if (name.text == "reset") return method<&Cycler::restart>(ctx, "reset");
    return {};
  }
  std::vector<std::string> attribute_names(value::Handle) const override {
    return {"current", "items", "next", "pos", "reset"};
  }

 private:
  Value advance() const {
    Value current = items_->data[position_];
    position_ = (position_ + 1) % items_->size;
    return current;
  }
  Value restart() const {
    position_ = 0;
    return Value::none();
  }
  template <auto Member>
  Value method(Context& ctx, std::string_view name) const {
    value::NativeFunction function = [](Context& inner, const Arguments& arguments, const void* self) {
      if (!value::bind(inner, "this method", arguments, {}, 0, {})) return Value();
      return (static_cast<const Cycler*>(self)->*Member)();
    };
    return Value::object(ctx.arena.make<value::FunctionObject>(name, function, this));
  }

  const List* items_;
  mutable std::uint32_t position_ = 0;
};

Value cycler(Context& ctx, const Arguments& arguments, const void*) {
  if (!arguments.named.empty()) return fail_argument(ctx, "cycler takes no named arguments");
  if (arguments.positional.empty()) return fail_argument(ctx, "cycler needs at least one item");
  return Value::object(ctx.arena.make<Cycler>(value::make_list(ctx.arena, arguments.positional)));
}

/// Gives its separator each time it is called but the first.
class Joiner final : public value::Object {
 public:
  explicit Joiner(Value separator) : separator_(separator) {}
  std::string_view type_name() const override { return "joiner"; }
  value::Shape shape(value::Handle) const override { return value::Shape::callable; }
  Value attribute(Context&, value::Handle, Name name) const override {
    if (name.text == "sep") return separator_;
    if (name.text == "used") return Value::boolean(used_);
    return {};
  }
  Value call(Context& ctx, value::Handle, const Arguments& arguments) const override {
    if (!value::bind(ctx, "joiner", arguments, {}, 0, {})) return {};
    bool first = !used_;
    used_ = true;
    return first ? Value::string("") : separator_;
  }

 private:
  Value separator_;
  mutable bool used_ = false;
};

Value joiner(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "joiner", arguments, {"sep"}, 0);
  if (!given) return {};
  return Value::object(ctx.arena.make<Joiner>(given[0].is_undefined() ? Value::string(", ") : given[0]));
}

constexpr std::string_view k_words[] = {
    "lorem",     "ipsum",    "dolor",     "sit",        "amet",    "consectetur",  "adipiscing", "elit",
    "sed",       "eiusmod",  "tempor",    "incididunt", "labore",  "dolore",       "magna",      "aliqua",
    "enim",      "minim",    "veniam",    "quis",       "nostrud", "exercitation", "ullamco",    "laboris",
    "nisi",      "aliquip",  "commodo",   "consequat",  "duis",    "aute",         "irure",      "reprehenderit",
    "voluptate", "velit",    "esse",      "cillum",     "fugiat",  "nulla",        "pariatur",   "excepteur",
    "sint",      "occaecat", "cupidatat", "proident",   "sunt",    "culpa",        "officia",    "deserunt",
    "mollit",    "anim",     "est",       "laborum",
};

std::string lipsum_paragraph(base::SeededNumbers& numbers, std::uint64_t least, std::uint64_t spread) {
  std::uint64_t count = least + numbers.next() % spread;
  std::string text;
  std::string_view last;
  std::uint64_t sentence_end = 0;
  std::uint64_t next_comma = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::string_view word = k_words[numbers.next() % std::size(k_words)];
    if (word == last) word = k_words[(numbers.next() % 7 + static_cast<std::size_t>(word.size())) % std::size(k_words)];
    last = word;
    bool begins = i == sentence_end;
    if (i > 0) text += begins ? ". " : i == next_comma ? ", " : " ";
    if (begins) sentence_end = i + 6 + numbers.next() % 12;
    if (begins || i == next_comma) next_comma = i + 3 + numbers.next() % 6;
    text += begins ? static_cast<char>(word.front() - 32) : word.front();
    text += word.substr(1);
  }
  return text + '.';
}

/// Unlike Jinja2's, the same arguments give the same text, so that a build gives the same bytes each time.
Value lipsum(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<4> given(ctx, "lipsum", arguments, {"n", "html", "min", "max"}, 0);
  if (!given) return {};
  auto paragraphs = integer_argument(ctx, "lipsum: n", given[0], 5);
  auto least = integer_argument(ctx, "lipsum: min", given[2], 20);
  auto most = integer_argument(ctx, "lipsum: max", given[3], 100);
  if (!paragraphs || !least || !most) return {};
  if (*least < 0 || *least >= *most) return fail_argument(ctx, "lipsum: min must be below max");
  if (*most > 1'000'000 || *paragraphs > 1'000'000 / *most)
    return ctx.fail("limit", "lipsum: more than 1000000 words", "ask for fewer");
  bool html = flag_argument(ctx, given[1], true);
  auto seed = static_cast<std::uint64_t>(std::max<std::int64_t>(0, *paragraphs));
  base::SeededNumbers numbers(seed * 1'000'003 + static_cast<std::uint64_t>(*least * 1009 + *most));
  std::string text;
  for (std::int64_t i = 0; i < *paragraphs; ++i) {
    std::string paragraph =
        lipsum_paragraph(numbers, static_cast<std::uint64_t>(*least), static_cast<std::uint64_t>(*most - *least));
    if (i > 0) text += html ? "\n" : "\n\n";
    text += html ? "<p>" + paragraph + "</p>" : paragraph;
  }
  return make_text(ctx, text, html);
}

constexpr Builtin k_functions[] = {
    {"cycler", cycler},        {"dict", dict},   {"joiner", joiner}, {"lipsum", lipsum},
    {"namespace", namespace_}, {"range", range},
};

}  // namespace

std::span<const Builtin> builtin_functions() { return k_functions; }

}  // namespace jinja
