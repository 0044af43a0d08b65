// SPDX-License-Identifier: MIT
#include "value/codec.h"

#include <cmath>
#include <limits>

#include "value/datetime.h"

namespace value {

namespace {

// The forms of a datetime, as bits.
constexpr std::uint8_t k_has_offset = 1, k_date_only = 2;

class Encoder {
 public:
  explicit Encoder(base::ByteWriter& out) : out_(out), begin_(out.size()) {}

  bool is_whole() const { return is_whole_; }

  void write(const Value& value, int depth) {
    switch (value.kind()) {
      case Kind::undefined:
        return value.looked_for().empty() ? letter('u') : write_text('U', value.looked_for());
      case Kind::none:
        return letter('n');
      case Kind::boolean:
        return letter(value.as_boolean() ? 't' : 'f');
      case Kind::integer:
        letter('i');
        return out_.signed_varint(value.as_integer());
      case Kind::floating:
        letter('d');
        return out_.floating(value.as_floating());
      case Kind::string:
        return write_text(value.is_safe() ? 'S' : 's', value.as_string());
      case Kind::datetime:
        return write_datetime(value.as_datetime());
      case Kind::duration:
        letter('p');
        return out_.signed_varint(value.as_duration());
      case Kind::list:
        return has_room(depth, value.items().size()) ? write_list(value, depth) : cut();
      case Kind::map:
        return has_room(depth, value.as_map().size()) ? write_map(value.as_map(), depth) : cut();
      case Kind::object:
        return cut();
    }
  }

 private:
  void letter(char letter) { out_.u8(static_cast<std::uint8_t>(letter)); }

  void cut() {
    is_whole_ = false;
    letter('n');
  }

  bool has_room(int depth, std::size_t bytes) const {
    return depth < k_deepest && out_.size() - begin_ + bytes <= k_most_encoded_bytes;
  }

  void write_text(char kind, std::string_view text) {
    if (!has_room(0, text.size())) return cut();
    letter(kind);
    out_.text(text);
  }

  void write_datetime(const DateTime& moment) {
    letter('D');
    out_.u8(static_cast<std::uint8_t>((moment.has_offset ? k_has_offset : 0) | (moment.date_only ? k_date_only : 0)));
    out_.signed_varint(moment.offset_minutes);
    out_.signed_varint(moment.local_microseconds);
  }

  void write_list(const Value& value, int depth) {
    letter(value.is_tuple() ? 'T' : 'l');
    out_.varint(value.items().size());
    for (const Value& element : value.items()) write(element, depth + 1);
  }

  void write_map(const Map& map, int depth) {
    letter('m');
    out_.varint(map.size());
    for (const Map::Entry& entry : map.entries()) {
      write(entry.key, depth + 1);
      write(entry.value, depth + 1);
    }
  }

  base::ByteWriter& out_;
  std::size_t begin_;
  bool is_whole_ = true;
};

class Decoder {
 public:
  Decoder(base::ByteReader& in, base::Arena& arena) : in_(in), arena_(arena) {}

  Value read(int depth) {
    switch (in_.u8()) {
      case 'u':
        return {};
      case 'U':
        return read_looked_for();
      case 'n':
        return Value::none();
      case 'f':
        return Value::boolean(false);
      case 't':
        return Value::boolean(true);
      case 'i':
        return Value::integer(in_.signed_varint());
      case 'd':
        return Value::floating(in_.floating());
      case 's':
        return Value::string(read_text());
      case 'S':
        return Value::safe(read_text());
      case 'D':
        return read_datetime();
      case 'p':
        return Value::duration(in_.signed_varint());
      case 'l':
        return depth < k_deepest ? Value::list(read_list(depth)) : bad();
      case 'T':
        return depth < k_deepest ? Value::tuple(read_list(depth)) : bad();
      case 'm':
        return depth < k_deepest ? Value::map(read_map(depth)) : bad();
      default:
        return bad();
    }
  }

 private:
  Value bad() {
    in_.fail();
    return {};
  }

  /// A value's text is shorter than 4 GiB.
  std::string_view read_text() { return in_.raw(in_.varint_up_to(std::numeric_limits<std::uint32_t>::max())); }

  Value read_looked_for() {
    std::string_view text = read_text();
    return text.empty() ? bad() : Value::undefined(arena_, text);
  }

  Value read_datetime() {
    DateTime moment;
    std::uint8_t form = in_.u8();
    std::int64_t offset = in_.signed_varint();
    moment.local_microseconds = in_.signed_varint();
    moment.offset_minutes = static_cast<std::int16_t>(offset);
    moment.has_offset = (form & k_has_offset) != 0;
    moment.date_only = (form & k_date_only) != 0;
    bool is_possible = form <= (k_has_offset | k_date_only) && offset == moment.offset_minutes;
    return is_possible ? Value::datetime(moment) : bad();
  }

  /// How many elements a list or map has, each of at least `least_bytes`. The lists and maps around it need a part of
  /// the bytes that remain for the elements they have still to come; without that, nested lists could each reserve room
  /// for as many elements as there are bytes.
  std::size_t read_count(std::size_t least_bytes) {
    std::size_t count = in_.count(least_bytes);
    if (count * least_bytes + promised_ <= in_.remaining()) return count;
    in_.fail();
    return 0;
  }

  const List* read_list(int depth) {
    std::size_t count = read_count(1);
    List* list = make_list(arena_, count);
    promised_ += count;
    for (std::size_t i = 0; i < count; ++i) {
      --promised_;
      list->append(arena_, read(depth + 1));
    }
    list->frozen = true;
    return list;
  }

  const Map* read_map(int depth) {
    std::size_t count = read_count(2);
    Map* map = make_map(arena_);
    std::size_t rare_keys = 0;
    promised_ += 2 * count;
    for (std::size_t i = 0; i < count; ++i) {
      --promised_;
      Value key = read(depth + 1);
      --promised_;
      Value value = read(depth + 1);
      if (is_plain_text(key)) {
        map->set(arena_, Name(key.as_string()), value);
      } else if (is_possible_key(key, rare_keys)) {
        map->set(arena_, key, value);
      } else {
        in_.fail();
      }
    }
    map->freeze();
    return map;
  }

  static bool is_plain_text(const Value& key) { return key.is_string() && !key.is_safe(); }

  static bool is_possible_key(const Value& key, std::size_t& rare_keys) {
    bool is_rare = key.is_list() || (key.is_floating() && std::isnan(key.as_floating()));
    return is_hashable(key) && !(is_rare && ++rare_keys > k_most_rare_keys);
  }

  base::ByteReader& in_;
  base::Arena& arena_;
  std::size_t promised_ = 0;  ///< bytes that the elements to come of unfinished lists and maps need at least
};

}  // namespace

bool encode(base::ByteWriter& out, const Value& value) {
  Encoder encoder(out);
  encoder.write(value, 0);
  return encoder.is_whole();
}

Value decode(base::ByteReader& in, base::Arena& arena) {
  Value value = Decoder(in, arena).read(0);
  return in.good() ? value : Value();
}

base::Fingerprint fingerprint_of(const Value& value) {
  std::string bytes;
  base::ByteWriter out(bytes);
  encode(out, value);
  return base::fingerprint(bytes);
}

}  // namespace value
