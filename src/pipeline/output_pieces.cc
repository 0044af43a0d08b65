// SPDX-License-Identifier: MIT
#include "pipeline/output_pieces.h"

#include <algorithm>

#include "base/codec.h"
#include "base/path.h"

namespace pipeline {

OutputPieces::OutputPieces(const State& state, const render::Output& output) : state_(state) {
  if (state.memory.facts() == nullptr) return;
  auto record = state.memory.store().get(engine::Table::pieces, output.path);
  if (!record) return;
  auto bytes = state.fs.read(base::join_path(state.output_root, output.path));
  if (bytes) last_bytes_ = std::move(*bytes);
  if (!bytes || !load(*record)) last_pieces_.clear();
}

/// False when the record is none, the file is not the one that it describes, or what the pieces have in common has
/// other answers.
bool OutputPieces::load(std::string_view record) {
  constexpr std::size_t k_least_bytes = 12;
  base::ByteReader in(record);
  if (in.fingerprint() != base::fingerprint(last_bytes_)) return false;
  PageNumbers numbers{.hash = in.fixed64(), .pages = static_cast<site::PageId>(in.varint())};
  trusts_numbers_ = !state_.relinks && numbers == state_.page_numbers;
  auto common = engine::decode_reads(in.text());
  if (!common) return false;
  last_common_ = std::move(*common);
  if (std::ranges::any_of(last_common_, [&](const engine::Read& read) { return state_.changed_answers.meets(read); }))
    return false;
  last_pieces_.resize(in.count(k_least_bytes));
  std::size_t end = 0;
  for (Piece& piece : last_pieces_) {
    piece.page = static_cast<site::PageId>(in.varint());
    piece.entity = in.fixed64();
    piece.fields = in.varint();
    piece.offset = end + in.varint_up_to(last_bytes_.size() - end);
    piece.bytes = in.varint_up_to(last_bytes_.size() - piece.offset);
    end = piece.offset + piece.bytes;
  }
  return in.finished();
}

/// What a page is found by. The number of a page that has come since all pages were linked may be that of another page
/// in another store.
std::uint64_t OutputPieces::identity(site::PageId page) const {
  return trusts_numbers_ && page < state_.page_numbers.pages ? page : state_.questions->page_entity(page);
}

const OutputPieces::Piece* OutputPieces::find(site::PageId page) {
  if (last_pieces_.empty()) return nullptr;
  auto identity_of = [&](const Piece& piece) {
    return trusts_numbers_ && piece.page < state_.page_numbers.pages ? piece.page : piece.entity;
  };
  std::uint64_t sought = identity(page);
  bool is_next = next_ < last_pieces_.size() && identity_of(last_pieces_[next_]) == sought;
  if (!is_next) {
    if (by_identity_.empty()) {
      for (std::size_t i = 0; i < last_pieces_.size(); ++i) by_identity_.emplace(identity_of(last_pieces_[i]), i);
    }
    auto known = by_identity_.find(sought);
    if (known == by_identity_.end()) return nullptr;
    next_ = known->second;
  }
  return &last_pieces_[next_++];
}

std::optional<std::string_view> OutputPieces::last(site::PageId page) {
  found_ = find(page);
  if (found_ == nullptr || found_->fields == 0) return std::nullopt;
  if (state_.changed_answers.meets({found_->entity, found_->fields})) return std::nullopt;
  return std::string_view(last_bytes_).substr(found_->offset, found_->bytes);
}

void OutputPieces::place(site::PageId page, std::size_t offset, std::size_t bytes,
                         std::optional<std::span<const value::Question>> asked) {
  Piece piece{.page = page, .offset = offset, .bytes = bytes};
  if (asked) {
    ++made_;
    piece.entity = state_.questions->page_entity(page);
    bool asked_others = false;
    for (const value::Question& question : *asked) {
      if (is_field_of_page(question) && question.entity == page) {
        piece.fields |= std::uint64_t{1} << question.field;
      } else if (is_shared(question.relation)) {
        auto [known, added] = common_.try_emplace(question);
        if (added) known->second = state_.questions->place(question);
      } else {
        asked_others = true;
      }
    }
    if (asked_others) piece.fields = 0;
  } else {
    piece.entity = found_->entity;
    piece.fields = found_->fields;
  }
  pieces_.push_back(piece);
}

void OutputPieces::add_reads(engine::Reads& reads) const {
  if (kept() == 0) return;
  // Of those that were made again this says once more what they asked.
  for (const Piece& piece : pieces_) {
    if (piece.fields != 0) reads.push_back({piece.entity, piece.fields});
  }
  reads.insert(reads.end(), last_common_.begin(), last_common_.end());
  engine::normalize(reads);
}

std::string OutputPieces::encode(const base::Fingerprint& content) const {
  engine::Reads common;
  if (kept() > 0) common = last_common_;
  for (const auto& [question, place] : common_) common.push_back({place.entity, std::uint64_t{1} << place.bit});
  engine::normalize(common);
  std::string bytes;
  base::ByteWriter out(bytes);
  out.fingerprint(content);
  out.fixed64(state_.page_numbers.hash);
  out.varint(state_.page_numbers.pages);
  out.text(engine::encode(common));
  out.varint(pieces_.size());
  std::size_t end = 0;
  for (const Piece& piece : pieces_) {
    out.varint(piece.page);
    out.fixed64(piece.entity);
    out.varint(piece.fields);
    out.varint(piece.offset - end);
    out.varint(piece.bytes);
    end = piece.offset + piece.bytes;
  }
  return bytes;
}

}  // namespace pipeline
