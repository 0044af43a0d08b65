// SPDX-License-Identifier: MIT
#include "pipeline/memory.h"

#include "base/codec.h"

namespace pipeline {

std::string encode(const BuildFacts& facts) {
  std::string bytes;
  base::ByteWriter out(bytes);
  for (std::uint64_t number : {facts.read_key, facts.site_key, facts.output_key, static_cast<std::uint64_t>(facts.now),
                               static_cast<std::uint64_t>(facts.next_change), facts.pages, facts.dirty})
    out.fixed64(number);
  out.text(facts.diagnostics);
  out.varint(facts.volatile_answers.size());
  for (const BuildFacts::Volatile& answer : facts.volatile_answers) {
    out.text(answer.entity);
    out.u8(answer.bit);
    out.fixed64(answer.answer);
  }
  return bytes;
}

std::optional<BuildFacts> decode_facts(std::string_view bytes) {
  base::ByteReader in(bytes);
  BuildFacts facts;
  facts.read_key = in.fixed64();
  facts.site_key = in.fixed64();
  facts.output_key = in.fixed64();
  facts.now = static_cast<std::int64_t>(in.fixed64());
  facts.next_change = static_cast<std::int64_t>(in.fixed64());
  facts.pages = in.fixed64();
  facts.dirty = in.fixed64();
  facts.diagnostics = in.text();
  for (std::uint64_t count = in.varint(); in.good() && count > 0; --count) {
    BuildFacts::Volatile& answer = facts.volatile_answers.emplace_back();
    answer.entity = in.text();
    answer.bit = in.u8();
    answer.answer = in.fixed64();
  }
  if (!in.good() || in.remaining() != 0) return std::nullopt;
  return facts;
}

Memory::Memory(std::unique_ptr<engine::Store> store) : store_(std::move(store)) {
  if (auto bytes = store_->get(engine::Table::build, k_facts)) facts_ = decode_facts(*bytes);
  if (!facts_ || store_->damaged()) forget(store_->damaged() ? store_->damage() : "");
}

void Memory::forget(std::string reason) {
  facts_.reset();
  if (forgotten_.empty()) forgotten_ = std::move(reason);
}

bool Memory::load_inputs(std::unordered_map<std::string_view, engine::InputRecord>& inputs) {
  if (facts() == nullptr) return true;
  inputs.reserve(store_->size(engine::Table::inputs).records);
  bool good = store_->for_each(engine::Table::inputs, [&](std::string_view path, std::string_view bytes) {
    auto record = engine::decode_input(bytes);
    if (record) inputs.emplace(path, *record);
    return record.has_value();
  });
  if (!good || store_->damaged()) {
    inputs.clear();
    forget("the cache is damaged");
    return false;
  }
  return true;
}

bool Memory::load_outputs(std::unordered_map<std::string_view, engine::OutputRecord>& outputs) {
  if (facts() == nullptr) return true;
  outputs.reserve(store_->size(engine::Table::outputs).records);
  bool whole = true;
  bool good = store_->for_each(engine::Table::outputs, [&](std::string_view path, std::string_view bytes) {
    auto record = engine::decode_output(bytes);
    whole = record.has_value();
    if (record) outputs.emplace(path, std::move(*record));
    return whole;
  });
  if (!good || !whole || store_->damaged()) {
    outputs.clear();
    forget("the cache is damaged");
    return false;
  }
  return true;
}

}  // namespace pipeline
