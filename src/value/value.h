// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "base/byte_copy.h"
#include "base/hash.h"

namespace value {

class Object;
class Map;
struct List;
struct DateTime;

/// Which thing an object class is asked about; its meaning is the class's own (a page id, a query id, nothing).
using Handle = std::uint32_t;

enum class Kind : std::uint8_t {
  undefined,  ///< the answer "there is none"; may know what was looked for
  none,
  boolean,
  integer,
  floating,
  string,
  datetime,
  duration,
  list,  ///< a list or a tuple
  map,
  object,
};

/// A name that is looked up often: its text and its hash, computed once (at compile time where a template spells it).
struct Name {
  std::string_view text;
  std::uint32_t hash = 0;
  constexpr Name() = default;
  constexpr Name(std::string_view name) : text(name), hash(base::hash_name(name)) {}  // NOLINT: meant to convert
  constexpr Name(const char* name) : Name(std::string_view(name)) {}                  // NOLINT: meant to convert
  bool operator==(const Name& other) const { return hash == other.hash && base::same_text(text, other.text); }
};

/// The dynamic value that config, front matter, data files and templates share: 16 bytes, copied freely, owning
/// nothing. Text, lists and maps lie in some arena and live as long as it does; whoever keeps a value longer copies it
/// with `deep_copy` into an arena of its own. Values reached through an object class (pages, sections, the config) are
/// a pointer to the class and a handle, so that a page in a template costs no memory either.
class Value {
 public:
  constexpr Value() : integer_(0) {}  ///< undefined

  static Value none() { return Value(Kind::none); }
  static Value boolean(bool truth) {
    Value value(Kind::boolean);
    value.integer_ = truth ? 1 : 0;
    return value;
  }
  static Value integer(std::int64_t number) {
    Value value(Kind::integer);
    value.integer_ = number;
    return value;
  }
  static Value floating(double number) {
    Value value(Kind::floating);
    value.floating_ = number;
    return value;
  }
  /// Text that lives elsewhere at least as long as the value. Texts are shorter than 4 GiB.
  static Value string(std::string_view text) {
    Value value(Kind::string);
    value.text_ = text.data();
    value.extra_ = static_cast<std::uint32_t>(text.size());
    return value;
  }
  static Value string(base::Arena& arena, std::string_view text) { return string(arena.copy(text)); }
  /// Text that is HTML already: autoescaping leaves it as it is (Jinja2's Markup).
  static Value safe(std::string_view html) {
    Value value = string(html);
    value.flag_ = 1;
    return value;
  }
  static Value safe(base::Arena& arena, std::string_view html) { return safe(arena.copy(html)); }
  static Value list(const List* list) {
    Value value(Kind::list);
    value.list_ = list;
    return value;
  }
  static Value tuple(const List* list) {
    Value value = Value::list(list);
    value.flag_ = 1;
    return value;
  }
  static Value map(const Map* map) {
    Value value(Kind::map);
    value.map_ = map;
    return value;
  }
  static Value object(const Object* object_class, Handle handle = 0) {
    Value value(Kind::object);
    value.object_ = object_class;
    value.extra_ = handle;
    return value;
  }
  static Value datetime(const DateTime& moment);
  static Value duration(std::int64_t microseconds) {
    Value value(Kind::duration);
    value.integer_ = microseconds;
    return value;
  }
  /// Undefined, remembering what was looked for ("page.autor") for the message of whoever trips over it.
  static Value undefined(base::Arena& arena, std::string_view looked_for) {
    Value value = string(looked_for.empty() ? std::string_view("") : arena.copy(looked_for));
    value.kind_ = Kind::undefined;
    return value;
  }
  /// Undefined that is lenient where templates make undefined values strict.
  static Value lenient_undefined(base::Arena& arena, std::string_view looked_for) {
    Value value = undefined(arena, looked_for);
    value.flag_ = 1;
    return value;
  }

  Kind kind() const { return kind_; }
  bool is_undefined() const { return kind_ == Kind::undefined; }
  bool is_lenient_undefined() const { return kind_ == Kind::undefined && flag_ != 0; }
  bool is_none() const { return kind_ == Kind::none; }
  /// Undefined or none: nothing to show.
  bool is_nothing() const { return kind_ <= Kind::none; }
  bool is_boolean() const { return kind_ == Kind::boolean; }
  bool is_integer() const { return kind_ == Kind::integer; }
  bool is_floating() const { return kind_ == Kind::floating; }
  /// Integer, floating or (as in Python) boolean.
  bool is_number() const { return kind_ >= Kind::boolean && kind_ <= Kind::floating; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_safe() const { return kind_ == Kind::string && flag_ != 0; }
  bool is_datetime() const { return kind_ == Kind::datetime; }
  bool is_list() const { return kind_ == Kind::list; }
  bool is_tuple() const { return kind_ == Kind::list && flag_ != 0; }
  bool is_map() const { return kind_ == Kind::map; }
  bool is_object() const { return kind_ == Kind::object; }

  // Each REQUIRES the kind of its name.
  bool as_boolean() const { return integer_ != 0; }
  std::int64_t as_integer() const { return integer_; }  ///< also of a boolean
  double as_floating() const { return floating_; }
  std::string_view as_string() const { return {text_, extra_}; }
  const List& as_list() const { return *list_; }
  const Map& as_map() const { return *map_; }
  const Object& as_object() const { return *object_; }
  Handle handle() const { return extra_; }
  DateTime as_datetime() const;
  std::int64_t as_duration() const { return integer_; }
  std::string_view looked_for() const { return text_ == nullptr ? std::string_view() : as_string(); }

  /// The number as a double. REQUIRES: is_number().
  double number() const { return kind_ == Kind::floating ? floating_ : static_cast<double>(integer_); }

  /// The elements of a list, or nothing for other kinds.
  inline std::span<const Value> items() const;

  /// The value under a key of a map; undefined when absent or when this is no map.
  inline Value get(Name key) const;

  /// The text of a string, or `otherwise` for other kinds.
  std::string_view string_or(std::string_view otherwise) const { return is_string() ? as_string() : otherwise; }

  /// The same list or map, identical by address (not by content).
  bool same_storage(const Value& other) const {
    return kind_ == other.kind_ && integer_ == other.integer_ && extra_ == other.extra_;
  }

 private:
  explicit constexpr Value(Kind kind) : integer_(0), kind_(kind) {}

  union {
    std::int64_t integer_;
    double floating_;
    const char* text_;
    const List* list_;
    const Map* map_;
    const Object* object_;
  };
  std::uint32_t extra_ = 0;  ///< length of text, handle of an object, offset and form of a datetime
  Kind kind_ = Kind::undefined;
  std::uint8_t flag_ = 0;  ///< string: safe; list: tuple
  /// Nothing; there for values to be copied as two whole words, where 14 bytes of data are copied in parts that
  /// overlap.
  std::uint16_t unused_ = 0;
};
static_assert(sizeof(Value) == 16);

/// A growing array in an arena. A list that others share is `frozen`: changing it is an error that the caller reports.
struct List {
  Value* data = nullptr;
  std::uint32_t size = 0;
  std::uint32_t capacity = 0;
  mutable bool frozen = false;

  std::span<const Value> items() const { return {data, size}; }
  void append(base::Arena& arena, Value value);
};

inline std::span<const Value> Value::items() const { return is_list() ? list_->items() : std::span<const Value>(); }

/// Makes an empty list with room for `capacity` elements.
List* make_list(base::Arena& arena, std::size_t capacity = 0);
List* make_list(base::Arena& arena, std::span<const Value> items);

/// A map in insertion order, as Python's dict. Keys are strings, numbers, booleans, none, dates or tuples of these;
/// 1, 1.0 and true are one key. Small maps are searched in line; larger ones keep a hash index.
class Map {
 public:
  struct Entry {
    Value key;
    Value value;
    std::uint32_t hash;
  };

  std::span<const Entry> entries() const { return {entries_, size_}; }
  std::uint32_t size() const { return size_; }

  const Value* find(Name key) const {
    if (index_ != nullptr) return find_indexed(key);
    for (const Entry& entry : entries()) {
      if (entry.hash == key.hash && entry.key.is_string() && base::same_text(entry.key.as_string(), key.text))
        return &entry.value;
    }
    return nullptr;
  }
  const Value* find(const Value& key) const;
  /// The position of a key among the entries, or `size()`.
  std::uint32_t index_of(Name key) const;
  std::uint32_t index_of(const Value& key) const;

  /// Makes an empty map hold what another one does, with room for `more` keys. REQUIRES: size() == 0.
  void assign(base::Arena& arena, const Map& other, std::uint32_t more);
  /// Adds or replaces; a replaced key keeps its place. REQUIRES: is_hashable(key), and the map is not frozen.
  void set(base::Arena& arena, Value key, Value value);
  void set(base::Arena& arena, Name key, Value value);
  /// Removes a key and says whether it was there; the order of the others stays.
  bool remove(base::Arena& arena, const Value& key);

  bool frozen() const { return frozen_; }
  void freeze() const { frozen_ = true; }

 private:
  const Value* find_indexed(Name key) const;
  std::uint32_t find_slot(std::uint32_t hash, const Value& key) const;
  std::uint32_t first_slot(const Value& key) const;
  void add(base::Arena& arena, const Entry& entry);
  void grow(base::Arena& arena);
  void index_all(base::Arena& arena);

  Entry* entries_ = nullptr;
  std::uint32_t* index_ = nullptr;  ///< open addressing, entry number + 1; null for small maps
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
  std::uint32_t index_mask_ = 0;
  mutable bool frozen_ = false;
};

inline Value Value::get(Name key) const {
  if (!is_map()) return {};
  const Value* found = map_->find(key);
  return found == nullptr ? Value() : *found;
}

inline Map* make_map(base::Arena& arena) { return arena.make<Map>(); }

/// Whether a value may be a key of a map.
bool is_hashable(const Value& value);
std::uint32_t hash_key(const Value& key);

/// A copy whose text, lists and maps all lie in `arena`; objects stay references. Nesting deeper than `k_deepest` is
/// cut to none.
Value deep_copy(base::Arena& arena, const Value& value);
/// Marks every list and map inside as shared: it can be read from any thread and not changed.
void freeze(const Value& value);

/// How deep values from files may nest; parsers report what is deeper.
inline constexpr int k_deepest = 200;

/// `over` laid on `under`: maps merged key by key at every depth, anything else replaced.
Value merge(base::Arena& arena, const Value& under, const Value& over);

/// "undefined", "none", "boolean", "integer", "float", "string", "date", "duration", "list", "tuple", "mapping", or the
/// object's own.
std::string_view kind_name(const Value& value);

}  // namespace value
