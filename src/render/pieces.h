// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "site/reader.h"
#include "value/reads.h"

/// Outputs that say something of each page of the site (the data for search, lists for language models, sitemaps) are
/// made of pieces, one for each page, with a frame around them. Where one page has changed, all other pieces are what
/// they were: they need neither be made again nor their pages be read.
namespace render {

/// Remembers the pieces of one output from build to build.
class Pieces {
 public:
  virtual ~Pieces() = default;

  /// How long the output was in the last build; 0 when nobody knows.
  virtual std::size_t last_bytes() const = 0;
  /// A page's piece as the last build made it, when all that was asked for it still has the same answers.
  virtual std::optional<std::string_view> last(site::PageId page) = 0;
  /// The piece of a page lies at `offset` of the output. `asked`: what was asked to make it; nothing when it is the
  /// last one.
  virtual void place(site::PageId page, std::size_t offset, std::size_t bytes,
                     std::optional<std::span<const value::Question>> asked) = 0;
};

/// Appends pieces to an output, those of the last build where they are still right.
class PieceWriter {
 public:
  /// `pieces` may be null: all are made.
  PieceWriter(std::string& out, const site::Reader& reader, Pieces* pieces)
      : out_(out), reader_(reader), pieces_(pieces) {
    if (pieces != nullptr) out.reserve(pieces->last_bytes() + k_usual_growth);
  }

  /// Appends the piece of a page after a separator; neither, when the piece is empty. `make` appends it to the output.
  /// Says whether anything was appended.
  template <class Make>
  bool add(site::PageId page, std::string_view separator, const Make& make) {
    std::size_t before = out_.size();
    out_ += separator;
    std::size_t begin = out_.size();
    auto last = pieces_ == nullptr ? std::nullopt : pieces_->last(page);
    std::size_t asked_before = last || pieces_ == nullptr ? 0 : log().begin_part();
    last ? void(out_ += *last) : make();
    std::size_t bytes = out_.size() - begin;
    if (bytes == 0) out_.resize(begin = before);
    if (last) {
      pieces_->place(page, begin, bytes, std::nullopt);
    } else if (pieces_ != nullptr) {
      pieces_->place(page, begin, bytes, log().part(asked_before, log().noted()));
    }
    return bytes > 0;
  }

 private:
  static constexpr std::size_t k_usual_growth = std::size_t{16} << 10;

  value::ReadLog& log() { return reader_.context().reads; }

  std::string& out_;
  const site::Reader& reader_;
  Pieces* pieces_;
};

}  // namespace render
