// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "assets/assets.h"
#include "base/parallel.h"
#include "content/source.h"
#include "output/output.h"
#include "pipeline/build.h"
#include "pipeline/explain.h"
#include "pipeline/input.h"
#include "pipeline/memory.h"
#include "pipeline/page_discovery_cache.h"
#include "render/renderer.h"
#include "site/affected_queries.h"
#include "site/model.h"
#include "site/questions.h"
#include "site/reader.h"
#include "site/relink.h"
#include "theme/theme.h"

namespace pipeline {

/// What an output is, in its record: below `resource` a `render::OutputKind`.
enum class OutputClass : std::uint8_t { resource = 100, static_file, asset_copy, asset_text };
inline bool is_rendered(std::uint8_t kind) { return kind < static_cast<std::uint8_t>(OutputClass::resource); }

/// A file that goes to the output as it is.
struct Copy {
  OutputClass class_ = OutputClass::static_file;
  std::string source;  ///< to open it
  std::string path;    ///< below the output root
};

struct QuestionHash {
  std::size_t operator()(const value::Question& question) const {
    std::uint64_t mixed = (std::uint64_t{question.entity} << 32 | question.field) * 0x9e3779b97f4a7c15u;
    return static_cast<std::size_t>(mixed ^ (mixed >> 29)) + static_cast<std::size_t>(question.relation);
  }
};

/// What becomes of an output in this build, and why. The explanation is written by the code that takes the decision.
struct Decision {
  enum class Why : std::uint8_t {
    kept,      ///< nothing it asked has another answer
    is_new,    ///< the last build did not have it, or nothing is remembered
    moved,     ///< it is about something else now
    failed,    ///< the last build could not make it
    answer,    ///< `entity` and `bit`: an answer that is different now
    source,    ///< the file that it is a copy of is different
    tampered,  ///< the file in the output folder is not what the last build left
  };
  Why why = Why::is_new;
  std::uint64_t entity = 0;
  std::uint64_t bits = 0;
};

/// What the passes of one build hand to each other, in the order in which it comes to be.
struct State {
  base::FileSystem& fs;
  const Request& request;
  const base::Clock& clock;
  diagnostics::Sink& sink;
  Progress* progress;
  Report& report;
  unsigned jobs = 1;
  bool stopped = false;            ///< a pass found that nothing sensible can follow, or that nothing is left to do
  bool forget_this_build = false;  ///< something was said that a later build could not say again
  /// Why the passes have to begin again: what the last build left turned out to be damaged, or only linking all pages
  /// can tell what is different.
  enum class Restart : std::uint8_t { no, damaged, link_all } restart = Restart::no;
  bool links_all = false;  ///< the passes have begun again for that

  Memory memory;
  struct {
    std::uint64_t read = 0, site = 0, output = 0, oddities = 0;
  } keys;
  struct {
    bool site = true;     ///< the settings or the theme chain
    bool reading = true;  ///< how pages are parsed
    bool time = true;     ///< pages may have come or gone by their dates
  } changes;
  Inputs inputs;
  /// What the passes before rendering said, to say it again: about content and links, data, assets.
  std::vector<diagnostics::Diagnostic> site_diagnostics, data_diagnostics, asset_diagnostics;
  /// False when nothing is different that the linked site is made from: it is then read from the store, piece by piece.
  bool relinks = true;
  std::optional<PageDiscoveryCache> pages;  ///< where there is a store
  /// In a build that does not link: what edits of front matter have changed in the linked site.
  std::optional<site::Difference> difference;
  std::vector<std::string> reheaded;  ///< likewise, pages with other headings, where somebody refers to headings
  std::uint64_t asked_fields = 0;     ///< fields of pages that outputs of this build asked for, a bit for each
  std::optional<site::AffectedQueries> affected_queries;  ///< in a build that does not link
  std::optional<site::Questions> questions;
  PageNumbers page_numbers;
  engine::ChangedAnswers changed_answers;
  std::unordered_map<std::uint64_t, std::vector<AnswerChange>> answer_changes;  ///< the same in words, by entity
  std::unordered_set<std::uint64_t> answered_anew;  ///< entities whose records `ask_again` has changed
  double began = base::monotonic_seconds();
  std::uint64_t build_number = 0;  ///< among those that the store remembers
  LastOutputs last_outputs;
  base::Arena planned_texts{1 << 16};
  std::vector<std::string_view> planned;  ///< the paths of all outputs, sorted; in `planned_texts`
  bool believes_folders =
      false;  ///< the folders of the output were not listed: their stamps are those of the last build
  std::vector<Decision> decisions;                ///< by output
  std::vector<engine::OutputRecord> made;         ///< by output: the record of those that were made
  std::vector<engine::OutputRecord> made_copies;  ///< by copy; those without a source were kept
  std::vector<engine::OutputRecord> made_texts;   ///< by processed asset, likewise
  std::vector<value::Question>
      asked;  ///< by the outputs that were made; each once, in an order that depends on nothing else
  std::unordered_map<std::uint64_t, engine::Reads> question_sets;  ///< of the outputs that were made
  std::vector<std::string> unchanged_pages;                        ///< paths of documents that came from the store

  std::string content_root;
  std::string output_root;
  config::Config config;
  value::Names names;
  base::Arena data_arena{1 << 14};
  value::Value data;
  value::Value texts;
  std::optional<theme::Chain> themes;
  assets::Assets assets;
  content::Sources sources;
  std::vector<std::unique_ptr<content::Document>> documents;
  std::unique_ptr<site::Model> model;
  std::unique_ptr<site::Site> site;
  std::unique_ptr<render::Renderer> renderer;
  std::vector<render::Output> outputs;
  std::vector<Copy> copies;
  std::vector<std::pair<std::string, const std::string*>> texts_to_write;  ///< processed assets: path and bytes
  std::unique_ptr<output::Tree> tree;

  /// Stores what is known before rendering while it goes on, in a build that remembers nothing; ends before anything
  /// that it looks at does.
  std::optional<base::Error> early_refusal;
  std::jthread early;

  /// In a build that remembers nothing: documents whose bodies are parsed beside the passes between reading and
  /// rendering, which look at front matter only; and who does so.
  std::vector<content::Document*> bodies_to_come;
  base::ParallelWork bodies;

  void fail(diagnostics::Fault fault, std::string code, std::string message, std::string hint, std::string file = {});
};

// The passes; each returns how many items it worked on.
std::size_t configure(State& state);
std::size_t open_memory(State& state);
std::size_t load_theme(State& state);
std::size_t discover(State& state);
std::size_t scan(State& state);
std::size_t compare_with_last(State& state);
std::size_t read(State& state);
std::size_t load_data(State& state);
std::size_t collect_assets(State& state);
std::size_t link(State& state);
std::size_t ask_again(State& state);
std::size_t plan(State& state);
std::size_t decide(State& state);
std::size_t render(State& state);
std::size_t copy(State& state);
std::size_t finish(State& state);
std::size_t remember(State& state);

/// Waits for the bodies that are still to come, and reports what was found in them.
void finish_bodies(State& state);
/// In a build that remembers nothing: begins to store pages and the linked site, beside rendering.
void remember_early(State& state);
/// Of a build that found nothing different: that what was too young to be believed has been looked at.
void remember_looked_at(State& state);

/// Whoever looks on while a build runs.
struct Onlooker {
  /// In a dry run: told what would be written, from any thread. What stands there already is not written.
  std::function<void(const std::string& path, std::string_view bytes)> written;
  /// Told when the passes are through, or stopped.
  std::function<void(const State& state)> ended;
};
/// The same as `build`, watched.
Report build_watched(base::FileSystem& fs, const Request& request, const base::Clock& clock, diagnostics::Sink& sink,
                     Progress* progress, const Onlooker& onlooker);

/// The settings that parsing a page depends on.
content::ReadOptions read_options(const State& state);
/// When nothing that the last build was made from is different: whether its outputs still stand as it left them. Then
/// the build is done.
std::size_t keep_everything(State& state);

/// Whether a question is one that many outputs have in common, so that it is kept once for all of them.
bool is_shared(value::Relation relation);
inline bool is_field_of_page(const value::Question& question) {
  return question.relation == value::Relation::page && (question.field & site::k_metadata_key) == 0;
}

/// Where the list of outputs is kept.
std::string manifest_of(const Request& request);
/// Begins a tree of the planned outputs in `State::tree`; false when the output folder cannot be used.
bool begin_tree(State& state);
/// Leaves an output of the last build alone when the file still holds what it did; false when it must be made again.
bool keep_output(State& state, LastOutputs::Output& last);
/// The stamp of an output that was rendered and not written (`Request::warm`): no file has it, but one with the bytes
/// that the record describes will do.
inline engine::Stamp unwritten_stamp(std::uint64_t size) { return {.size = size}; }
inline bool is_unwritten(const engine::OutputView& record) {
  return !record.dirty && record.stamp == unwritten_stamp(record.stamp.size);
}
/// What a file must look like for the output that a record describes to stand.
output::Tree::Expected expectation(const engine::OutputView& record);
/// The name of an input by the path to open it.
std::string_view name_of_input(const State& state, std::string_view file);

}  // namespace pipeline
