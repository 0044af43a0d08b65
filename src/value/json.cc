// SPDX-License-Identifier: MIT
// The only file that knows the JSON library.
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>

#include "base/strings.h"
#include "value/formats.h"

namespace value {

namespace {

/// Builds values from the reader's events; open lists and maps wait on a stack.
class JsonBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, JsonBuilder> {
 public:
  /// `start` is where the stream begins in the text of the job.
  JsonBuilder(ParseJob& job, const rapidjson::MemoryStream& stream, std::size_t start)
      : job_(job), stream_(stream), start_(start) {}

  bool Null() { return add(Value::none()); }
  bool Bool(bool truth) { return add(Value::boolean(truth)); }
  bool Int(int number) { return add(Value::integer(number)); }
  bool Uint(unsigned number) { return add(Value::integer(number)); }
  bool Int64(std::int64_t number) { return add(Value::integer(number)); }
  bool Uint64(std::uint64_t number) {
    if (number <= static_cast<std::uint64_t>(INT64_MAX)) return add(Value::integer(static_cast<std::int64_t>(number)));
    return add(Value::floating(static_cast<double>(number)));
  }
  bool Double(double number) { return add(Value::floating(number)); }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return add(Value::string(job_.arena, std::string_view(text, length)));
  }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    Open& open = open_.back();
    open.key = job_.arena.copy(std::string_view(text, length));
    bool is_duplicate = open.map->find(Name(open.key)) != nullptr;
    if (!is_duplicate && !job_.wants_places()) return true;
    std::size_t end = offset(), begin = begin_of_string(end);
    if (is_duplicate) job_.report_duplicate(open.key, begin, end - begin);
    if (job_.wants_places()) job_.add_place(path(), begin, end - begin);
    return true;
  }
  bool StartObject() { return begin({.map = make_map(job_.arena)}); }
  bool StartArray() { return begin({.list = make_list(job_.arena)}); }
  bool EndObject(rapidjson::SizeType) { return end(); }
  bool EndArray(rapidjson::SizeType) { return end(); }

  Value result() const { return result_; }
  bool too_deep() const { return too_deep_; }

 private:
  struct Open {
    Map* map = nullptr;
    List* list = nullptr;
    std::string_view key = {};
  };

  std::size_t offset() const { return start_ + stream_.Tell(); }

  /// The offset of the opening quote of the string that ends before `end`.
  std::size_t begin_of_string(std::size_t end) const {
    for (std::size_t at = end - 1; at-- > 0;) {
      if (job_.text[at] != '"') continue;
      std::size_t backslashes = 0;
      while (backslashes < at && job_.text[at - 1 - backslashes] == '\\') ++backslashes;
      if (backslashes % 2 == 0) return at;
      at -= backslashes;
    }
    return 0;
  }

  /// The offset of the scalar that ends before `end`.
  std::size_t begin_of_scalar(std::size_t end) const {
    if (job_.text[end - 1] == '"') return begin_of_string(end);
    std::size_t at = end;
    while (at > 0 && (base::is_digit(job_.text[at - 1]) || base::is_ascii_letter(job_.text[at - 1]) ||
                      std::string_view("+-.").find(job_.text[at - 1]) != std::string_view::npos)) {
      --at;
    }
    return at;
  }

  void add_element_place(std::size_t begin, std::size_t end) {
    bool is_element = !open_.empty() && open_.back().list != nullptr && job_.wants_places();
    if (is_element) job_.add_place(path(), begin, std::max<std::size_t>(1, end - begin));
  }

  std::string path() const {
    std::string path;
    for (const Open& open : open_) {
      if (!path.empty()) path += '.';
      path += open.map != nullptr ? std::string(open.key) : std::to_string(open.list->size);
    }
    return path;
  }

  bool begin(Open open) {
    if (open_.size() >= static_cast<std::size_t>(k_deepest)) {
      too_deep_ = true;
      return false;
    }
    add_element_place(offset(), offset() + 1);  // the reader is still before the bracket
    open_.push_back(open);
    return true;
  }

  bool end() {
    Open done = open_.back();
    open_.pop_back();
    return put(done.map != nullptr ? Value::map(done.map) : Value::list(done.list));
  }

  bool add(Value value) {
    if (!open_.empty() && open_.back().list != nullptr && job_.wants_places())
      add_element_place(begin_of_scalar(offset()), offset());
    return put(value);
  }

  bool put(Value value) {
    if (open_.empty()) {
      result_ = value;
    } else if (open_.back().map != nullptr) {
      open_.back().map->set(job_.arena, Name(open_.back().key), value);
    } else {
      open_.back().list->append(job_.arena, value);
    }
    return true;
  }

  ParseJob& job_;
  const rapidjson::MemoryStream& stream_;
  std::size_t start_;
  std::vector<Open> open_;
  Value result_;
  bool too_deep_ = false;
};

/// The library's sentence in the form of a diagnostic's message.
std::string message_of(rapidjson::ParseErrorCode code) {
  std::string text = rapidjson::GetParseError_En(code);
  if (text.ends_with('.')) text.pop_back();
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return "this is no valid JSON: " + text;
}

std::string hint_for(rapidjson::ParseErrorCode code, std::string_view text, std::size_t offset) {
  char at = offset < text.size() ? text[offset] : '\0';
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      return "an empty map is written {}";
    case rapidjson::kParseErrorObjectMissName:
    case rapidjson::kParseErrorValueInvalid:
      if (at == '}' || at == ']') return "remove the comma before this bracket";
      if (at == '\'') return "JSON takes double quotes only";
      if (at == '/' || at == '#') return "JSON has no comments";
      return "text and keys need double quotes";
    case rapidjson::kParseErrorStringMissQuotationMark:
      return "a quote that was opened is not closed";
    case rapidjson::kParseErrorStringEscapeInvalid:
      return "write \\\\ for a backslash";
    case rapidjson::kParseErrorStringInvalidEncoding:
      return "write \\n for a line break and \\t for a tab inside a text";
    default:
      return "check for a missing comma, quote or bracket before this place";
  }
}

}  // namespace

Value parse_json(ParseJob& job) {
  constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";
  std::size_t start = job.text.starts_with(k_byte_order_mark) ? k_byte_order_mark.size() : 0;
  rapidjson::MemoryStream stream(job.text.data() + start, job.text.size() - start);
  JsonBuilder builder(job, stream, start);
  rapidjson::Reader reader;
  constexpr unsigned k_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;
  rapidjson::ParseResult outcome = reader.Parse<k_flags>(stream, builder);
  if (!outcome.IsError()) return builder.result();
  std::size_t offset = start + outcome.Offset();
  if (builder.too_deep()) {
    job.report_nesting("JSON", offset);
  } else {
    job.report_error("json-syntax", message_of(outcome.Code()), offset, hint_for(outcome.Code(), job.text, offset));
  }
  return {};
}

}  // namespace value
