// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/records.h"
#include "engine/store.h"
#include "engine/trace.h"
#include "site/model.h"

namespace pipeline {

/// Which pages have which numbers: those that all pages were linked with, which stay until they are linked again.
struct PageNumbers {
  std::uint64_t hash = 0;  ///< of the pages' keys in order
  site::PageId pages = 0;  ///< how many there were
  bool operator==(const PageNumbers&) const = default;
};

/// What a build says about itself as a whole.
struct BuildFacts {
  std::uint64_t read_key = 0;      ///< everything that parsing a page depends on besides its file
  std::uint64_t site_key = 0;      ///< the settings and the theme chain
  std::uint64_t output_key = 0;    ///< where the output lies
  std::uint64_t oddities_key = 0;  ///< links and folders that could not be followed
  std::int64_t now = 0;            ///< microseconds since 1970
  std::int64_t next_change = 0;    ///< when the next page appears or expires by its date; the largest number: never
  std::uint64_t pages = 0;         ///< written and generated
  std::uint64_t dirty = 0;         ///< outputs that could not be made
  std::uint64_t asked_fields = 0;  ///< which fields of pages anybody has asked for, a bit for each
  PageNumbers page_numbers;
  bool asked_headings_anywhere = false;  ///< somebody refers to a heading of whichever page has it
  /// What was said, encoded: about content and its links; about data files; about assets. (Settings and theme are
  /// looked at in each build, and what outputs say is kept with them.)
  std::string site_diagnostics, data_diagnostics, asset_diagnostics;
  /// Answers from the outside world that some output asked for.
  struct Volatile {
    std::string entity;
    std::uint8_t bit = 0;
    std::uint64_t answer = 0;
  };
  std::vector<Volatile> volatile_answers;
};
std::string encode(const BuildFacts& facts);
std::optional<BuildFacts> decode_facts(std::string_view bytes);

/// The outputs that the last build left, read in place: valid until the store is committed.
struct LastOutputs {
  struct Output {
    std::string_view path;
    engine::OutputView record;
    bool planned = false;  ///< this build has it too
    bool gone = false;   ///< in a build that does not link: of a page, or a part of a list, that is not there any more
    bool moved = false;  ///< kept, but another file with the same bytes: the record needs its stamp
  };
  struct Folder {
    std::string_view path;  ///< "" for the root of the output
    engine::FolderRecord record;
  };
  std::vector<Output> outputs;  ///< by path
  std::vector<Folder> folders;  ///< by path

  Output* find(std::string_view path);
};

/// What the last build left in the store, and what this build will leave. Before `believe` says yes, everything looks
/// as if there had never been a build: a clean build is a build with nothing to remember.
class Memory {
 public:
  /// Without a store nothing is remembered or kept.
  Memory() = default;
  explicit Memory(std::unique_ptr<engine::Store> store);

  bool has_store() const { return store_ != nullptr; }
  engine::Store& store() { return *store_; }
  const engine::Store& store() const { return *store_; }
  /// What the last build said; null when there was none that can be believed.
  const BuildFacts* facts() const { return facts_ ? &*facts_ : nullptr; }
  /// From here on nothing of what the last build left is believed; this build replaces all of it.
  void forget(std::string reason);
  /// Why nothing is remembered, or "".
  const std::string& forgotten() const { return forgotten_; }

  /// The files that the last build saw, by path. False when the table is damaged: everything is forgotten then.
  struct LastInput {
    std::string_view path;
    std::string_view record;  ///< encoded
  };
  bool load_inputs(std::vector<LastInput>& inputs);
  /// The outputs of the last build, by path.
  bool load_outputs(LastOutputs& outputs);

  engine::Batch batch;  ///< what this build changes in the store

 private:
  std::unique_ptr<engine::Store> store_;
  std::optional<BuildFacts> facts_;
  std::string forgotten_;
};

/// The key of the facts in `Table::build`.
inline constexpr std::string_view k_facts = "facts";
/// The key of the table of assets in `Table::build`.
inline constexpr std::string_view k_assets = "assets";

}  // namespace pipeline
