// SPDX-License-Identifier: MIT
// Results of queries as bytes, by page ids: good as long as the linked site is the same.
//
//     result = reads:u64 value
//     value  = "p" id:u32 | "l" count:varint *id:u32 | "v" value
#include "base/codec.h"
#include "site/affected_queries.h"
#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"
#include "site/questions.h"
#include "value/codec.h"

namespace site {

using value::Handle;
using value::Value;

namespace {

constexpr std::size_t k_longest_list = 2000;
constexpr std::size_t k_most_bytes = 4096;

bool is_page(const Site& site, const Value& value) {
  return value.is_object() && &value.as_object() == &site.objects().page;
}

/// Nothing for what is long, or holds other things than pages or plain values.
std::optional<std::string> encode_result(const Site& site, std::uint64_t reads, const Value& result) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.fixed64(reads);
  if (is_page(site, result)) {
    out.u8('p');
    out.fixed32(result.handle());
    return bytes;
  }
  bool holds_pages = result.is_list() && !result.is_tuple() && result.items().size() <= k_longest_list;
  for (const Value& element : result.items()) holds_pages = holds_pages && is_page(site, element);
  if (holds_pages) {
    out.u8('l');
    out.varint(result.items().size());
    for (const Value& element : result.items()) out.fixed32(element.handle());
    return bytes;
  }
  if (result.is_list() || result.is_map() || result.is_object()) return std::nullopt;
  out.u8('v');
  if (!value::encode(out, result) || bytes.size() > k_most_bytes) return std::nullopt;
  return bytes;
}

std::optional<Value> decode_result(const Site& site, std::string_view bytes, base::Arena& arena) {
  base::ByteReader in(bytes);
  in.fixed64();
  auto page = [&] {
    std::uint32_t id = in.fixed32();
    if (id >= site.model().pages.size()) in.fail();
    return Value::object(&site.objects().page, id);
  };
  Value result;
  switch (in.u8()) {
    case 'p':
      result = page();
      break;
    case 'l': {
      std::size_t count = in.count(4);
      value::List* list = value::make_list(arena, count);
      for (; in.good() && count > 0; --count) list->append(arena, page());
      list->frozen = true;
      result = Value::list(list);
      break;
    }
    case 'v':
      result = value::deep_copy(arena, value::decode(in, arena));
      value::freeze(result);
      break;
    default:
      return std::nullopt;
  }
  return in.finished() ? std::optional(result) : std::nullopt;
}

}  // namespace

std::uint64_t reads_of_result(std::string_view result) { return base::ByteReader(result).fixed64(); }

void Queries::remember_from(const Questions& questions, Remembered remembered) {
  questions_ = &questions;
  remembered_ = std::move(remembered);
}

/// REQUIRES: the query is locked by the caller.
bool Queries::take_remembered(Query& query, Handle handle) const {
  if (!remembered_) return false;
  auto bytes = remembered_(definition(handle, *questions_));
  auto result = bytes ? decode_result(site_, *bytes, query.arena) : std::nullopt;
  if (!result) return false;
  query.result = *result;
  query.reads_as_bits = reads_of_result(*bytes);
  query.is_remembered = true;
  query.evaluated = true;
  return true;
}

void Queries::for_each_result(const Questions& questions,
                              const std::function<void(std::string definition, std::string result)>& visit) const {
  std::size_t count = 0;
  {
    std::shared_lock lock(mutex_);
    count = queries_.size();
  }
  for (Handle handle = 0; handle < count; ++handle) {
    const Query& query = at(handle);
    if (!query.evaluated || query.failure || query.is_remembered) continue;
    if ((query.reads_as_bits & k_reads_elsewhere) != 0) continue;
    if (auto bytes = encode_result(site_, query.reads_as_bits, query.result))
      visit(definition(handle, questions), std::move(*bytes));
  }
}

}  // namespace site
