// SPDX-License-Identifier: MIT
#include "config/layer.h"

#include <algorithm>
#include <utility>

#include "base/path.h"
#include "base/unicode.h"
#include "config/paths.h"
#include "value/parse.h"

namespace config {

namespace {

constexpr std::size_t k_longest_line = 400;

diagnostics::Diagnostic about_file(const std::string& file, std::string code, std::string message) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::config;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.location.file = file;
  return diagnostic;
}

}  // namespace

Layer Layer::from_file(const base::FileSystem& fs, const std::string& root, const std::string& file, base::Arena& arena,
                       diagnostics::Sink& sink) {
  Layer layer(file, value::Value::map(value::make_map(arena)));
  layer.is_file_ = true;
  auto text = fs.read(base::join_path(root, file), base::FileSystem::k_most_text_bytes);
  if (!text) {
    sink.report(about_file(file, "cannot-read", "cannot read '" + file + "': " + text.error().message));
    return layer;
  }
  layer.text_ = std::move(*text);
  layer.parse(arena, sink);
  return layer;
}

void Layer::parse(base::Arena& arena, diagnostics::Sink& sink) {
  std::string_view text = text_;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::vector<value::KeyPlace> found;
  std::vector<diagnostics::Diagnostic> mistakes;
  diagnostics::SourceText source(name_, text_);
  value::Value parsed =
      value::parse(value::format_of(name_).value_or(value::Format::toml), text, source, arena, mistakes,
                   {.fault = diagnostics::Fault::config, .places = &found, .base_offset = text_.size() - text.size()});
  for (diagnostics::Diagnostic& mistake : mistakes) {
    if (mistake.severity == diagnostics::Severity::error) mistake.code = "config-syntax";
  }
  bool understood = mistakes.empty();
  sink.report(std::move(mistakes));

  // One walk over the text for all keys, so that a large file costs no more than its length.
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.offset < b.offset; });
  std::size_t line_start = 0, counted = 0;
  std::uint32_t line = 1, column = 1;
  for (value::KeyPlace& key : found) {
    std::size_t offset = std::min(key.offset, text_.size());
    for (std::size_t end = text_.find('\n', counted); end < offset; end = text_.find('\n', counted)) {
      ++line;
      line_start = counted = end + 1;
      column = 1;
    }
    column +=
        static_cast<std::uint32_t>(base::count_code_points(std::string_view(text_).substr(counted, offset - counted)));
    counted = offset;
    auto length = base::count_code_points(std::string_view(text_).substr(offset, std::min(key.length, k_longest_line)));
    places_.try_emplace(std::move(key.path), Place{line_start, offset, line, column,
                                                   std::max<std::uint32_t>(1, static_cast<std::uint32_t>(length))});
  }
  if (parsed.is_map()) {
    values_ = parsed;
  } else if (understood && !parsed.is_nothing()) {
    sink.report(about_file(name_, "config-type", "'" + name_ + "' must hold a table of settings"));
  }
}

/// The place of `path` itself, or of the first key below it.
const Layer::Place* Layer::find_place(std::string_view path) const {
  auto exact = places_.find(path);
  if (exact != places_.end()) return &exact->second;
  const Place* first = nullptr;
  std::string prefix = std::string(path) + ".";
  for (auto below = places_.lower_bound(prefix); below != places_.end() && below->first.starts_with(prefix); ++below) {
    if (first == nullptr || below->second.offset < first->offset) first = &below->second;
  }
  return first;
}

diagnostics::Location Layer::locate(std::string_view path) const {
  diagnostics::Location location;
  location.file = name_;
  const Place* place = nullptr;
  for (; place == nullptr && !path.empty(); path = parent_key(path)) place = find_place(path);
  if (place == nullptr) return location;
  location.line = place->line;
  location.column = place->column;
  location.length = place->length;
  std::string_view line = std::string_view(text_).substr(place->line_start, k_longest_line + 1);
  std::size_t end = line.find('\n');
  if (end == line.npos && line.size() > k_longest_line) return location;
  line = line.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  location.line_text = base::make_valid_utf8(line);
  return location;
}

std::string Layer::origin(std::string_view path) const {
  diagnostics::Location location = locate(path);
  if (location.line == 0) return name_;
  return name_ + ":" + std::to_string(location.line) + ":" + std::to_string(location.column);
}

void Layer::copy_places(std::string_view from, std::string_view to) {
  std::vector<std::pair<std::string, Place>> copies;
  if (auto exact = places_.find(from); exact != places_.end()) copies.emplace_back(to, exact->second);
  std::string prefix = std::string(from) + ".";
  for (auto below = places_.lower_bound(prefix); below != places_.end() && below->first.starts_with(prefix); ++below) {
    copies.emplace_back(std::string(to) + below->first.substr(from.size()), below->second);
  }
  places_.insert(std::make_move_iterator(copies.begin()), std::make_move_iterator(copies.end()));
}

void Layer::prefix_places(std::string_view prefix) {
  Places moved;
  for (auto& [path, place] : places_) moved.emplace(child_key(prefix, path), place);
  places_ = std::move(moved);
}

}  // namespace config
