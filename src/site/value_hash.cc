// SPDX-License-Identifier: MIT
#include "site/value_hash.h"

#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"
#include "site/questions.h"
#include "value/codec.h"

namespace site {

using value::Value;

namespace {

constexpr int k_deepest_hashed = value::k_deepest;

/// Appends values whose objects are among the site's. One letter says what follows.
class StableBytes {
 public:
  StableBytes(base::ByteWriter& out, const Site& site, const Questions& questions)
      : out_(out), site_(site), questions_(questions) {}

  void append(const Value& value, int depth = 0) {
    if (depth > k_deepest_hashed) return out_.u8('!');
    if (value.is_object()) return append_object(value, depth);
    if (value.is_map()) {
      out_.u8('M');
      out_.varint(value.as_map().size());
      for (const value::Map::Entry& entry : value.as_map().entries()) {
        append(entry.key, depth + 1);
        append(entry.value, depth + 1);
      }
    } else if (value.is_list()) {
      out_.u8(value.is_tuple() ? 'T' : 'L');
      out_.varint(value.items().size());
      for (const Value& element : value.items()) append(element, depth + 1);
    } else {
      out_.u8('V');
      value::encode(out_, value);
    }
  }

 private:
  void append_named(char kind, std::string_view name) {
    out_.u8(static_cast<std::uint8_t>(kind));
    out_.text(name);
  }

  void append_object(const Value& value, int depth) {
    const Objects& objects = site_.objects();
    const Model& model = site_.model();
    const value::Object* object = &value.as_object();
    if (object == &objects.page) return append_named('p', questions_.page_key(value.handle()));
    if (object == &objects.metadata) return append_named('m', questions_.page_key(value.handle()));
    if (object == &objects.section) return append_named('s', model.sections[value.handle()].path);
    if (object == &objects.taxonomy) return append_named('x', model.taxonomies[value.handle()].name);
    if (object == &objects.term) {
      const Term& term = model.terms[value.handle()];
      return append_named('t', model.taxonomies[term.taxonomy].name + "/" + term.slug);
    }
    if (object == &objects.menu_item) return append_named('e', questions_.menu_path(value.handle()));
    if (object == &site_.queries()) return append_named('q', site_.queries().definition(value.handle(), questions_));
    append_named('o', object->type_name());
    // What is read of settings and data is asked key by key, whichever object it began from.
    bool is_tree = object == &site_.config_tree() || object == &site_.data_tree() || object == &site_.text_tree();
    if (is_tree) return;
    bool is_of_site = object == &objects.site;
    if (is_of_site || object->shape(value.handle()) == value::Shape::opaque) return out_.varint(value.handle());
    // What filters make (the groups of `groupby`) is what it holds.
    base::Arena arena(256);
    value::ReadLog reads;
    value::Context ctx(arena, reads);
    append(object->materialize(ctx, value.handle()), depth + 1);
  }

  base::ByteWriter& out_;
  const Site& site_;
  const Questions& questions_;
};

}  // namespace

void append_stable(base::ByteWriter& out, const Site& site, const Questions& questions, const Value& value) {
  StableBytes(out, site, questions).append(value);
}

std::uint64_t stable_hash(const Site& site, const Questions& questions, const Value& value) {
  std::string bytes;
  base::ByteWriter out(bytes);
  append_stable(out, site, questions, value);
  return answer_of(bytes);
}

std::uint64_t answer_of(std::string_view bytes) {
  std::uint64_t hash = base::hash64(bytes);
  return hash == 0 ? 1 : hash;
}

}  // namespace site
