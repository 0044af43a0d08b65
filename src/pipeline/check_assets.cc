// SPDX-License-Identifier: MIT
#include "pipeline/check_assets.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "base/parallel.h"
#include "base/path.h"
#include "base/strings.h"
#include "output/manifest.h"
#include "pipeline/asset_dependencies.h"
#include "pipeline/state.h"

namespace pipeline {

namespace {

using diagnostics::Diagnostic;
using diagnostics::Fault;
using diagnostics::Location;
using diagnostics::Severity;

constexpr std::string_view k_missing_asset = "missing-asset", k_missing_import = "missing-import",
                           k_unused_asset = "unused-asset";

bool is_html(std::string_view path) {
  std::string_view extension = base::extension(path);
  return extension == ".html" || extension == ".htm";
}

/// What is seen of outputs while a dry run makes them.
class Seen {
 public:
  void ask(const std::string& output, const std::vector<std::string>& questions) {
    OutputUses uses{.output = output, .page = {}, .assets = {}, .files = {}, .templates = {}, .urls = {}};
    for (const std::string& question : questions) {
      auto take = [&](std::string_view relation, std::vector<std::string>& list) {
        if (question.starts_with(relation)) list.push_back(question.substr(relation.size()));
      };
      take("asset ", uses.assets);
      take("file ", uses.files);
      take("template ", uses.templates);
    }
    std::scoped_lock hold(mutex_);
    uses_.insert_or_assign(output, std::move(uses));
  }

  void write(const std::string& file, std::string_view bytes) {
    if (!is_html(file)) return;
    std::vector<HtmlUrl> urls = urls_of_html(bytes);
    std::scoped_lock hold(mutex_);
    urls_.insert_or_assign(file, std::move(urls));
  }

  /// What the output asked; nothing of those that were kept.
  OutputUses uses(const std::string& output) const {
    auto found = uses_.find(output);
    return found == uses_.end() ? OutputUses{.output = output} : found->second;
  }
  /// The URLs of a file that would have been written.
  const std::vector<HtmlUrl>* urls(const std::string& file) const {
    auto found = urls_.find(file);
    return found == urls_.end() ? nullptr : &found->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, OutputUses> uses_;
  std::map<std::string, std::vector<HtmlUrl>> urls_;
};

/// Holds the outputs of a dry run against the files that there are.
class Checker {
 public:
  Checker(const State& state, const Seen& seen, diagnostics::Sink& sink)
      : state_(state), seen_(seen), sink_(sink), map_(state.assets, state.config.assets_dir, state.config.baseurl) {
    diagnostics::Sink unheard;
    files_ = state.themes->assets(unheard);
    for (const theme::Chain::AssetFile& file : files_) asset_names_.insert(file.name);
  }

  /// `known` are assets whose absence the build has reported.
  AssetCheck check(CheckedLayers layers, const std::set<std::string>& known) {
    look_at_outputs();
    look_at_copies();
    for (const AssetDependencyMap::Reference& reference : map_.references()) check_reference(reference, known);
    for (const assets::StylesheetUses& sheet : state_.assets.stylesheets()) check_stylesheet(sheet);
    check_unused(layers);
    return counts_;
  }

 private:
  struct Text {
    std::string name;  ///< for messages
    std::string text;
  };

  void look_at_outputs() {
    std::vector<OutputUses> uses(state_.outputs.size());
    std::optional<AssetTraces> traces;
    if (state_.memory.facts() != nullptr) traces.emplace(state_.memory.store());
    for (std::size_t i = 0; i < uses.size(); ++i) {
      const render::Output& output = state_.outputs[i];
      uses[i] = seen_.uses(output.path);
      if (output.page != site::k_none) uses[i].page = state_.model->pages[output.page].path;
      const LastOutputs::Output* last = find_kept(i);
      if (last != nullptr && traces) traces->read(last->record, uses[i]);
    }
    constexpr std::size_t k_chunk = 32;
    base::parallel_for(uses.size(), state_.jobs, k_chunk, [&](std::size_t i, unsigned) {
      if (is_html(uses[i].output)) uses[i].urls = urls_of_output(i);
    });
    for (OutputUses& each : uses) map_.add(std::move(each));
  }

  const LastOutputs::Output* find_kept(std::size_t output) const {
    if (state_.decisions[output].why != Decision::Why::kept) return nullptr;
    const auto& outputs = state_.last_outputs.outputs;
    auto found = std::ranges::lower_bound(outputs, state_.outputs[output].path, {}, &LastOutputs::Output::path);
    return found == outputs.end() || found->path != state_.outputs[output].path ? nullptr : &*found;
  }

  /// Of what would be written, or of the file that stands there and would stay; none when it could not be made.
  std::vector<HtmlUrl> urls_of_output(std::size_t output) const {
    const std::string& path = state_.outputs[output].path;
    std::string file = state_.output_root + "/" + path;
    std::string staged = state_.output_root + std::string(output::k_staging_suffix) + "/" + path;
    for (const std::string& place : {file, staged}) {
      if (const std::vector<HtmlUrl>* urls = seen_.urls(place)) return *urls;
    }
    if (state_.made[output].dirty) return {};
    auto bytes = state_.fs.read(file, base::FileSystem::k_most_bytes);
    return bytes ? urls_of_html(*bytes) : std::vector<HtmlUrl>{};
  }

  /// Pages and stylesheets that are copied as they are.
  void look_at_copies() {
    for (const Copy& copy : state_.copies) {
      bool is_stylesheet = base::extension(copy.path) == ".css";
      if (copy.class_ == OutputClass::asset_copy || !(is_stylesheet || is_html(copy.path))) continue;
      auto bytes = state_.fs.read(copy.source, base::FileSystem::k_most_bytes);
      if (!bytes) continue;
      OutputUses uses{.output = copy.path};
      uses.urls = is_stylesheet ? urls_of_css(*bytes) : urls_of_html(*bytes);
      copied_.emplace(map_.outputs().size(), copy.source);
      map_.add(std::move(uses));
    }
  }

  bool has_output(const std::string& path) const {
    return std::ranges::binary_search(state_.planned, path) || std::ranges::binary_search(state_.report.foreign, path);
  }

  bool leads_somewhere(const std::string& path) const {
    if (path == "/") return has_output("index.html");
    if (path.ends_with('/')) return has_output(path + "index.html");
    return has_output(path) || has_output(path + "/index.html") || has_output(path + ".html");
  }

  void check_reference(const AssetDependencyMap::Reference& reference, const std::set<std::string>& known) {
    bool is_file = reference.url.kind == HtmlUrl::Kind::resource || is_file_name(reference.path);
    if (!is_file) return;
    ++counts_.references;
    if (leads_somewhere(reference.path)) return;
    bool is_asset = reference.path.starts_with(k_asset_prefix);
    if (is_asset && known.contains(reference.path.substr(k_asset_prefix.size()))) return;
    Diagnostic diagnostic = missing(reference.path);
    place(diagnostic, reference);
    sink_.report(std::move(diagnostic));
  }

  Diagnostic missing(const std::string& path) {
    Diagnostic diagnostic{.fault = Fault::content, .code = std::string(k_missing_asset)};
    std::string url = "/" + path;
    const assets::Asset* asset =
        path.starts_with(k_asset_prefix) ? state_.assets.find(path.substr(k_asset_prefix.size())) : nullptr;
    if (asset != nullptr) {
      diagnostic.message = "'" + url + "' leads nowhere: the asset's address is '/" + asset->output_path + "'";
      diagnostic.hint = "write asset_url('" + asset->name +
                        "') in a template, keep the file in static/, or set assets.fingerprint = false";
    } else {
      diagnostic.message = "'" + url + "' leads to no file of the site";
      diagnostic.hint = suggestion(path);
    }
    return diagnostic;
  }

  /// A file of the same name in another folder, or one with a similar path.
  std::string suggestion(const std::string& path) {
    std::vector<std::string> candidates, same_name;
    for (const Copy& copy : state_.copies) {
      bool is_asset = copy.class_ == OutputClass::asset_copy;
      if (is_asset && state_.config.fingerprint) continue;
      if (base::file_name(copy.path) == base::file_name(path)) same_name.push_back("/" + copy.path);
      if (base::extension(copy.path) == base::extension(path)) candidates.push_back("/" + copy.path);
    }
    if (same_name.size() == 1) return "did you mean '" + same_name.front() + "'?";
    return diagnostics::did_you_mean("/" + path, candidates);
  }

  /// The place in a template, the page or the copied file where the reference is written; else the file as a whole.
  void place(Diagnostic& diagnostic, const AssetDependencyMap::Reference& reference) {
    const OutputUses& uses = map_.outputs()[reference.output];
    if (auto copied = copied_.find(reference.output); copied != copied_.end()) {
      const Text& file = file_text(copied->second);
      diagnostic.location = find(file, reference.url.url).value_or(whole(file.name));
      return;
    }
    std::string page(uses.page.empty() ? "" : name_of_input(state_, state_.content_root + "/" + uses.page));
    for (const std::string& name : uses.templates) {
      auto found = find_in_template(name, reference.url.url);
      if (!found) continue;
      diagnostic.fault = Fault::template_;
      diagnostic.location = std::move(*found);
      diagnostic.chain.push_back({"page", page.empty() ? uses.output : page, {}});
      return;
    }
    if (page.empty()) {
      diagnostic.location = whole(state_.config.output_dir + "/" + uses.output);
      return;
    }
    const Text& text = file_text(state_.content_root + "/" + uses.page);
    auto found = find(text, reference.url.url);
    diagnostic.location = found ? std::move(*found) : whole(text.name);
    if (!found) diagnostic.message += ", in " + uses.output;
  }

  static Location whole(const std::string& name) {
    Location location;
    location.file = name;
    return location;
  }

  /// Where a text writes a URL, as it is or below the base URL, encoded or not.
  std::optional<Location> find(const Text& text, const std::string& url) const {
    auto below = site_path(url, "", state_.config.baseurl);
    for (const std::string& spelling :
         {url, base::percent_decode(url), below.value_or(""), base::percent_encode(below.value_or(""))}) {
      std::size_t at = find_path(text.text, spelling);
      if (at == std::string::npos) continue;
      std::size_t end = text.text.find_first_of(" \t\r\n\"'`<>(){}[]", at);
      return diagnostics::SourceText(text.name, text.text).locate(at, std::min(end, text.text.size()) - at);
    }
    return std::nullopt;
  }

  std::optional<Location> find_in_template(const std::string& name, const std::string& url) {
    auto [place, added] = in_templates_.try_emplace({name, url});
    if (!added) return place->second;
    auto [text, is_new] = templates_.try_emplace(name);
    if (is_new) {
      auto found = state_.themes->find_template(name);
      if (found && *found) text->second = {std::move((*found)->path), std::move((*found)->text)};
    }
    place->second = find(text->second, url);
    return place->second;
  }

  const Text& file_text(const std::string& file) {
    if (text_.first != file)
      text_ = {file,
               {std::string(name_of_input(state_, file)),
                state_.fs.read(file, base::FileSystem::k_most_text_bytes).value_or("")}};
    return text_.second;
  }

  void check_stylesheet(const assets::StylesheetUses& sheet) {
    for (const assets::StylesheetUses::Use& use : sheet.uses) {
      ++counts_.references;
      bool is_asset = use.path.starts_with(k_asset_prefix);
      bool is_there = is_asset && asset_names_.contains(use.path.substr(k_asset_prefix.size()));
      // Of relative URLs inside the folder of assets the build has spoken.
      if (is_there || (is_asset && use.is_relative) || leads_somewhere(use.path)) continue;
      Diagnostic diagnostic = missing(use.path);
      diagnostic.location = whole(state_.themes->shown(sheet.source));
      auto text = state_.fs.read(sheet.source, base::FileSystem::k_most_bytes);
      if (text && use.end <= text->size())
        diagnostic.location =
            diagnostics::SourceText(diagnostic.location.file, *text).locate(use.begin, use.end - use.begin);
      sink_.report(std::move(diagnostic));
    }
  }

  void check_unused(CheckedLayers layers) {
    for (const theme::Chain::AssetFile& file : files_) {
      const theme::Layer& layer = state_.themes->layers()[file.layer];
      bool is_theme = file.layer > 0 && !layer.assets_root.empty();
      bool is_checked = file.layer == 0 || (is_theme && layers == CheckedLayers::site_and_themes);
      if (!is_checked) continue;
      ++counts_.assets;
      std::string path = std::string(k_asset_prefix) + file.name;
      if (map_.is_used(path) || is_named_by_script(file.name)) continue;
      Diagnostic diagnostic{
          .severity = Severity::warning, .fault = Fault::content, .code = std::string(k_unused_asset)};
      diagnostic.message = "nothing uses the asset '" + file.name + "'";
      diagnostic.location = whole(state_.themes->shown(file.source));
      std::vector<std::string> sheets = map_.users_of(path, {}).stylesheets;
      if (!sheets.empty()) diagnostic.message += ": '" + sheets.front() + "', which names it, is not used either";
      diagnostic.hint = "remove it, or use it: asset_url('" + file.name + "')";
      sink_.report(std::move(diagnostic));
    }
  }

  /// Whether a script, a manifest or a picture made of text holds the name of an asset.
  bool is_named_by_script(const std::string& name) {
    if (!scripts_) scripts_ = read_scripts();
    return std::ranges::any_of(*scripts_, [&](const Text& script) {
      bool is_itself = script.name == name;
      return !is_itself && find_path(script.text, name) != std::string::npos;
    });
  }

  std::vector<Text> read_scripts() const {
    static const std::set<std::string_view> k_kinds{".js", ".json", ".mjs", ".svg", ".webmanifest", ".xml"};
    std::vector<Text> scripts;
    auto add = [&](const std::string& name, const std::string& file) {
      if (!k_kinds.contains(base::extension(name))) return;
      auto text = state_.fs.read(file, base::FileSystem::k_most_text_bytes);
      if (text) scripts.push_back({name, std::move(*text)});
    };
    for (const theme::Chain::AssetFile& file : files_) add(file.name, file.source);
    for (const Copy& copy : state_.copies) {
      if (copy.class_ != OutputClass::asset_copy) add("/" + copy.path, copy.source);
    }
    return scripts;
  }

  const State& state_;
  const Seen& seen_;
  diagnostics::Sink& sink_;
  AssetDependencyMap map_;
  AssetCheck counts_;
  std::vector<theme::Chain::AssetFile> files_;
  std::set<std::string> asset_names_;
  std::map<std::size_t, std::string> copied_;  ///< sources of copied pages and stylesheets, by output of the map
  std::map<std::string, Text> templates_;
  std::map<std::pair<std::string, std::string>, std::optional<Location>> in_templates_;  ///< by template and URL
  std::pair<std::string, Text> text_;  ///< the file that was looked at last
  std::optional<std::vector<Text>> scripts_;
};

/// The name in "there is no asset 'css/x.css'".
std::string quoted(const std::string& message) {
  std::size_t begin = message.find('\''), end = message.rfind('\'');
  std::string name = begin < end ? message.substr(begin + 1, end - begin - 1) : "";
  while (name.starts_with('/')) name.erase(0, 1);
  return name;
}

/// What the build said that belongs to the check: errors, and missing assets, which are errors here.
void take_reports(const diagnostics::Sink& said, diagnostics::Sink& sink) {
  for (diagnostics::Report report : said.reports()) {
    Diagnostic& diagnostic = report.diagnostic;
    bool is_missing = diagnostic.code == k_missing_asset || diagnostic.code == k_missing_import;
    if (!is_missing && diagnostic.severity == Severity::warning) continue;
    diagnostic.severity = Severity::error;
    if (report.pages.empty()) sink.report(diagnostic);
    for (const std::string& page : report.pages) {
      auto frame = std::ranges::find(diagnostic.chain, "page", &diagnostics::Frame::what);
      if (frame != diagnostic.chain.end()) frame->name = page;
      sink.report(diagnostic);
    }
  }
}

}  // namespace

AssetCheck check_assets(base::FileSystem& fs, const Request& request, const base::Clock& clock, CheckedLayers layers,
                        diagnostics::Sink& sink) {
  Seen seen;
  AssetCheck result;
  Request wanted = request;
  wanted.dry_run = true;
  wanted.observer = [&](const std::string& output, const auto& questions) { seen.ask(output, questions); };
  Onlooker onlooker;
  onlooker.written = [&](const std::string& file, std::string_view bytes) { seen.write(file, bytes); };
  onlooker.ended = [&](const State& state) {
    if (state.themes == std::nullopt || state.model == nullptr || state.made.size() != state.outputs.size()) return;
    std::set<std::string> known;
    for (const diagnostics::Report& report : state.sink.reports()) {
      if (report.diagnostic.code == k_missing_asset) known.insert(quoted(report.diagnostic.message));
    }
    result = Checker(state, seen, sink).check(layers, known);
  };
  diagnostics::Sink said;
  (void)build_watched(fs, wanted, clock, said, nullptr, onlooker);
  take_reports(said, sink);
  for (const diagnostics::Report& report : sink.reports()) {
    const std::string& code = report.diagnostic.code;
    result.missing += code == k_missing_asset || code == k_missing_import ? 1 : 0;
    result.unused += code == k_unused_asset ? 1 : 0;
  }
  return result;
}

}  // namespace pipeline
