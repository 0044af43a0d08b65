// SPDX-License-Identifier: MIT
// The only file that knows the JSON library.
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "value/formats.h"

namespace value {

namespace {

/// Builds values from the reader's events; open lists and maps wait on a stack.
class JsonBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, JsonBuilder> {
 public:
  JsonBuilder(ParseJob& job, const rapidjson::MemoryStream& stream) : job_(job), stream_(stream) {}

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
    if (open.map->find(Name(open.key)) != nullptr) {
      job_.report(diagnostics::Severity::warning, "duplicate-key",
                  "the key '" + std::string(open.key) + "' stands here twice; the last one counts", key_offset(length),
                  "remove one of them", length + 2);
    }
    if (job_.wants_places()) job_.add_place(path(), key_offset(length), length + 2);
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

  std::size_t key_offset(std::size_t length) const {
    std::size_t end = stream_.Tell();
    return end >= length + 2 ? end - length - 2 : 0;
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
    open_.push_back(open);
    return true;
  }

  bool end() {
    Open done = open_.back();
    open_.pop_back();
    return add(done.map != nullptr ? Value::map(done.map) : Value::list(done.list));
  }

  bool add(Value value) {
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
  std::vector<Open> open_;
  Value result_;
  bool too_deep_ = false;
};

}  // namespace

Value parse_json(ParseJob& job) {
  rapidjson::MemoryStream stream(job.text.data(), job.text.size());
  JsonBuilder builder(job, stream);
  rapidjson::Reader reader;
  constexpr unsigned k_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;
  rapidjson::ParseResult outcome = reader.Parse<k_flags>(stream, builder);
  if (!outcome.IsError()) return builder.result();
  if (builder.too_deep()) {
    job.report(diagnostics::Severity::error, "nesting-too-deep",
               "the JSON is nested more than " + std::to_string(k_deepest) + " levels deep", outcome.Offset(),
               "flatten the structure");
    return {};
  }
  job.report(diagnostics::Severity::error, "json-syntax",
             std::string("this is no valid JSON: ") + rapidjson::GetParseError_En(outcome.Code()), outcome.Offset(),
             "check for a missing comma, quote or bracket before this place");
  return {};
}

}  // namespace value
