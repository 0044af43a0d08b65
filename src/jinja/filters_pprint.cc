// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "base/unicode.h"
#include "jinja/filters.h"
#include "jinja/text_functions.h"

namespace jinja::filter {

namespace {

constexpr std::int64_t k_width = 80;

std::int64_t columns(std::string_view text) { return static_cast<std::int64_t>(base::count_code_points(text)); }

/// The layout of Python's pprint: what fits on a line stays on it, the rest gets a line for each element; maps are
/// sorted by key and long texts are cut at words.
class PrettyPrinter {
 public:
  explicit PrettyPrinter(Context& ctx) : ctx_(ctx) {}

  /// `indent`: the column where the value begins; `allowance`: columns kept free behind it.
  void print(std::string& out, const Value& value, std::int64_t indent, std::int64_t allowance) {
    std::string flat;
    append_flat(flat, value);
    if (!text_fits(ctx_, "pprint", out.size() + flat.size())) return;
    bool nested = value.is_list() || value.is_map() || value.is_string();
    if (columns(flat) <= k_width - indent - allowance || !nested || is_open(value)) {
      out += flat;
    } else if (value.is_string()) {
      print_text(out, value.as_string(), indent, allowance, flat);
    } else {
      open_.push_back(value);
      if (value.is_map()) {
        print_map(out, value, indent, allowance);
      } else {
        print_list(out, value, indent, allowance);
      }
      open_.pop_back();
    }
  }

 private:
  bool is_open(const Value& value) const {
    if (open_.size() >= static_cast<std::size_t>(value::k_deepest)) return true;
    return std::any_of(open_.begin(), open_.end(), [&](const Value& each) { return each.same_storage(value); });
  }

  /// The entries by key; keys without a common order by their type.
  std::vector<Map::Entry> sorted_entries(const Value& value) {
    std::span<const Map::Entry> entries = value.as_map().entries();
    std::vector<Map::Entry> sorted(entries.begin(), entries.end());
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Map::Entry& a, const Map::Entry& b) {
      auto ordering = value::compare(ctx_, a.key, b.key);
      return ordering ? *ordering < 0 : python_type(a.key) < python_type(b.key);
    });
    return sorted;
  }

  /// The value on one line.
  void append_flat(std::string& out, const Value& value) {
    if (!value.is_list() && !value.is_map()) return value::append_repr(ctx_, out, value);
    if (!text_fits(ctx_, "pprint", out.size())) return;
    if (is_open(value)) {
      out += value.is_map() ? "{...}" : "[...]";
      return;
    }
    open_.push_back(value);
    out += value.is_map() ? '{' : value.is_tuple() ? '(' : '[';
    std::string_view between;
    if (value.is_map()) {
      for (const Map::Entry& each : sorted_entries(value)) {
        out += between;
        append_flat(out, each.key);
        out += ": ";
        append_flat(out, each.value);
        if (ctx_.failed()) break;
        between = ", ";
      }
    } else {
      for (const Value& each : value.items()) {
        out += between;
        append_flat(out, each);
        if (ctx_.failed()) break;
        between = ", ";
      }
      if (value.is_tuple() && value.items().size() == 1) out += ',';
    }
    out += value.is_map() ? '}' : value.is_tuple() ? ')' : ']';
    open_.pop_back();
  }

  static void begin_line(std::string& out, std::int64_t indent) {
    out += '\n';
    out.append(static_cast<std::size_t>(indent), ' ');
  }

  void print_map(std::string& out, const Value& value, std::int64_t indent, std::int64_t allowance) {
    out += '{';
    std::vector<Map::Entry> entries = sorted_entries(value);
    for (std::size_t i = 0; i < entries.size() && !ctx_.failed(); ++i) {
      if (i > 0) begin_line(out += ',', indent + 1);
      std::string key;
      append_flat(key, entries[i].key);
      out += key + ": ";
      print(out, entries[i].value, indent + 3 + columns(key), i + 1 == entries.size() ? allowance + 1 : 1);
    }
    out += '}';
  }

  void print_list(std::string& out, const Value& value, std::int64_t indent, std::int64_t allowance) {
    std::span<const Value> items = value.items();
    std::string_view end = !value.is_tuple() ? "]" : items.size() == 1 ? ",)" : ")";
    out += value.is_tuple() ? '(' : '[';
    for (std::size_t i = 0; i < items.size() && !ctx_.failed(); ++i) {
      if (i > 0) begin_line(out += ',', indent + 1);
      print(out, items[i], indent + 1, i + 1 == items.size() ? allowance + static_cast<std::int64_t>(end.size()) : 1);
    }
    out += end;
  }

  std::string quoted(std::string_view text) {
    std::string out;
    value::append_repr(ctx_, out, Value::string(text));
    return out;
  }

  /// A long text as several in a row: its lines, and where these are too long, its words.
  void print_text(std::string& out, std::string_view text, std::int64_t indent, std::int64_t allowance,
                  const std::string& flat) {
    bool alone = open_.empty();
    if (alone) ++indent, ++allowance;
    std::vector<std::string> pieces;
    std::vector<std::string_view> lines = split_lines(text, LineEnds::keep);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::int64_t last_allowance = i + 1 == lines.size() ? allowance : 0;
      std::string whole = quoted(lines[i]);
      if (columns(whole) <= k_width - indent - last_allowance) {
        pieces.push_back(std::move(whole));
      } else {
        append_words(pieces, lines[i], k_width - indent, last_allowance);
      }
    }
    if (pieces.size() <= 1) {
      out += flat;
      return;
    }
    if (alone) out += '(';
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (i > 0) begin_line(out, indent);
      out += pieces[i];
      if (!text_fits(ctx_, "pprint", out.size())) return;
    }
    if (alone) out += ')';
  }

  /// A word and the white space behind it.
  static std::size_t end_of_word(std::string_view line, std::size_t start) {
    bool behind = false;
    for (std::size_t i = start, next = start; i < line.size(); i = next) {
      bool space = base::is_white_space(base::next_code_point(line, next));
      if (behind && !space) return i;
      behind = space;
    }
    return line.size();
  }

  void append_words(std::vector<std::string>& pieces, std::string_view line, std::int64_t width,
                    std::int64_t last_allowance) {
    std::size_t start = 0;
    for (std::size_t i = 0; i < line.size();) {
      std::size_t end = end_of_word(line, i);
      std::int64_t room = end == line.size() ? width - last_allowance : width;
      if (columns(quoted(line.substr(start, end - start))) > room) {
        if (i > start) pieces.push_back(quoted(line.substr(start, i - start)));
        start = i;
      }
      i = end;
    }
    if (start < line.size()) pieces.push_back(quoted(line.substr(start)));
  }

  Context& ctx_;
  std::vector<Value> open_;  ///< the lists and maps around the place that is printed
};

}  // namespace

Value pprint(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "pprint", arguments, {"value"}, 1);
  if (!given) return {};
  std::string out;
  PrettyPrinter(ctx).print(out, given[0], 0, 0);
  return ctx.failed() ? Value() : make_text(ctx, out, false);
}

}  // namespace jinja::filter
