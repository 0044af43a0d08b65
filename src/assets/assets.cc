// SPDX-License-Identifier: MIT
#include "assets/assets.h"

#include <algorithm>
#include <utility>

#include "assets/css_bundle.h"
#include "assets/css_library.h"
#include "assets/css_names.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/strings.h"

namespace assets {

namespace {

/// Assets handed to a thread at once: fewer are not worth starting one.
constexpr std::size_t k_chunk = 8;

bool is_stylesheet_name(std::string_view name) { return base::equals_ignoring_case(base::extension(name), ".css"); }

diagnostics::Diagnostic unreadable(const std::string& shown, const base::Error& error) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.fault = diagnostics::Fault::input_output;
  diagnostic.code = "unreadable-asset";
  diagnostic.message = "cannot read '" + shown + "': " + error.message;
  diagnostic.location.file = shown;
  return diagnostic;
}

diagnostics::Diagnostic limit_met(const std::string& shown, const std::string& limit) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = "import-limit";
  diagnostic.message = "the stylesheet '" + shown + "' imports too much: " + limit;
  diagnostic.location.file = shown;
  diagnostic.hint = "import fewer files, or link them from the template";
  return diagnostic;
}

/// One run of `Assets::collect`.
class Collection {
 public:
  Collection(const base::FileSystem& fs, const theme::Chain& chain, const config::Config& config,
             diagnostics::Sink& sink)
      : chain_(chain),
        config_(config),
        sink_(sink),
        files_(chain.assets(sink)),
        library_(files_, chain, fs, config),
        assets_(files_.size()) {}

  Assets run(unsigned jobs) {
    base::parallel_for(files_.size(), jobs, k_chunk, [this](std::size_t id, unsigned) { read(id); });
    library_.link(sink_);
    write_stylesheets();
    std::erase_if(assets_, [](const Asset& asset) { return asset.output_path.empty(); });
    std::vector<StylesheetUses> stylesheets;
    for (AssetId id = 0; id < library_.size(); ++id) {
      if (!library_.is_stylesheet(id)) continue;
      StylesheetUses sheet{files_[id].name, files_[id].source, library_.uses(id)};
      if (!sheet.uses.empty()) stylesheets.push_back(std::move(sheet));
    }
    return Assets(std::move(assets_), std::move(stylesheets));
  }

 private:
  /// Fills the entry of one asset; a stylesheet's path and bytes come later. Touches nothing that another id does.
  void read(AssetId id) {
    const theme::Chain::AssetFile& file = files_[id];
    Asset& asset = assets_[id];
    asset.name = file.name;
    asset.source = file.source;
    auto bytes = chain_.read_asset(file);
    if (!bytes) return sink_.report(unreadable(chain_.shown(file.source), bytes.error()));
    if (is_stylesheet_name(file.name)) {
      asset.processed = true;
      return library_.parse(id, std::move(*bytes));
    }
    asset.fingerprint = base::fingerprint(*bytes);
    asset.output_path = config_.fingerprint ? fingerprinted_path(file.name, asset.fingerprint)
                                            : base::join_path(k_output_folder, file.name);
    if (!file.source.starts_with(theme::k_builtin_prefix)) return;
    asset.processed = true;
    asset.bytes = std::move(*bytes);
  }

  void write_stylesheets() {
    std::vector<char> is_partial = partials();
    Imports imports = config_.bundle ? Imports::bundled : Imports::kept;
    std::vector<CssBundle> bundles;
    for (AssetId id = 0; id < library_.size(); ++id) {
      bool has_output = library_.is_stylesheet(id) && is_partial[id] == 0;
      if (has_output) bundles.emplace_back(library_, id, imports);
    }
    for (const CssBundle& bundle : bundles) {
      if (!bundle.limit().empty()) sink_.report(limit_met(shown(bundle.root()), bundle.limit()));
      for (AssetId id : bundle.contents()) assets_[bundle.root()].imports.push_back(files_[id].name);
    }
    for (AssetId id : CssNames(assets_, bundles).run(config_.fingerprint)) {
      assets_[id].output_path.clear();
      sink_.report(limit_met(shown(id), "the bundle has more bytes than " + std::to_string(k_most_bundle_bytes)));
    }
  }

  /// By asset: whether it is a stylesheet that only ever stands inside another.
  std::vector<char> partials() const {
    std::vector<char> is_partial(library_.size(), 0);
    if (!config_.bundle) return is_partial;
    for (AssetId id = 0; id < library_.size(); ++id) {
      const Stylesheet& sheet = library_.sheet(id);
      for (std::size_t part = 0; part < sheet.links.size(); ++part) {
        AssetId target = library_.imported(sheet, part);
        if (target == k_no_asset || target == id) continue;
        if (base::file_name(files_[target].name).starts_with('_')) is_partial[target] = 1;
      }
    }
    return is_partial;
  }

  std::string shown(AssetId id) const { return chain_.shown(files_[id].source); }

  const theme::Chain& chain_;
  const config::Config& config_;
  diagnostics::Sink& sink_;
  std::vector<theme::Chain::AssetFile> files_;
  CssLibrary library_;
  std::vector<Asset> assets_;  ///< by AssetId
};

}  // namespace

Assets::Assets(std::vector<Asset> assets, std::vector<StylesheetUses> stylesheets)
    : assets_(std::move(assets)), stylesheets_(std::move(stylesheets)) {
  for (std::size_t i = 0; i < assets_.size(); ++i) by_name_.emplace(assets_[i].name, i);
}

Assets Assets::collect(const base::FileSystem& fs, const theme::Chain& chain, const config::Config& config,
                       unsigned jobs, diagnostics::Sink& sink) {
  return Collection(fs, chain, config, sink).run(jobs);
}

const Asset* Assets::find(std::string_view name) const {
  auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &assets_[found->second];
}

}  // namespace assets
