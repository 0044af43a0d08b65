// SPDX-License-Identifier: MIT
// The only file that knows the TOML library.
// Its assertions fail on some malformed keys; what it then parses is only text that it refuses.
#define TOML_EXCEPTIONS 0
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>
#include <cstdio>

#include "value/datetime.h"
#include "value/formats.h"

namespace value {

namespace {

Value convert_time(base::Arena& arena, const toml::time& time) {
  char text[32];
  int length = std::snprintf(text, sizeof(text), "%02u:%02u:%02u", unsigned{time.hour}, unsigned{time.minute},
                             unsigned{time.second});
  return Value::string(arena, std::string_view(text, static_cast<std::size_t>(length)));
}

Value convert_moment(const toml::date& date, const toml::time* time, const std::optional<toml::time_offset>& offset) {
  CivilTime civil{.year = date.year, .month = date.month, .day = date.day};
  if (time != nullptr) {
    civil.hour = time->hour, civil.minute = time->minute, civil.second = time->second;
    civil.microsecond = static_cast<int>(time->nanosecond / 1000);
  }
  auto moment = from_civil(civil);
  if (!moment) return Value::none();
  moment->date_only = time == nullptr;
  if (offset) {
    moment->has_offset = true;
    moment->offset_minutes = offset->minutes;
  }
  return Value::datetime(*moment);
}

/// Turns the library's tree into values; depth is bounded before the library parses.
class TomlConverter {
 public:
  explicit TomlConverter(ParseJob& job) : job_(job) { find_lines(); }

  Value convert(const toml::node& node, const std::string& path) {
    switch (node.type()) {
      case toml::node_type::table:
        return convert_table(*node.as_table(), path);
      case toml::node_type::array:
        return convert_array(*node.as_array(), path);
      case toml::node_type::string:
        return Value::string(job_.arena, node.as_string()->get());
      case toml::node_type::integer:
        return Value::integer(node.as_integer()->get());
      case toml::node_type::floating_point:
        return Value::floating(node.as_floating_point()->get());
      case toml::node_type::boolean:
        return Value::boolean(node.as_boolean()->get());
      case toml::node_type::date:
        return convert_moment(node.as_date()->get(), nullptr, std::nullopt);
      case toml::node_type::time:
        return convert_time(job_.arena, node.as_time()->get());
      case toml::node_type::date_time: {
        const toml::date_time& moment = node.as_date_time()->get();
        return convert_moment(moment.date, &moment.time, moment.offset);
      }
      default:
        return {};
    }
  }

  std::size_t offset_of(const toml::source_position& position) const {
    if (position.line == 0 || position.line > lines_.size()) return job_.text.size();
    std::size_t at = lines_[position.line - 1];
    for (std::uint32_t column = 1; column < position.column && at < job_.text.size(); ++column) {
      ++at;
      while (at < job_.text.size() && (static_cast<unsigned char>(job_.text[at]) & 0xc0) == 0x80) ++at;
    }
    return at;
  }

 private:
  void find_lines() {
    lines_.push_back(0);
    for (std::size_t at = 0; (at = job_.text.find('\n', at)) != job_.text.npos;) lines_.push_back(++at);
  }

  /// The library's tables are sorted by key; the file's own order is that of the keys' places.
  Value convert_table(const toml::table& table, const std::string& path) {
    std::vector<std::pair<std::size_t, const toml::key*>> order;
    std::vector<const toml::node*> nodes;
    for (auto&& [key, node] : table) {
      order.emplace_back(nodes.size(), &key);
      nodes.push_back(&node);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      const auto& left = a.second->source().begin;
      const auto& right = b.second->source().begin;
      return std::pair(left.line, left.column) < std::pair(right.line, right.column);
    });
    Map* map = make_map(job_.arena);
    for (const auto& [index, key] : order) {
      std::string key_path = path.empty() ? std::string(key->str()) : path + "." + std::string(key->str());
      if (job_.wants_places()) {
        std::size_t begin = offset_of(key->source().begin), end = offset_of(key->source().end);
        job_.add_place(key_path, begin, end > begin ? end - begin : key->str().size());
      }
      map->set(job_.arena, Name(job_.arena.copy(key->str())), convert(*nodes[index], key_path));
    }
    return Value::map(map);
  }

  Value convert_array(const toml::array& array, const std::string& path) {
    List* list = make_list(job_.arena, array.size());
    for (const toml::node& node : array) {
      std::string element_path = path + "." + std::to_string(list->size);
      if (job_.wants_places()) job_.add_place(element_path, offset_of(node.source().begin), 1);
      list->append(job_.arena, convert(node, element_path));
    }
    return Value::list(list);
  }

  ParseJob& job_;
  std::vector<std::size_t> lines_;
};

/// The offset at which brackets or dotted keys nest deeper than `k_deepest`, or npos. Brackets inside strings may be
/// counted: that only matters for texts that would be suspicious anyway.
std::size_t find_too_deep(std::string_view text) {
  int depth = 0, dots = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '[':
      case '{':
        ++depth;
        break;
      case ']':
      case '}':
        depth = depth > 0 ? depth - 1 : 0;
        break;
      case '.':
        ++dots;
        break;
      case '\n':
        dots = 0;
        break;
      default:
        break;
    }
    if (depth > k_deepest || dots > 8 * k_deepest) return i;
  }
  return text.npos;
}

}  // namespace

Value parse_toml(ParseJob& job) {
  if (std::size_t deep = find_too_deep(job.text); deep != job.text.npos) {
    job.report(diagnostics::Severity::error, "nesting-too-deep",
               "the TOML is nested more than " + std::to_string(k_deepest) + " levels deep", deep,
               "flatten the structure");
    return {};
  }
  toml::parse_result outcome = toml::parse(job.text);
  TomlConverter converter(job);
  if (!outcome) {
    const toml::parse_error& error = outcome.error();
    job.report(diagnostics::Severity::error, "toml-syntax",
               "this is no valid TOML: " + std::string(error.description()), converter.offset_of(error.source().begin),
               "text values need quotes: title = \"My site\"");
    return {};
  }
  return converter.convert(outcome.table(), "");
}

}  // namespace value
