// SPDX-License-Identifier: MIT
// The only file that knows the TOML library.
// Its assertions fail on some malformed keys; what it then parses is only text that it refuses.
#define TOML_EXCEPTIONS 0
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>
#include <cstdio>

#include "base/strings.h"
#include "value/datetime.h"
#include "value/formats.h"

namespace value {

namespace {

/// A time of day is text, as Python prints it: `10:00:00`, `10:00:00.500000`.
Value convert_time(base::Arena& arena, const toml::time& time) {
  char text[40];
  int length = std::snprintf(text, sizeof(text), "%02u:%02u:%02u", unsigned{time.hour}, unsigned{time.minute},
                             unsigned{time.second});
  if (time.nanosecond >= 1000)
    length += std::snprintf(text + length, sizeof(text) - 16, ".%06u", unsigned{time.nanosecond / 1000});
  return Value::string(arena, std::string_view(text, static_cast<std::size_t>(length)));
}

std::optional<DateTime> to_moment(const toml::date& date, const toml::time& time) {
  CivilTime civil{.year = date.year, .month = date.month, .day = date.day};
  civil.hour = time.hour, civil.minute = time.minute, civil.second = time.second;
  civil.microsecond = static_cast<int>(time.nanosecond / 1000);
  return from_civil(civil);
}

/// Turns the library's tree into values.
class TomlConverter {
 public:
  explicit TomlConverter(ParseJob& job) : job_(job) { find_lines(); }

  /// The library's tables are sorted by key; the file's own order is that of the keys' places.
  Value convert_table(const toml::table& table, const std::string& path, int depth) {
    Map* map = make_map(job_.arena);
    if (!fits(table, depth)) return Value::map(map);
    for (const auto& [key, node] : in_file_order(table)) {
      std::string key_path = job_.wants_places() ? below(path, key->str()) : std::string();
      if (job_.wants_places()) {
        std::size_t begin = offset_of(key->source().begin), end = offset_of(key->source().end);
        job_.add_place(key_path, begin, end > begin ? end - begin : key->str().size());
      }
      map->set(job_.arena, Name(job_.arena.copy(key->str())), convert(*node, key_path, depth + 1));
    }
    return Value::map(map);
  }

  /// The offset of a line and column, which count code points. Most questions are about a place just behind the last.
  std::size_t offset_of(const toml::source_position& position) {
    if (position.line == 0 || position.line > lines_.size()) return job_.text.size();
    if (position.line != last_.line || position.column < last_.column) {
      last_ = {position.line, 1};
      last_offset_ = lines_[position.line - 1];
    }
    for (; last_.column < position.column && last_offset_ < job_.text.size(); ++last_.column) {
      ++last_offset_;
      while (last_offset_ < job_.text.size() && (static_cast<unsigned char>(job_.text[last_offset_]) & 0xc0) == 0x80)
        ++last_offset_;
    }
    return last_offset_;
  }

 private:
  struct Item {
    const toml::key* key;
    const toml::node* node;
  };

  void find_lines() {
    lines_.push_back(0);
    for (std::size_t at = 0; (at = job_.text.find('\n', at)) != job_.text.npos;) lines_.push_back(++at);
  }

  static std::string below(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
  }

  /// Tables can nest deeper than brackets and dots do: `[[a]]`, `[[a.a]]`, and so on.
  bool fits(const toml::node& node, int depth) {
    if (depth < k_deepest) return true;
    if (!has_reported_depth_) job_.report_nesting("TOML", offset_of(node.source().begin));
    has_reported_depth_ = true;
    return false;
  }

  static std::vector<Item> in_file_order(const toml::table& table) {
    std::vector<Item> items;
    items.reserve(table.size());
    for (auto&& [key, node] : table) items.push_back({&key, &node});
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
      const auto &left = a.key->source().begin, &right = b.key->source().begin;
      return std::pair(left.line, left.column) < std::pair(right.line, right.column);
    });
    return items;
  }

  Value convert(const toml::node& node, const std::string& path, int depth) {
    switch (node.type()) {
      case toml::node_type::table:
        return convert_table(*node.as_table(), path, depth);
      case toml::node_type::array:
        return convert_array(*node.as_array(), path, depth);
      case toml::node_type::string:
        return Value::string(job_.arena, node.as_string()->get());
      case toml::node_type::integer:
        return Value::integer(node.as_integer()->get());
      case toml::node_type::floating_point:
        return Value::floating(node.as_floating_point()->get());
      case toml::node_type::boolean:
        return Value::boolean(node.as_boolean()->get());
      case toml::node_type::date:
        return convert_moment(node, {node.as_date()->get(), {}}, true);
      case toml::node_type::time:
        return convert_time(job_.arena, node.as_time()->get());
      case toml::node_type::date_time:
        return convert_moment(node, node.as_date_time()->get(), false);
      default:
        return {};
    }
  }

  Value convert_array(const toml::array& array, const std::string& path, int depth) {
    List* list = make_list(job_.arena, array.size());
    if (!fits(array, depth)) return Value::list(list);
    for (const toml::node& node : array) {
      std::string element_path = job_.wants_places() ? below(path, std::to_string(list->size)) : std::string();
      if (job_.wants_places()) job_.add_place(element_path, offset_of(node.source().begin), 1);
      list->append(job_.arena, convert(node, element_path, depth + 1));
    }
    return Value::list(list);
  }

  Value convert_moment(const toml::node& node, const toml::date_time& written, bool is_date_only) {
    auto moment = to_moment(written.date, written.time);
    if (!moment) {
      job_.report_error("invalid-date", "there is no such day or time", offset_of(node.source().begin),
                        "correct it, or put quotes around it");
      return Value::none();
    }
    moment->date_only = is_date_only;
    moment->has_offset = written.offset.has_value();
    if (written.offset) moment->offset_minutes = written.offset->minutes;
    return Value::datetime(*moment);
  }

  ParseJob& job_;
  std::vector<std::size_t> lines_;
  toml::source_position last_ = {1, 1};
  std::size_t last_offset_ = 0;
  bool has_reported_depth_ = false;
};

/// The library's sentence in the form of a diagnostic's message.
std::string message_of(const toml::parse_error& error) {
  std::string_view text = error.description();
  constexpr std::string_view k_prefix = "Error while parsing ";
  if (text.starts_with(k_prefix)) text.remove_prefix(k_prefix.size());
  return "this is no valid TOML: " + std::string(text);
}

/// What commonly is behind an error.
std::string hint_for(std::string_view text, std::size_t offset, const std::string& message) {
  std::size_t before = offset == 0 ? text.npos : text.rfind('\n', offset - 1);
  std::size_t begin = before == text.npos ? 0 : before + 1;
  std::string_view line = base::trim(text.substr(begin, text.find('\n', begin) - begin));
  auto says = [&](std::string_view part) { return message.find(part) != message.npos; };
  if (says("redefine")) return "write each key and each [table] once, or use [[name]] for a list of tables";
  if (line.find('=') == line.npos && line.find(':') != line.npos) return "TOML writes key = value, not key: value";
  if (says("escape") || says("scalar sequence"))
    return "write \\\\ for a backslash, or use single quotes around the text";
  if (says("string")) return "check that the quotes are closed on the same line";
  if (says(": date") || says(": time")) return "correct it, or put quotes around it";
  if (says("integer")) return "a value that is no number needs quotes";
  if (says(": array") || says("inline table")) return "check for a missing comma or bracket";
  if (says("table header")) return "a table's name stands between brackets: [name]";
  std::size_t equals = line.find('=');
  std::string_view value = equals == line.npos ? line : base::trim_left(line.substr(equals + 1));
  if (value.empty()) return "a value is missing; an empty text is \"\"";
  if (equals != line.npos && base::is_ascii_letter(value[0])) return "text needs quotes: title = \"My site\"";
  if (value[0] == '[' || value[0] == '{') return "check for a missing comma or bracket";
  if (says("expected a comment")) return "each key begins a line of its own";
  return "a line is key = value, [table] or a comment that begins with #";
}

}  // namespace

Value parse_toml(ParseJob& job) {
  TomlObstacle obstacle = find_toml_obstacle(job.text);
  if (obstacle.kind == TomlObstacle::Kind::nesting) {
    job.report_nesting("TOML", obstacle.offset);
    return {};
  }
  if (obstacle.kind == TomlObstacle::Kind::character) {
    job.report_error("toml-syntax", "this is no valid TOML: a letter or sign beyond ASCII stands outside quotes",
                     obstacle.offset, "put quotes around the text or key");
    return {};
  }
  toml::parse_result outcome = toml::parse(job.text);
  TomlConverter converter(job);
  if (!outcome) {
    std::size_t offset = converter.offset_of(outcome.error().source().begin);
    std::string message = message_of(outcome.error());
    job.report_error("toml-syntax", message, offset, hint_for(job.text, offset, message));
    return {};
  }
  return converter.convert_table(outcome.table(), {}, 0);
}

}  // namespace value
