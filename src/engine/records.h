// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/hash.h"
#include "engine/trace.h"

/// What is known of each file and each output of a build, as the store holds it. Decoding bytes that are damaged or of
/// another make gives nothing.
namespace engine {

/// What tells that a file is the one seen before without opening it. A file whose stamp was taken so soon after its
/// last change that a second change could have left the same stamp is `young`: its bytes have to be looked at.
struct Stamp {
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;
  std::uint64_t inode = 0;
  std::uint64_t device = 0;
  bool operator==(const Stamp&) const = default;
};
Stamp stamp_of(const base::FileStat& stat);

/// How long after a change a file counts as young. File systems keep times in ticks of up to 10 ms; some of 2 s.
inline constexpr std::int64_t k_youth_ns = 20'000'000;
/// Whether a file with this stamp, looked at `seen_ns` nanoseconds after 1970, is young.
bool is_young(const Stamp& stamp, std::int64_t seen_ns);

struct InputRecord {
  std::uint8_t kind = 0;  ///< the pipeline's own numbering
  Stamp stamp;
  bool young = false;
  base::Fingerprint content;
};
std::string encode(const InputRecord& record);
std::optional<InputRecord> decode_input(std::string_view bytes);

/// One output of the last build.
struct OutputRecord {
  std::uint8_t kind = 0;     ///< the pipeline's own numbering
  bool dirty = false;        ///< it could not be made or written: the next build tries again
  std::uint32_t number = 0;  ///< of a part of a paginated list, a piece of a sitemap
  std::string subject;       ///< what it is about: a page's key
  std::string name;          ///< for messages
  std::string source;        ///< of a copied file: the input
  Stamp stamp;
  bool young = false;
  base::Fingerprint content;
  std::string diagnostics;         ///< encoded; reported again when the output is kept
  std::uint64_t build = 0;         ///< the number of the build that made it
  std::string reason;              ///< why it did, as the pipeline spells it
  std::uint64_t shared_reads = 0;  ///< the set of questions it has in common with others (`Table::question_sets`)
  Reads reads;                     ///< its other questions
};
std::string encode(const OutputRecord& record);
std::optional<OutputRecord> decode_output(std::string_view bytes);

/// The same, read in place: texts are views into the store, and the questions stay bytes until somebody looks at them
/// (`decode_reads`).
struct OutputView {
  std::uint8_t kind = 0;
  bool dirty = false;
  std::uint32_t number = 0;
  std::string_view subject, name, source, diagnostics;
  std::uint64_t build = 0;
  std::string_view reason;
  Stamp stamp;
  bool young = false;
  base::Fingerprint content;
  std::uint64_t shared_reads = 0;
  std::string_view reads;
};
std::optional<OutputView> view_output(std::string_view bytes);

/// A folder of the output as the last build left it: when its stamp is the same, so are the names in it.
struct FolderRecord {
  Stamp stamp;
  bool young = false;
};
std::string encode(const FolderRecord& record);
std::optional<FolderRecord> decode_folder(std::string_view bytes);
/// The kind of a folder's record among those of outputs; its key is the path and a final slash ("/" for the root).
inline constexpr std::uint8_t k_folder_kind = 255;

/// What was asked about one entity, and fingerprints of the answers.
struct AnswerRecord {
  struct Answer {
    std::uint8_t bit = 0;
    std::uint64_t fingerprint = 0;
    /// A short plain answer in words, for people; "" for any other. A view: of what was decoded, or of whoever
    /// answered.
    std::string_view words = {};
  };
  std::string entity;
  /// What the entity looked like when it answered; 0: not known. While it looks the same, so are those of its answers
  /// that depend on nothing else.
  std::uint64_t version = 0;
  std::vector<Answer> answers;  ///< by bit
};
std::string encode(const AnswerRecord& record);
std::optional<AnswerRecord> decode_answer(std::string_view bytes);
/// Its entity alone, read in place; "" when the bytes are none.
std::string_view entity_of_answer(std::string_view bytes);

std::string encode(const Reads& reads);
std::optional<Reads> decode_reads(std::string_view bytes);
/// The first of encoded reads that meets a changed answer; `good` becomes false when the bytes are none.
std::optional<Read> find_changed(const ChangedAnswers& changed, std::string_view bytes, bool& good);

/// A number as a key: big-endian, so that keys are in order of the numbers.
std::string number_key(std::uint64_t number);
std::uint64_t key_number(std::string_view key);

}  // namespace engine
