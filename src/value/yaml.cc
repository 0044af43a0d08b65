// SPDX-License-Identifier: MIT
// The only file that knows the YAML library.
#include <yaml.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/strings.h"
#include "value/formats.h"
#include "value/wording.h"

namespace value {

namespace {

constexpr std::size_t k_most_nodes = 1'000'000;
constexpr std::size_t k_most_aliases = 10'000;
constexpr int k_most_directives = 100;
constexpr std::string_view k_standard_tag = "tag:yaml.org,2002:";

/// One event, freed before the next is read and at the end of the scope.
class Event {
 public:
  Event() = default;
  ~Event() { clear(); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  bool read(yaml_parser_t& parser) {
    clear();
    filled_ = yaml_parser_parse(&parser, &event_) != 0;
    return filled_;
  }
  const yaml_event_t& operator*() const { return event_; }
  const yaml_event_t* operator->() const { return &event_; }

 private:
  void clear() {
    if (filled_) yaml_event_delete(&event_);
    filled_ = false;
  }
  yaml_event_t event_;
  bool filled_ = false;
};

std::string_view text_of(const yaml_char_t* text, std::size_t length) {
  return {reinterpret_cast<const char*>(text), length};
}
std::string_view text_of(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// libyaml counts characters, the rest of the program bytes. Questions come in the order of the text, or nearly so.
class ByteOffsets {
 public:
  /// Characters count from `start`.
  ByteOffsets(std::string_view text, std::size_t start) : text_(text), bytes_(start) {}

  std::size_t of(std::size_t characters) {
    while (characters_ < characters && bytes_ < text_.size()) {
      ++bytes_;
      while (bytes_ < text_.size() && is_inside(bytes_)) ++bytes_;
      ++characters_;
    }
    while (characters_ > characters) {
      --bytes_;
      while (is_inside(bytes_)) --bytes_;
      --characters_;
    }
    return bytes_;
  }

 private:
  bool is_inside(std::size_t byte) const { return (static_cast<unsigned char>(text_[byte]) & 0xc0) == 0x80; }

  std::string_view text_;
  std::size_t bytes_;
  std::size_t characters_ = 0;
};

/// Builds values from the parser's events without recursion; open lists and maps wait on a stack. After a mistake,
/// what was read before it is kept.
class YamlBuilder {
 public:
  /// The library takes a byte order mark for a column of the first line, so it does not see it.
  explicit YamlBuilder(ParseJob& job)
      : job_(job), start_(job.text.starts_with("\xef\xbb\xbf") ? 3 : 0), offsets_(job.text, start_) {
    std::string_view text = job.text.substr(start_);
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    open_.reserve(8);
  }
  ~YamlBuilder() { yaml_parser_delete(&parser_); }
  YamlBuilder(const YamlBuilder&) = delete;
  YamlBuilder& operator=(const YamlBuilder&) = delete;

  Value build() {
    while (take_event()) {
    }
    while (!open_.empty()) close_early();
    return is_too_large_ || (has_syntax_error_ && !result_.is_map() && !result_.is_list()) ? Value() : result_;
  }

 private:
  /// An open list or map.
  struct Open {
    Map* map = nullptr;
    List* list = nullptr;
    std::string_view anchor = {};
    std::size_t nodes_before = 0;  ///< counted when it began
    std::size_t start = 0;         ///< in characters
    Value key = {};                ///< undefined stands for `<<`
    bool has_key = false;
    std::vector<Value> merged = {};  ///< what `<<` named; the later is laid over the earlier, the own keys over all
  };

  /// A named value and how many values it holds: aliases share it, but whoever copies or prints the result pays for
  /// each.
  struct Anchor {
    Value value;
    std::size_t nodes;
  };

  bool take_event() {
    if (!event_.read(parser_)) {
      report_syntax();
      return false;
    }
    switch (event_->type) {
      case YAML_STREAM_END_EVENT:
        return false;
      case YAML_DOCUMENT_START_EVENT:
        return documents_++ == 0 || fail("yaml-syntax", "a second document begins here", event_->start_mark.index,
                                         "one file holds one document: remove the line '---', or put quotes around it");
      case YAML_SCALAR_EVENT:
        return add_scalar();
      case YAML_ALIAS_EVENT:
        return add_alias();
      case YAML_SEQUENCE_START_EVENT:
        check_tag(text_of(event_->data.sequence_start.tag));
        return begin({.list = make_list(job_.arena), .anchor = copy(event_->data.sequence_start.anchor)});
      case YAML_MAPPING_START_EVENT:
        check_tag(text_of(event_->data.mapping_start.tag));
        return begin({.map = make_map(job_.arena), .anchor = copy(event_->data.mapping_start.anchor)});
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return end();
      default:
        return true;
    }
  }

  std::string_view copy(const yaml_char_t* text) { return job_.arena.copy(text_of(text)); }

  bool fail(std::string code, std::string message, std::size_t characters, std::string hint) {
    job_.report_error(std::move(code), std::move(message), offsets_.of(characters), std::move(hint));
    return false;
  }

  bool fail_as_too_large(const std::string& what, const char* hint) {
    is_too_large_ = true;
    return fail("too-large", "there are more than " + what, event_->start_mark.index, hint);
  }

  void report_syntax() {
    has_syntax_error_ = true;
    YamlProblem problem;
    problem.problem = parser_.problem == nullptr ? "it cannot be read" : parser_.problem;
    problem.context = parser_.context == nullptr ? "" : parser_.context;
    problem.offset = parser_.error == YAML_READER_ERROR ? std::min(start_ + parser_.problem_offset, job_.text.size())
                                                        : offsets_.of(parser_.problem_mark.index);
    problem.context_offset = offsets_.of(parser_.context_mark.index);
    report_yaml_problem(job_, problem);
  }

  bool count_nodes(std::size_t count) {
    nodes_ += count;
    return nodes_ <= k_most_nodes || fail_as_too_large(std::to_string(k_most_nodes) + " values",
                                                       "split the file, or remove aliases that multiply it");
  }

  /// A tag of the YAML type repository without its prefix; others get a warning and are ignored.
  std::string_view check_tag(std::string_view tag) {
    if (tag.starts_with(k_standard_tag)) return tag.substr(k_standard_tag.size());
    if (tag.empty() || tag == "!") return tag;
    job_.report(diagnostics::Severity::warning, "unknown-tag", "the tag " + quoted(tag) + " is not known and ignored",
                offsets_.of(event_->start_mark.index), "remove it, or put quotes around the value");
    return {};
  }

  bool add_scalar() {
    if (!count_nodes(1)) return false;
    const auto& scalar = event_->data.scalar;
    std::string_view text = text_of(scalar.value, scalar.length);
    std::string_view tag = check_tag(text_of(scalar.tag));
    bool is_plain = scalar.style == YAML_PLAIN_SCALAR_STYLE && tag.empty();
    if (open_.empty() && is_plain && text.empty()) return true;
    if (is_plain && text == "<<" && expects_key()) return begin_merge();
    Value value = is_plain ? resolve_plain(text) : tagged(tag, text);
    if (scalar.anchor != nullptr) anchors_[std::string(text_of(scalar.anchor))] = {value, 1};
    return add(value, event_->start_mark.index, event_->end_mark.index);
  }

  bool expects_key() const { return !open_.empty() && open_.back().map != nullptr && !open_.back().has_key; }

  bool begin_merge() {
    open_.back().key = Value();
    open_.back().has_key = true;
    return true;
  }

  Value resolve_plain(std::string_view text) {
    Value value = resolve_yaml_scalar(job_.arena, text);
    bool is_impossible = value.is_string() && base::is_digit(text[0]) && looks_like_yaml_timestamp(text);
    if (is_impossible) {
      job_.report_error("invalid-date", quoted(text) + " is no day of the calendar or no time of a day",
                        offsets_.of(event_->start_mark.index), "correct it, or put quotes around it");
    }
    return value;
  }

  /// A scalar whose kind is said by its tag or, when quoted, is text.
  Value tagged(std::string_view tag, std::string_view text) {
    Value as_text = Value::string(job_.arena, text);
    if (tag == "null") return Value::none();
    Value value = resolve_yaml_scalar(job_.arena, text);
    if (tag == "float" && value.is_integer()) return Value::floating(value.number());
    bool fits = (tag == "int" && value.is_integer()) || (tag == "float" && value.is_floating()) ||
                (tag == "bool" && value.is_boolean()) || (tag == "timestamp" && value.is_datetime());
    if (fits) return value;
    if (tag == "int" || tag == "float" || tag == "bool" || tag == "timestamp") {
      job_.report_error("yaml-syntax", quoted(text) + " is not what the tag '!!" + std::string(tag) + "' says",
                        offsets_.of(event_->start_mark.index), "remove the tag");
    }
    return as_text;
  }

  bool add_alias() {
    std::string name(text_of(event_->data.alias.anchor));
    auto known = anchors_.find(name);
    if (known == anchors_.end()) {
      return fail("yaml-syntax", "there is no anchor " + quoted("&" + name) + " that ends before this alias",
                  event_->start_mark.index, "a value that begins with * needs quotes");
    }
    if (++aliases_ > k_most_aliases) {
      return fail_as_too_large(std::to_string(k_most_aliases) + " aliases", "write the values out, or split the file");
    }
    return count_nodes(known->second.nodes) &&
           add(known->second.value, event_->start_mark.index, event_->end_mark.index);
  }

  bool begin(Open open) {
    if (!count_nodes(1)) return false;
    if (open_.size() >= static_cast<std::size_t>(k_deepest)) {
      job_.report_nesting("YAML", offsets_.of(event_->start_mark.index));
      return false;
    }
    if (!open_.empty() && open_.back().list != nullptr) add_place(event_->start_mark.index, event_->end_mark.index);
    open.nodes_before = nodes_ - 1;
    open.start = event_->start_mark.index;
    open_.push_back(std::move(open));
    return true;
  }

  bool end() {
    Open done = std::move(open_.back());
    open_.pop_back();
    Value value = close(done);
    if (!done.anchor.empty()) anchors_[std::string(done.anchor)] = {value, nodes_ - done.nodes_before};
    if (open_.empty() || open_.back().list == nullptr) return add(value, done.start, event_->end_mark.index);
    open_.back().list->append(job_.arena, value);
    return true;
  }

  /// Ends a list or map in the middle, for what could be read.
  void close_early() {
    Open done = std::move(open_.back());
    open_.pop_back();
    Value value = close(done);
    if (open_.empty()) {
      result_ = value;
    } else if (open_.back().list != nullptr) {
      open_.back().list->append(job_.arena, value);
    } else if (open_.back().has_key && !open_.back().key.is_undefined()) {
      open_.back().map->set(job_.arena, open_.back().key, value);
    }
  }

  Value close(const Open& done) {
    if (done.map == nullptr) return Value::list(done.list);
    if (done.merged.empty()) return Value::map(done.map);
    Map* whole = make_map(job_.arena);
    for (const Value& merged : done.merged) {
      for (const Map::Entry& entry : merged.as_map().entries()) whole->set(job_.arena, entry.key, entry.value);
    }
    for (const Map::Entry& entry : done.map->entries()) whole->set(job_.arena, entry.key, entry.value);
    return Value::map(whole);
  }

  /// In a list of maps that `<<` names, the earlier wins.
  bool add_merge(Open& open, const Value& value, std::size_t start) {
    std::span<const Value> maps = value.is_map() ? std::span(&value, 1) : value.items();
    bool is_fine = value.is_map() || value.is_list();
    for (std::size_t i = maps.size(); i-- > 0;) {
      is_fine = is_fine && maps[i].is_map();
      if (is_fine) open.merged.push_back(maps[i]);
    }
    return is_fine ||
           fail("yaml-syntax", "'<<' takes a mapping or a list of mappings", start, "write <<: *name-of-an-anchor");
  }

  bool add(const Value& value, std::size_t start, std::size_t end) {
    if (open_.empty()) {
      result_ = value;
      return true;
    }
    Open& open = open_.back();
    if (open.list != nullptr) {
      add_place(start, end);
      open.list->append(job_.arena, value);
      return true;
    }
    if (!open.has_key) return set_key(open, value, start, end);
    open.has_key = false;
    if (open.key.is_undefined()) return add_merge(open, value, start);
    open.map->set(job_.arena, open.key, value);
    return true;
  }

  bool set_key(Open& open, const Value& key, std::size_t start, std::size_t end) {
    if (!is_hashable(key)) {
      return fail("yaml-syntax", described(key) + " cannot be a key", start,
                  "a value that begins with { or [ needs quotes");
    }
    if (open.map->find(key) != nullptr) {
      std::size_t begin = offsets_.of(start), after = offsets_.of(end);
      job_.report_duplicate(job_.text.substr(begin, after - begin), begin, after - begin);
    }
    open.key = key;
    open.has_key = true;
    add_place(start, end);
    return true;
  }

  /// Notes where the key or element that the stack is at stands.
  void add_place(std::size_t start, std::size_t end) {
    if (!job_.wants_places()) return;
    std::size_t begin = offsets_.of(start), after = offsets_.of(end);
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
  std::size_t start_;
  ByteOffsets offsets_;
  yaml_parser_t parser_;
  Event event_;
  std::vector<Open> open_;
  std::map<std::string, Anchor> anchors_;
  Value result_ = Value::map(make_map(job_.arena));
  int documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t aliases_ = 0;
  bool is_too_large_ = false;
  bool has_syntax_error_ = false;
};

/// The offset of the first directive line beyond what makes sense (libyaml compares each with each), or npos.
std::size_t find_too_many_directives(std::string_view text) {
  int count = 0;
  for (std::size_t at = text.find("%TAG"); at != text.npos; at = text.find("%TAG", at + 1)) {
    bool begins_line = at == 0 || text[at - 1] == '\n' || text[at - 1] == '\r';
    if (begins_line && ++count > k_most_directives) return at;
  }
  return text.npos;
}

}  // namespace

Value parse_yaml(ParseJob& job) {
  std::optional<Value> plain = parse_plain_yaml(job);
  return plain ? *plain : parse_any_yaml(job);
}

Value parse_any_yaml(ParseJob& job) {
  if (std::size_t at = find_too_many_directives(job.text); at != job.text.npos) {
    job.report_error("too-large",
                     "there are more than " + std::to_string(k_most_directives) + " lines that begin with %TAG", at,
                     "remove them");
    return {};
  }
  return YamlBuilder(job).build();
}

}  // namespace value
