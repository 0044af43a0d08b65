// SPDX-License-Identifier: MIT
#include "pipeline/memory.h"

#include <algorithm>

#include "base/codec.h"
#include "base/sort.h"

namespace pipeline {

std::string encode(const BuildFacts& facts) {
  std::string bytes;
  base::ByteWriter out(bytes);
  for (std::uint64_t number :
       {facts.read_key, facts.site_key, facts.output_key, facts.oddities_key, static_cast<std::uint64_t>(facts.now),
        static_cast<std::uint64_t>(facts.next_change), facts.pages, facts.dirty, facts.asked_fields,
        facts.page_numbers.hash, std::uint64_t{facts.page_numbers.pages}})
    out.fixed64(number);
  out.u8(facts.asked_headings_anywhere ? 1 : 0);
  for (const std::string* text : {&facts.site_diagnostics, &facts.data_diagnostics, &facts.asset_diagnostics})
    out.text(*text);
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
  facts.oddities_key = in.fixed64();
  facts.now = static_cast<std::int64_t>(in.fixed64());
  facts.next_change = static_cast<std::int64_t>(in.fixed64());
  facts.pages = in.fixed64();
  facts.dirty = in.fixed64();
  facts.asked_fields = in.fixed64();
  facts.page_numbers = {.hash = in.fixed64(), .pages = static_cast<site::PageId>(in.fixed64())};
  facts.asked_headings_anywhere = in.u8() != 0;
  for (std::string* text : {&facts.site_diagnostics, &facts.data_diagnostics, &facts.asset_diagnostics})
    *text = in.text();
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

bool Memory::load_inputs(std::vector<LastInput>& inputs) {
  if (facts() == nullptr) return true;
  inputs.reserve(store_->size(engine::Table::inputs).records);
  bool good = store_->for_each(engine::Table::inputs, [&](std::string_view path, std::string_view bytes) {
    inputs.push_back({path, bytes});
    return true;
  });
  base::sort_if_needed(inputs, [](const LastInput& a, const LastInput& b) { return a.path < b.path; });
  if (good && !store_->damaged()) return true;
  inputs.clear();
  forget("the cache is damaged");
  return false;
}

bool Memory::load_outputs(LastOutputs& outputs) {
  if (facts() == nullptr) return true;
  outputs.outputs.reserve(store_->size(engine::Table::outputs).records);
  bool whole = true;
  bool good = store_->for_each(engine::Table::outputs, [&](std::string_view path, std::string_view bytes) {
    if (path.ends_with('/')) {
      auto folder = engine::decode_folder(bytes);
      whole = folder.has_value();
      if (whole) outputs.folders.push_back({path.substr(0, path.size() - 1), *folder});
    } else {
      auto record = engine::view_output(bytes);
      whole = record.has_value();
      if (whole) outputs.outputs.push_back({path, *record});
    }
    return whole;
  });
  if (good && whole && !store_->damaged()) return true;
  outputs = {};
  forget("the cache is damaged");
  return false;
}

LastOutputs::Output* LastOutputs::find(std::string_view path) {
  auto found = std::lower_bound(outputs.begin(), outputs.end(), path,
                                [](const Output& output, std::string_view wanted) { return output.path < wanted; });
  return found == outputs.end() || found->path != path ? nullptr : &*found;
}

}  // namespace pipeline
