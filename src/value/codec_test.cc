// SPDX-License-Identifier: MIT
#include "value/codec.h"

#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "value/datetime.h"
#include "value/object.h"
#include "value/testing.h"

namespace value {
namespace {

std::string encoded(const Value& value) {
  std::string bytes;
  base::ByteWriter out(bytes);
  encode(out, value);
  return bytes;
}

/// Whether nothing but addresses tells two values apart.
bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::undefined:
      return a.looked_for() == b.looked_for();
    case Kind::none:
      return true;
    case Kind::boolean:
      return a.as_boolean() == b.as_boolean();
    case Kind::integer:
      return a.as_integer() == b.as_integer();
    case Kind::floating:
      return std::bit_cast<std::uint64_t>(a.as_floating()) == std::bit_cast<std::uint64_t>(b.as_floating());
    case Kind::string:
      return a.is_safe() == b.is_safe() && a.as_string() == b.as_string();
    case Kind::datetime: {
      DateTime x = a.as_datetime(), y = b.as_datetime();
      return x.local_microseconds == y.local_microseconds && x.offset_minutes == y.offset_minutes &&
             x.has_offset == y.has_offset && x.date_only == y.date_only;
    }
    case Kind::duration:
      return a.as_duration() == b.as_duration();
    case Kind::list: {
      bool same = a.is_tuple() == b.is_tuple() && a.items().size() == b.items().size();
      for (std::size_t i = 0; same && i < a.items().size(); ++i) same = identical(a.items()[i], b.items()[i]);
      return same;
    }
    case Kind::map: {
      auto x = a.as_map().entries(), y = b.as_map().entries();
      bool same = x.size() == y.size();
      for (std::size_t i = 0; same && i < x.size(); ++i) {
        same = identical(x[i].key, y[i].key) && identical(x[i].value, y[i].value) && x[i].hash == y[i].hash;
      }
      return same;
    }
    case Kind::object:
      return a.same_storage(b);
  }
  return false;
}

void expect_comes_back(const Value& value) {
  std::string bytes;
  base::ByteWriter out(bytes);
  EXPECT_TRUE(encode(out, value));
  base::ByteReader in(bytes);
  base::Arena arena;
  Value decoded = decode(in, arena);
  EXPECT_TRUE(in.finished());
  EXPECT_TRUE(identical(value, decoded));
  EXPECT_EQ(encoded(decoded), bytes);
  EXPECT_EQ(fingerprint_of(decoded), base::fingerprint(bytes));
}

/// Values of all kinds; maps have keys of all kinds that may be keys.
class RandomValues {
 public:
  RandomValues(Fixture& fixture, std::uint64_t seed) : fixture_(fixture), random_(seed) {}

  Value any(int depth) {
    switch (random_.next() % (depth > 0 ? 13 : 10)) {
      case 0:
        return random_.next() % 2 == 0 ? Value() : Value::undefined(fixture_.arena, text());
      case 10:
        return list(depth, false);
      case 11:
        return list(depth, true);
      case 12:
        return map(depth);
      default:
        return scalar();
    }
  }

 private:
  std::string text() {
    std::string text(random_.next() % 12, 'x');
    for (char& c : text) c = static_cast<char>(random_.next());
    return text;
  }

  Value scalar() {
    std::uint64_t bits = random_.next() >> (random_.next() % 64);
    switch (random_.next() % 8) {
      case 0:
        return Value::none();
      case 1:
        return Value::boolean(bits % 2 == 0);
      case 2:
        return Value::integer(static_cast<std::int64_t>(random_.next() % 2 == 0 ? bits : ~bits));
      case 3:
        return Value::floating(std::bit_cast<double>(random_.next()));
      case 4:
        return Value::string(fixture_.arena, text());
      case 5:
        return Value::safe(fixture_.arena, text());
      case 6:
        return Value::datetime({static_cast<std::int64_t>(bits), static_cast<std::int16_t>(random_.next()),
                                random_.next() % 2 == 0, random_.next() % 2 == 0});
      default:
        return Value::duration(static_cast<std::int64_t>(~bits));
    }
  }

  Value list(int depth, bool is_tuple) {
    List* list = make_list(fixture_.arena);
    for (std::uint64_t count = random_.next() % 5; count > 0; --count) list->append(fixture_.arena, any(depth - 1));
    return is_tuple ? Value::tuple(list) : Value::list(list);
  }

  Value map(int depth) {
    Map* map = make_map(fixture_.arena);
    for (std::uint64_t count = random_.next() % 20; count > 0; --count) {
      Value key = random_.next() % 8 == 0 ? list(1, true) : scalar();
      if (is_hashable(key)) map->set(fixture_.arena, key, any(depth - 1));
    }
    return Value::map(map);
  }

  Fixture& fixture_;
  base::SeededNumbers random_;
};

TEST(Codec, every_kind_comes_back_exactly) {
  Fixture f;
  using Double = std::numeric_limits<double>;
  using Int = std::numeric_limits<std::int64_t>;
  for (Value value : {Value(),
                      Value::undefined(f.arena, "page.autor"),
                      Value::none(),
                      Value::boolean(false),
                      Value::boolean(true),
                      Value::integer(0),
                      Value::integer(Int::min()),
                      Value::integer(Int::max()),
                      Value::floating(-0.0),
                      Value::floating(0.0),
                      Value::floating(Double::quiet_NaN()),
                      Value::floating(-Double::quiet_NaN()),
                      Value::floating(std::bit_cast<double>(0x7ff8000000001234)),
                      Value::floating(-Double::infinity()),
                      Value::floating(Double::denorm_min()),
                      Value::string(""),
                      Value::string(std::string_view("a\0\xff", 3)),
                      Value::safe("<b>"),
                      Value::datetime({1'714'557'600'000'000, 120, true, false}),
                      Value::datetime({-1, -720, true, false}),
                      Value::datetime({0, 0, false, true}),
                      Value::datetime({Int::min(), std::numeric_limits<std::int16_t>::min(), true, true}),
                      Value::duration(Int::min()),
                      f.list({}),
                      f.tuple({}),
                      f.map({}),
                      f.list({f.tuple({Value::integer(1)}), f.list({Value::none(), Value()})})}) {
    expect_comes_back(value);
  }
}

TEST(Codec, maps_keep_their_order_and_the_kinds_of_their_keys) {
  Fixture f;
  Value nan = Value::floating(std::numeric_limits<double>::quiet_NaN());
  expect_comes_back(f.map({{f.text("z"), Value::integer(1)},
                           {Value::floating(1.0), Value::integer(2)},
                           {Value::boolean(false), Value::integer(3)},
                           {Value::integer(2), Value::integer(4)},
                           {Value::none(), Value::integer(5)},
                           {Value::safe("a"), Value::integer(6)},
                           {Value::datetime({0, 0, false, true}), Value::integer(7)},
                           {Value::datetime({0, 0, false, false}), Value::integer(8)},
                           {f.tuple({f.text("a"), f.tuple({nan})}), Value::integer(9)},
                           {nan, Value::integer(10)},
                           {nan, Value::integer(11)},
                           {Value::floating(-0.0), Value::integer(12)},
                           {Value::duration(5), Value::integer(13)},
                           {f.text("b"), f.map({{f.text("b"), f.list({})}})}}));
}

TEST(Codec, random_values_come_back_exactly) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Fixture f;
    expect_comes_back(RandomValues(f, seed).any(5));
  }
}

TEST(Codec, large_maps_are_searched_after_decoding) {
  Fixture f;
  Map* map = make_map(f.arena);
  for (int i = 0; i < 5000; ++i) map->set(f.arena, f.text("key" + std::to_string(i)), Value::integer(i));
  expect_comes_back(Value::map(map));
  std::string bytes = encoded(Value::map(map));
  base::ByteReader in(bytes);
  Value decoded = decode(in, f.arena);
  for (int i = 0; i < 5000; ++i) EXPECT_EQ(decoded.get(std::string_view("key" + std::to_string(i))).as_integer(), i);
  EXPECT_TRUE(decoded.get("key5000").is_undefined());
}

TEST(Codec, decoded_texts_are_views_and_decoded_containers_frozen) {
  Fixture f;
  std::string bytes =
      encoded(f.map({{f.text("key"), f.list({f.text("text"), f.tuple({f.text("inner")}), f.map({})})}}));
  base::ByteReader in(bytes);
  Value decoded = decode(in, f.arena);
  Value list = decoded.get("key");
  EXPECT_EQ(list.items()[0].as_string().data(), bytes.data() + bytes.find("text"));
  EXPECT_EQ(decoded.as_map().entries()[0].key.as_string().data(), bytes.data() + bytes.find("key"));
  EXPECT_TRUE(decoded.as_map().frozen());
  EXPECT_TRUE(list.as_list().frozen);
  EXPECT_TRUE(list.items()[1].as_list().frozen);
  EXPECT_TRUE(list.items()[2].as_map().frozen());
}

TEST(Codec, what_a_parser_reads_comes_back) {
  std::string nested;
  for (int i = 0; i < k_deepest - 1; ++i) nested += "[";
  for (int i = 0; i < k_deepest - 1; ++i) nested += "]";
  for (const std::string& text :
       {std::string("title: x\ndate: 2024-05-01T10:00:00+02:00\nday: 2024-05-01\nnan: .nan\nlist: [1, 2.5, null]\n"),
        std::string("a: &a [1, 2]\nb: *a\nc: {d: *a, 1: one, 1.5: yes}\n"), "a: " + nested + "\n"}) {
    Parsed parsed(Format::yaml, text);
    ASSERT_TRUE(parsed.diagnostics.empty()) << parsed.said();
    expect_comes_back(parsed.value);
  }
}

class Thing final : public Object {
 public:
  std::string_view type_name() const override { return "thing"; }
};

TEST(Codec, objects_are_written_as_none) {
  Fixture f;
  Thing thing;
  Value with_object = f.list({Value::object(&thing, 7), Value::integer(1)});
  std::string bytes;
  base::ByteWriter out(bytes);
  EXPECT_FALSE(encode(out, with_object));
  EXPECT_EQ(bytes, encoded(f.list({Value::none(), Value::integer(1)})));
}

TEST(Codec, nesting_is_cut_where_copying_cuts_it) {
  Fixture f;
  Value deep = Value::integer(1);
  for (int i = 0; i < k_deepest + 5; ++i) deep = f.list({deep});
  std::string bytes;
  base::ByteWriter out(bytes);
  EXPECT_FALSE(encode(out, deep));
  base::ByteReader in(bytes);
  Value decoded = decode(in, f.arena);
  EXPECT_TRUE(in.finished());
  EXPECT_TRUE(identical(decoded, deep_copy(f.arena, deep)));
}

TEST(Codec, a_list_that_contains_itself_ends) {
  Fixture f;
  List* list = make_list(f.arena);
  list->append(f.arena, Value::list(list));
  std::string bytes;
  base::ByteWriter out(bytes);
  EXPECT_FALSE(encode(out, Value::list(list)));
  EXPECT_LT(bytes.size(), 3u * k_deepest);
}

TEST(Codec, parts_that_multiply_are_cut) {
  Fixture f;
  std::string long_text(1 << 20, 'x');
  Value many = f.text(long_text);
  for (int i = 0; i < 4; ++i) many = f.list({many, many, many, many, many, many, many, many});
  std::string bytes;
  base::ByteWriter out(bytes);
  EXPECT_FALSE(encode(out, many));
  EXPECT_LT(bytes.size(), k_most_encoded_bytes + 1000);
}

TEST(Codec, deeper_nesting_than_is_written_is_refused) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += std::string("l\x01", 2);
  bytes += "n";
  base::ByteReader in(bytes);
  base::Arena arena;
  EXPECT_TRUE(decode(in, arena).is_undefined());
  EXPECT_FALSE(in.good());
}

/// Each list says that it has as many elements as there are bytes behind it.
TEST(Codec, nested_lists_cannot_reserve_more_than_their_bytes_hold) {
  std::string bytes;
  base::ByteWriter out(bytes);
  for (int i = 0; i < 150; ++i) {
    out.u8('l');
    out.varint(990'000);
  }
  bytes.append(1'000'000, 'n');
  base::ByteReader in(bytes);
  base::Arena arena;
  decode(in, arena);
  EXPECT_FALSE(in.good());
  EXPECT_LT(arena.bytes_reserved(), 40u * bytes.size());
}

TEST(Codec, maps_with_very_many_rare_keys_are_refused) {
  Fixture f;
  Value nan = Value::floating(std::numeric_limits<double>::quiet_NaN());
  for (std::size_t count : {k_most_rare_keys, k_most_rare_keys + 1}) {
    Map* map = make_map(f.arena);
    for (std::size_t i = 0; i < count; ++i) map->set(f.arena, nan, Value::none());
    std::string bytes = encoded(Value::map(map));
    base::ByteReader in(bytes);
    decode(in, f.arena);
    EXPECT_EQ(in.finished(), count == k_most_rare_keys);
  }
}

TEST(Codec, keys_that_cannot_be_keys_are_refused) {
  for (std::string_view bytes : {std::string_view("m\x01l\x00n", 5), std::string_view("m\x01m\x00n", 5)}) {
    base::ByteReader in(bytes);
    base::Arena arena;
    EXPECT_TRUE(decode(in, arena).is_undefined());
    EXPECT_FALSE(in.good());
  }
}

TEST(Codec, every_cut_is_refused) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Fixture f;
    std::string bytes = encoded(RandomValues(f, seed).any(4));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      std::string cut = bytes.substr(0, size);
      base::ByteReader in(cut);
      base::Arena arena;
      EXPECT_TRUE(decode(in, arena).is_undefined());
      EXPECT_FALSE(in.good());
    }
  }
}

TEST(Codec, any_bytes_are_a_bounded_value_or_none) {
  base::SeededNumbers random(1);
  std::size_t made = 0;
  for (std::uint64_t round = 0; round < 100'000; ++round) {
    Fixture f;
    std::string bytes = encoded(RandomValues(f, round % 500).any(4));
    for (std::uint64_t changes = random.next() % 3 + 1; changes > 0; --changes) {
      std::size_t at = random.next() % bytes.size();
      bytes[at] = random.next() % 2 == 0 ? "uUnftidsSDplTm"[random.next() % 14] : static_cast<char>(random.next());
    }
    base::ByteReader in(bytes);
    base::Arena arena(64);
    Value decoded = decode(in, arena);
    ASSERT_LT(arena.bytes_reserved(), 4096 + 200 * bytes.size());
    if (!in.good()) continue;
    ++made;
    ASSERT_LE(encoded(decoded).size(), bytes.size());
  }
  EXPECT_GT(made, 1000u);
}

TEST(Codec, fingerprints_tell_kinds_and_order_apart) {
  Fixture f;
  std::vector<Value> values = {Value::integer(1),
                               Value::floating(1.0),
                               Value::boolean(true),
                               f.text("1"),
                               Value::safe("1"),
                               f.list({Value::integer(1)}),
                               f.tuple({Value::integer(1)}),
                               Value::duration(1),
                               f.map({{f.text("a"), Value::none()}, {f.text("b"), Value::none()}}),
                               f.map({{f.text("b"), Value::none()}, {f.text("a"), Value::none()}}),
                               Value(),
                               Value::none()};
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      EXPECT_EQ(fingerprint_of(values[i]) == fingerprint_of(values[j]), i == j) << i << " " << j;
    }
  }
}

}  // namespace
}  // namespace value
