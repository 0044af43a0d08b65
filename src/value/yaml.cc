// SPDX-License-Identifier: MIT
// The only file that knows the YAML library.
#include <yaml.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/strings.h"
#include "value/formats.h"

namespace value {

namespace {

constexpr std::size_t k_most_nodes = 1'000'000;
constexpr std::size_t k_most_aliases = 10'000;

/// One event, freed at the end of the scope.
class Event {
 public:
  ~Event() {
    if (filled_) yaml_event_delete(&event_);
  }
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  bool read(yaml_parser_t& parser) {
    if (filled_) yaml_event_delete(&event_);
    filled_ = yaml_parser_parse(&parser, &event_) != 0;
    return filled_;
  }
  const yaml_event_t& operator*() const { return event_; }
  const yaml_event_t* operator->() const { return &event_; }

 private:
  yaml_event_t event_;
  bool filled_ = false;
};

std::string_view text_of(const yaml_char_t* text, std::size_t length) {
  return {reinterpret_cast<const char*>(text), length};
}
std::string_view text_of(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// Builds values from the parser's events without recursion; open lists and maps wait on a stack.
class YamlBuilder {
 public:
  explicit YamlBuilder(ParseJob& job) : job_(job) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(job.text.data()), job.text.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  ~YamlBuilder() { yaml_parser_delete(&parser_); }
  YamlBuilder(const YamlBuilder&) = delete;
  YamlBuilder& operator=(const YamlBuilder&) = delete;

  Value build() {
    Event event;
    for (bool going = true; going;) {
      if (!event.read(parser_)) {
        report_syntax();
        return result_;
      }
      switch (event->type) {
        case YAML_STREAM_END_EVENT:
          going = false;
          break;
        case YAML_DOCUMENT_START_EVENT:
          if (documents_++ > 0) {
            fail("yaml-syntax", "a second document begins here", event->start_mark.index,
                 "one file holds one document");
            going = false;
          }
          break;
        case YAML_SCALAR_EVENT:
          going = add_scalar(*event);
          break;
        case YAML_ALIAS_EVENT:
          going = add_alias(*event);
          break;
        case YAML_SEQUENCE_START_EVENT:
          going =
              begin({.list = make_list(job_.arena), .anchor = std::string(text_of(event->data.sequence_start.anchor))},
                    *event);
          break;
        case YAML_MAPPING_START_EVENT:
          going = begin({.map = make_map(job_.arena), .anchor = std::string(text_of(event->data.mapping_start.anchor))},
                        *event);
          break;
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
          going = end(*event);
          break;
        default:
          break;
      }
    }
    return failed_ ? Value() : documents_ == 0 ? Value::map(make_map(job_.arena)) : result_;
  }

 private:
  struct Open {
    Map* map = nullptr;
    List* list = nullptr;
    std::string anchor = {};
    std::size_t nodes_before = 0;  ///< counted when it began
    Value key = {};
    bool has_key = false;
    std::vector<Value> merged = {};  ///< values of `<<`, laid under the map's own keys when it ends
  };

  bool fail(std::string code, std::string message, std::size_t offset, std::string hint) {
    failed_ = true;
    job_.report(diagnostics::Severity::error, std::move(code), std::move(message), offset_of(offset), std::move(hint));
    return false;
  }

  /// libyaml counts characters; the rest of the program counts bytes.
  std::size_t offset_of(std::size_t characters) {
    if (characters < counted_characters_) counted_characters_ = counted_bytes_ = 0;
    while (counted_characters_ < characters && counted_bytes_ < job_.text.size()) {
      ++counted_bytes_;
      while (counted_bytes_ < job_.text.size() &&
             (static_cast<unsigned char>(job_.text[counted_bytes_]) & 0xc0) == 0x80) {
        ++counted_bytes_;
      }
      ++counted_characters_;
    }
    return counted_bytes_;
  }

  void report_syntax() {
    failed_ = true;
    std::size_t offset = offset_of(parser_.problem_mark.index);
    if (parser_.error == YAML_READER_ERROR) offset = std::min(parser_.problem_offset, job_.text.size());
    std::string problem = parser_.problem == nullptr ? "it cannot be read" : parser_.problem;
    std::string message = "this is no valid YAML: " + problem;
    if (parser_.context != nullptr) message += " " + std::string(parser_.context);
    job_.report(diagnostics::Severity::error, "yaml-syntax", message, offset, hint_for(problem, offset));
  }

  /// What usually is behind a syntax error.
  std::string hint_for(const std::string& problem, std::size_t offset) const {
    std::size_t begin = offset == 0 ? 0 : job_.text.rfind('\n', offset - 1);
    begin = begin == job_.text.npos || offset == 0 ? 0 : begin + 1;
    std::string_view line = job_.text.substr(begin, job_.text.find('\n', begin) - begin);
    if (line.substr(0, line.find_first_not_of(" \t")).find('\t') != line.npos) return "use spaces, not tabs, to indent";
    if (problem.find("mapping values are not allowed") != problem.npos) {
      return "a value that contains ': ' needs quotes: title: \"One: two\"";
    }
    if (problem.find("unexpected end of stream") != problem.npos)
      return "a quote or bracket that was opened is not closed";
    if (problem.find("cannot start any token") != problem.npos)
      return "a value that begins with this character needs quotes";
    if (problem.find("could not find expected ':'") != problem.npos)
      return "a key is followed by a colon and a space: key: value";
    if (problem.find("did not find expected") != problem.npos)
      return "check indentation, quotes and brackets around this place";
    return "check indentation and quotes around this place";
  }

  bool count_node(const yaml_event_t& event) {
    if (++nodes_ <= k_most_nodes) return true;
    return fail("too-large", "there are more than " + std::to_string(k_most_nodes) + " values", event.start_mark.index,
                "split the file, or remove aliases that multiply it");
  }

  bool add_scalar(const yaml_event_t& event) {
    if (!count_node(event)) return false;
    const auto& scalar = event.data.scalar;
    std::string_view text = text_of(scalar.value, scalar.length);
    std::string_view tag = text_of(scalar.tag);
    Value value;
    if (tag.empty() || tag == "!") {
      bool is_plain = scalar.style == YAML_PLAIN_SCALAR_STYLE && tag.empty();
      value = is_plain ? resolve_yaml_scalar(job_.arena, text) : Value::string(job_.arena, text);
    } else if (tag == "tag:yaml.org,2002:str") {
      value = Value::string(job_.arena, text);
    } else {
      value = resolve_yaml_scalar(job_.arena, text);
    }
    bool is_merge_key = text == "<<" && scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return add(value, event, text_of(scalar.anchor), is_merge_key);
  }

  bool add_alias(const yaml_event_t& event) {
    std::string name(text_of(event.data.alias.anchor));
    auto known = anchors_.find(name);
    if (known == anchors_.end()) {
      return fail("yaml-syntax", "there is no anchor '&" + name + "' before this alias", event.start_mark.index,
                  "a value that begins with * needs quotes");
    }
    if (++aliases_ > k_most_aliases) {
      return fail("too-large", "there are more than " + std::to_string(k_most_aliases) + " aliases",
                  event.start_mark.index, "write the values out, or split the file");
    }
    nodes_ += known->second.nodes - 1;
    return count_node(event) && add(known->second.value, event, {}, false);
  }

  bool begin(Open open, const yaml_event_t& event) {
    if (!count_node(event)) return false;
    if (open_.size() >= static_cast<std::size_t>(k_deepest)) {
      return fail("nesting-too-deep", "the YAML is nested more than " + std::to_string(k_deepest) + " levels deep",
                  event.start_mark.index, "flatten the structure");
    }
    if (!open_.empty() && open_.back().list != nullptr) add_list_place(event);
    open.nodes_before = nodes_ - 1;
    open_.push_back(std::move(open));
    return true;
  }

  bool end(const yaml_event_t& event) {
    Open done = std::move(open_.back());
    open_.pop_back();
    Value value = done.map != nullptr ? Value::map(lay_under(done)) : Value::list(done.list);
    if (!done.anchor.empty()) anchors_[done.anchor] = {value, nodes_ - done.nodes_before};
    return add(value, event, {}, false, true);
  }

  /// The map with what `<<` named laid under its own keys.
  Map* lay_under(const Open& open) {
    if (open.merged.empty()) return open.map;
    Map* whole = make_map(job_.arena);
    for (auto each = open.merged.rbegin(); each != open.merged.rend(); ++each) {
      for (const Map::Entry& entry : each->as_map().entries()) whole->set(job_.arena, entry.key, entry.value);
    }
    for (const Map::Entry& entry : open.map->entries()) whole->set(job_.arena, entry.key, entry.value);
    return whole;
  }

  bool add_merge(Open& open, const Value& value, const yaml_event_t& event) {
    if (value.is_map()) open.merged.push_back(value);
    for (const Value& each : value.items()) {
      if (each.is_map()) open.merged.push_back(each);
    }
    if (value.is_map() || value.is_list()) return true;
    return fail("yaml-syntax", "'<<' takes a mapping", event.start_mark.index, "write <<: *anchor");
  }

  bool add(Value value, const yaml_event_t& event, std::string_view anchor, bool is_merge_key, bool was_open = false) {
    if (!anchor.empty()) anchors_[std::string(anchor)] = {value, 1};
    if (open_.empty()) {
      result_ = value;
      return true;
    }
    Open& open = open_.back();
    if (open.list != nullptr) {
      if (!was_open) add_list_place(event);
      open.list->append(job_.arena, value);
      return true;
    }
    if (!open.has_key) return set_key(open, value, event, is_merge_key);
    open.has_key = false;
    if (open.key.is_undefined()) return add_merge(open, value, event);
    open.map->set(job_.arena, open.key, value);
    return true;
  }

  /// An undefined key stands for `<<`.
  bool set_key(Open& open, Value key, const yaml_event_t& event, bool is_merge_key) {
    if (is_merge_key) {
      open.key = Value();
      open.has_key = true;
      return true;
    }
    if (!is_hashable(key)) {
      return fail("yaml-syntax", "a " + std::string(kind_name(key)) + " cannot be a key", event.start_mark.index,
                  "a value that begins with { or [ needs quotes");
    }
    if (open.map->find(key) != nullptr) {
      std::string name(key.string_or("?"));
      job_.report(diagnostics::Severity::warning, "duplicate-key",
                  "the key '" + name + "' stands here twice; the last one counts", offset_of(event.start_mark.index),
                  "remove one of them", name.size());
    }
    open.key = key;
    open.has_key = true;
    if (job_.wants_places()) {
      std::size_t begin = offset_of(event.start_mark.index), after = offset_of(event.end_mark.index);
      job_.add_place(path(), begin, after - begin);
    }
    return true;
  }

  void add_list_place(const yaml_event_t& event) {
    if (!job_.wants_places()) return;
    std::size_t begin = offset_of(event.start_mark.index), after = offset_of(event.end_mark.index);
    job_.add_place(path(), begin, std::max<std::size_t>(1, after - begin));
  }

  std::string path() const {
    std::string path;
    for (const Open& open : open_) {
      if (!path.empty()) path += '.';
      if (open.list != nullptr) {
        path += std::to_string(open.list->size);
      } else if (open.key.is_string()) {
        path += open.key.as_string();
      } else if (open.key.is_integer()) {
        path += std::to_string(open.key.as_integer());
      }
    }
    return path;
  }

  ParseJob& job_;
  yaml_parser_t parser_;
  std::vector<Open> open_;
  /// A named value and how many values it holds: aliases share it, but whoever copies or prints the result pays for
  /// each.
  struct Anchor {
    Value value;
    std::size_t nodes;
  };
  std::map<std::string, Anchor> anchors_;
  Value result_ = Value::none();
  int documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t aliases_ = 0;
  std::size_t counted_characters_ = 0;
  std::size_t counted_bytes_ = 0;
  bool failed_ = false;
};

}  // namespace

Value parse_yaml(ParseJob& job) { return YamlBuilder(job).build(); }

}  // namespace value
