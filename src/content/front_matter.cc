// SPDX-License-Identifier: MIT
#include "base/strings.h"
#include "content/document.h"

namespace content {

namespace {

constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

struct Line {
  std::size_t begin;
  std::size_t end;   ///< without line break
  std::size_t next;  ///< where the next line begins
};

Line line_at(std::string_view text, std::size_t begin) {
  std::size_t end = text.find('\n', begin);
  if (end == text.npos) return {begin, text.size(), text.size()};
  return {begin, end, end + 1};
}

bool is_fence(std::string_view text, const Line& line, std::string_view fence) {
  std::string_view content = text.substr(line.begin, line.end - line.begin);
  return content.starts_with(fence) && base::trim_right(content) == fence;
}

FrontMatterBlock fenced_block(std::string_view text, std::size_t start, FrontMatterBlock::Form form,
                              std::string_view fence) {
  FrontMatterBlock block{form, line_at(text, start).next, text.size(), text.size(), false};
  for (std::size_t at = block.begin; at < text.size();) {
    Line line = line_at(text, at);
    if (is_fence(text, line, fence)) {
      block.end = line.begin;
      block.body = line.next;
      block.closed = true;
      break;
    }
    at = line.next;
  }
  return block;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && base::is_space(text[at])) ++at;
  return at;
}

/// An object begins with a key or ends at once: `{{ page.title }}` and `{note}` are Markdown.
bool begins_json(std::string_view text, std::size_t brace) {
  if (brace >= text.size() || text[brace] != '{') return false;
  std::size_t next = skip_space(text, brace + 1);
  return next < text.size() && (text[next] == '"' || text[next] == '}');
}

FrontMatterBlock json_block(std::string_view text, std::size_t brace) {
  FrontMatterBlock block{FrontMatterBlock::Form::json, brace, text.size(), text.size(), false};
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = brace; at < text.size(); ++at) {
    char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      block.end = at + 1;
      block.body = line_at(text, at).next;
      if (!base::trim(text.substr(block.end, block.body - block.end)).empty()) block.body = block.end;
      block.closed = true;
      break;
    }
  }
  return block;
}

}  // namespace

FrontMatterBlock find_front_matter(std::string_view text) {
  std::size_t start = text.starts_with(k_byte_order_mark) ? k_byte_order_mark.size() : 0;
  Line first = line_at(text, start);
  if (is_fence(text, first, "---")) return fenced_block(text, start, FrontMatterBlock::Form::yaml, "---");
  if (is_fence(text, first, "+++")) return fenced_block(text, start, FrontMatterBlock::Form::toml, "+++");
  std::size_t brace = skip_space(text, start);
  if (begins_json(text, brace)) return json_block(text, brace);
  return {FrontMatterBlock::Form::none, start, start, start, true};
}

}  // namespace content
