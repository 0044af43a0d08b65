// SPDX-License-Identifier: MIT
#include "pipeline/verify.h"

#include <algorithm>

#include "base/path.h"
#include "output/manifest.h"
#include "output/snapshot.h"
#include "pipeline/state.h"

namespace pipeline {

namespace {

using Kind = Differences::File::Kind;

constexpr const char* k_scratch_suffix = ".bengal-verify";

/// Where two files that are not the same first differ.
std::uint64_t first_difference(const base::FileSystem& fs, const std::string& a, const std::string& b) {
  auto one = fs.read(a), other = fs.read(b);
  if (!one || !other) return 0;
  auto [at, unused] = std::mismatch(one->begin(), one->end(), other->begin(), other->end());
  return static_cast<std::uint64_t>(at - one->begin());
}

/// What is left of a folder that this program made and a killed run may have left.
class Scratch {
 public:
  Scratch(base::FileSystem& fs, std::string folder) : fs_(fs), folder_(std::move(folder)) { remove(); }
  ~Scratch() { remove(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::string& folder() const { return folder_; }

 private:
  void remove() {
    for (const char* name : {"", ".list"}) (void)fs_.remove_tree(folder_ + name);
    (void)fs_.remove_tree(folder_ + std::string(output::k_staging_suffix));
  }

  base::FileSystem& fs_;
  std::string folder_;
};

void compare(const base::FileSystem& fs, const output::Snapshot& clean, const output::Snapshot& there,
             const std::vector<std::string_view>& ours, const std::string& scratch, Differences& differences) {
  for (const output::Snapshot::File& file : clean.files) {
    const output::Snapshot::File* found = there.find_file(file.path);
    std::string wanted = base::join_path(scratch, file.path), actual = base::join_path(differences.output, file.path);
    if (found == nullptr || found->type != base::FileType::regular) {
      differences.files.push_back({std::string(file.path), Kind::missing});
    } else if (!fs.same_bytes(wanted, actual).value_or(false)) {
      differences.files.push_back({std::string(file.path), Kind::different, first_difference(fs, wanted, actual)});
    }
  }
  for (const output::Snapshot::File& file : there.files) {
    bool is_ours = std::binary_search(ours.begin(), ours.end(), file.path);
    if (is_ours && clean.find_file(file.path) == nullptr)
      differences.files.push_back({std::string(file.path), Kind::left_over});
  }
  std::sort(differences.files.begin(), differences.files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
}

}  // namespace

Differences verify(base::FileSystem& fs, const Request& request, const base::Clock& clock, diagnostics::Sink& sink) {
  diagnostics::Sink unheard;
  config::Request settings = request.config;
  settings.root = request.root;
  config::Config config = config::load(fs, settings, unheard);
  Differences differences;
  differences.output =
      request.output.empty() ? base::join_path(request.root, config.output_dir) : base::normalize_path(request.output);
  Scratch scratch(fs, differences.output + k_scratch_suffix);
  Request clean = request;
  clean.output = scratch.folder();
  clean.manifest = scratch.folder() + ".list";
  clean.cache = Request::Cache::none;
  clean.dry_run = false;
  clean.explain.reset();
  diagnostics::Sink said;
  Report report = build(fs, clean, clock, said);
  differences.outputs = report.outputs;
  auto made = output::take_snapshot(fs, scratch.folder(), 1);
  if (!made) {
    sink.take(said);
    return differences;
  }
  auto there = output::take_snapshot(fs, differences.output, 1);
  std::string manifest = fs.read(manifest_of(request)).value_or("");
  base::Arena texts;
  std::vector<std::string_view> ours = output::parse_manifest(manifest, texts);
  differences.compared = true;
  compare(fs, *made, there ? std::move(*there) : output::Snapshot{}, ours, scratch.folder(), differences);
  return differences;
}

}  // namespace pipeline
