// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/state.h"
#include "render/pieces.h"

namespace pipeline {

/// The pieces of one output (render/pieces.h): which bytes of the file that the last build left are the piece of which
/// page, and what it asked. Used again are those that asked nothing but fields of their page and what many outputs
/// have in common, when none of these answers is different and the file still holds what it did.
///
///     record  fingerprint of the output's bytes; `PageNumbers` of the build, hash (fixed64) and pages (varint); what
///             pieces asked besides their pages (text: `engine::encode`); the number of pieces (varint), then of each
///     piece   page (varint), its entity (fixed64), which fields of it were asked (varint, a bit for each; 0: other
///             things as well), distance from the end of the piece before, length (varints)
class OutputPieces final : public render::Pieces {
 public:
  /// REQUIRES: the arguments outlive this.
  OutputPieces(const State& state, const render::Output& output);

  std::size_t last_bytes() const override { return last_bytes_.size(); }
  std::optional<std::string_view> last(site::PageId page) override;
  void place(site::PageId page, std::size_t offset, std::size_t bytes,
             std::optional<std::span<const value::Question>> asked) override;

  /// Adds what was asked for the pieces that were not made again.
  void add_reads(engine::Reads& reads) const;
  /// The record for the next build of the output with these bytes.
  std::string encode(const base::Fingerprint& content) const;

  std::size_t made() const { return made_; }
  std::size_t kept() const { return pieces_.size() - made_; }

 private:
  struct Piece {
    site::PageId page = 0;
    std::uint64_t entity = 0;
    std::uint64_t fields = 0;
    std::size_t offset = 0;
    std::size_t bytes = 0;
  };

  bool load(std::string_view record);
  std::uint64_t identity(site::PageId page) const;
  const Piece* find(site::PageId page);

  const State& state_;
  std::string last_bytes_;
  std::vector<Piece> last_pieces_;
  std::size_t next_ = 0;  ///< among these, the one after the one found last
  std::unordered_map<std::uint64_t, std::size_t> by_identity_;
  bool trusts_numbers_ = false;  ///< pages have the numbers that they had
  engine::Reads last_common_;

  const Piece* found_ = nullptr;  ///< by `last`
  std::vector<Piece> pieces_;
  std::unordered_map<value::Question, site::Place, QuestionHash> common_;
  std::size_t made_ = 0;
};

}  // namespace pipeline
