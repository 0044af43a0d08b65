// SPDX-License-Identifier: MIT
#include "assets/css_library.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/path.h"
#include "base/strings.h"

namespace assets {

namespace {

/// More mistakes in one stylesheet are not reported: nobody reads them, and each costs a search for its place.
constexpr std::size_t k_most_reports = 50;

bool has_scheme(std::string_view url) {
  std::size_t colon = url.find(':');
  if (colon == url.npos || colon == 0 || !base::is_ascii_letter(url.front())) return false;
  return std::ranges::all_of(url.substr(0, colon), [](char c) {
    return base::is_ascii_letter(c) || base::is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

/// The path of the base URL: "" or "/docs".
std::string base_path(std::string_view baseurl) {
  std::size_t scheme = baseurl.find("://");
  if (scheme != baseurl.npos) {
    std::size_t slash = baseurl.find('/', scheme + 3);
    baseurl = slash == baseurl.npos ? std::string_view() : baseurl.substr(slash);
  }
  while (baseurl.ends_with('/')) baseurl.remove_suffix(1);
  return std::string(baseurl);
}

std::string output_folder_of(std::string_view asset_name) {
  return base::join_path(k_output_folder, base::parent_path(asset_name));
}

diagnostics::Diagnostic warning(std::string code, std::string message, diagnostics::Location location,
                                std::string hint) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = diagnostics::Severity::warning;
  diagnostic.fault = diagnostics::Fault::content;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.location = std::move(location);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

/// Whether a part's URL is outside of the string or `url(...)` that the part begins with.
std::size_t url_begin(const CssPart& part) { return part.kind == CssPart::Kind::import ? part.url_begin : part.begin; }
std::size_t url_end(const CssPart& part) { return part.kind == CssPart::Kind::import ? part.url_end : part.end; }

bool has_url(const CssPart& part) {
  return part.kind == CssPart::Kind::import || part.kind == CssPart::Kind::string_url ||
         part.kind == CssPart::Kind::unquoted_url;
}

}  // namespace

CssLibrary::CssLibrary(const std::vector<theme::Chain::AssetFile>& files, const theme::Chain& chain,
                       const base::FileSystem& fs, const config::Config& config)
    : files_(files),
      chain_(chain),
      fs_(fs),
      static_root_(base::join_path(chain.site_root(), config.static_dir)),
      own_prefix_(base_path(config.baseurl) + "/" + std::string(k_output_folder) + "/"),
      sheets_(files.size()),
      is_sheet_(files.size(), 0) {
  for (AssetId id = 0; id < files.size(); ++id) by_name_.emplace(files[id].name, id);
}

void CssLibrary::parse(AssetId id, std::string text) {
  Stylesheet& sheet = sheets_[id];
  sheet.name = files_[id].name;
  sheet.text = std::move(text);
  sheet.parsed = parse_css(sheet.text);
  sheet.uses_layers = sheet.parsed.uses_layers;
  is_sheet_[id] = 1;
}

void CssLibrary::link(diagnostics::Sink& sink) {
  for (AssetId id = 0; id < size(); ++id) {
    if (!is_stylesheet(id)) continue;
    Stylesheet& sheet = sheets_[id];
    for (const CssPart& part : sheet.parsed.parts) sheet.links.push_back(resolve(part.url, sheet));
    std::string shown = chain_.shown(files_[id].source);
    diagnostics::SourceText source(shown, sheet.text);
    report_problems(sheet, source, sink);
    report_missing(sheet, source, sink);
  }
  report_cycles(sink);
  spread_layers();
}

AssetId CssLibrary::imported(const Stylesheet& sheet, std::size_t part) const {
  if (sheet.parsed.parts[part].kind != CssPart::Kind::import) return k_no_asset;
  const CssLink& link = sheet.links[part];
  bool bundled = link.kind == CssLink::Kind::asset && is_stylesheet(link.asset);
  return bundled ? link.asset : k_no_asset;
}

AssetId CssLibrary::find(std::string_view output_path) const {
  if (!output_path.starts_with(k_output_folder)) return k_no_asset;
  output_path.remove_prefix(k_output_folder.size());
  if (!output_path.starts_with('/')) return k_no_asset;
  auto found = by_name_.find(output_path.substr(1));
  return found == by_name_.end() ? k_no_asset : found->second;
}

CssLink CssLibrary::resolve(std::string_view url, const Stylesheet& sheet) const {
  CssLink link;
  if (url.empty() || url.starts_with('#') || url.starts_with('?') || has_scheme(url)) return link;
  std::size_t path_end = std::min(url.find_first_of("?#"), url.size());
  std::string_view path = url.substr(0, path_end);
  link.suffix = url.substr(path_end);
  std::string plain_path = base::percent_decode(path);
  if (path.starts_with('/')) {
    if (path.starts_with("//") || !path.starts_with(own_prefix_)) return link;
    std::string below = plain_path.substr(std::min(plain_path.size(), own_prefix_.size()));
    link.asset = find(base::join_path(k_output_folder, "./" + below));
    if (link.asset != k_no_asset) link.kind = CssLink::Kind::asset;
    return link;
  }
  std::string folder = output_folder_of(sheet.name);
  link.asset = find(base::join_path(folder, plain_path));
  link.kind = link.asset == k_no_asset ? CssLink::Kind::path : CssLink::Kind::asset;
  if (link.kind == CssLink::Kind::path) link.path = base::join_path(folder, path);
  return link;
}

std::vector<StylesheetUses::Use> CssLibrary::uses(AssetId id) const {
  const Stylesheet& sheet = sheets_[id];
  std::vector<StylesheetUses::Use> uses;
  for (std::size_t i = 0; i < sheet.links.size(); ++i) {
    const CssPart& part = sheet.parsed.parts[i];
    std::string path = has_url(part) ? path_of(part.url, sheet.links[i]) : "";
    if (path.empty()) continue;
    uses.push_back({std::move(path), part.kind == CssPart::Kind::import, !part.url.starts_with('/'), url_begin(part),
                    url_end(part)});
  }
  return uses;
}

/// Where a URL leads below the output root; "" when it leads out of the site.
std::string CssLibrary::path_of(std::string_view url, const CssLink& link) const {
  if (link.kind == CssLink::Kind::asset) return std::string(k_output_folder) + "/" + files_[link.asset].name;
  std::string path = base::percent_decode(link.path);
  if (link.kind == CssLink::Kind::kept) {
    std::string_view root = std::string_view(own_prefix_).substr(0, own_prefix_.size() - k_output_folder.size() - 1);
    if (url.starts_with("//") || !url.starts_with(root)) return "";
    path = base::percent_decode(url.substr(root.size(), std::min(url.find_first_of("?#"), url.size()) - root.size()));
  }
  path = base::normalize_path(path);
  return path == ".." || path.starts_with("../") ? "" : path;
}

void CssLibrary::report_problems(const Stylesheet& sheet, const diagnostics::SourceText& source,
                                 diagnostics::Sink& sink) const {
  std::size_t reports = 0;
  for (const CssProblem& problem : sheet.parsed.problems) {
    if (++reports > k_most_reports) return;
    diagnostics::Location location = source.locate(problem.begin, problem.end - problem.begin);
    if (problem.kind == CssProblem::Kind::misplaced_import) {
      sink.report(warning("misplaced-import", "an @import after other rules is ignored", std::move(location),
                          "move it to the top of the stylesheet"));
    } else {
      sink.report(warning("broken-import", "this @import cannot be understood", std::move(location),
                          "write @import \"file.css\"; with any conditions before the semicolon"));
    }
  }
}

bool CssLibrary::is_static(const std::string& path) const {
  auto file = base::join_inside(static_root_, path);
  return file && fs_.exists(*file);
}

void CssLibrary::report_missing(const Stylesheet& sheet, const diagnostics::SourceText& source,
                                diagnostics::Sink& sink) const {
  std::size_t reports = 0;
  for (std::size_t i = 0; i < sheet.links.size(); ++i) {
    const CssPart& part = sheet.parsed.parts[i];
    const CssLink& link = sheet.links[i];
    // What leads out of the assets folder may be any other output of the site.
    bool missing = has_url(part) && link.kind == CssLink::Kind::path && base::is_inside(k_output_folder, link.path) &&
                   !is_static(base::percent_decode(link.path));
    if (!missing) continue;
    if (++reports > k_most_reports) return;
    std::string name(link.path.substr(std::min(link.path.size(), k_output_folder.size() + 1)));
    std::vector<std::string> candidates;
    for (const auto& [candidate, id] : by_name_) {
      if (base::extension(candidate) == base::extension(name)) candidates.emplace_back(candidate);
    }
    bool import = part.kind == CssPart::Kind::import;
    sink.report(warning(
        import ? "missing-import" : "missing-asset",
        std::string(import ? "the imported stylesheet" : "the asset") + " '" + name + "' does not exist",
        source.locate(url_begin(part), url_end(part) - url_begin(part)), diagnostics::did_you_mean(name, candidates)));
  }
}

void CssLibrary::report_cycles(diagnostics::Sink& sink) const {
  enum class State : std::uint8_t { fresh, open, done };
  struct Step {
    AssetId sheet;
    std::size_t next_part;
  };
  std::vector<State> states(size(), State::fresh);
  for (AssetId start = 0; start < size(); ++start) {
    if (!is_stylesheet(start) || states[start] != State::fresh) continue;
    std::vector<Step> way{{start, 0}};
    states[start] = State::open;
    while (!way.empty()) {
      Step& step = way.back();
      const Stylesheet& sheet = sheets_[step.sheet];
      if (step.next_part == sheet.parsed.parts.size()) {
        states[step.sheet] = State::done;
        way.pop_back();
        continue;
      }
      const CssPart& part = sheet.parsed.parts[step.next_part];
      AssetId next = imported(sheet, step.next_part++);
      if (next == k_no_asset || states[next] == State::done) continue;
      if (states[next] == State::fresh) {
        states[next] = State::open;
        way.push_back({next, 0});
        continue;
      }
      std::vector<std::string> circle;
      for (auto each = std::ranges::find(way, next, &Step::sheet); each != way.end(); ++each) {
        circle.push_back(sheets_[each->sheet].name);
      }
      circle.push_back(sheets_[next].name);
      diagnostics::SourceText source(chain_.shown(files_[way.back().sheet].source), sheet.text);
      sink.report(warning("import-cycle", "stylesheets import each other in a circle: " + base::join(circle, " -> "),
                          source.locate(part.url_begin, part.url_end - part.url_begin),
                          "the import that closes the circle is left out; remove it"));
    }
  }
}

/// A stylesheet uses layers when one that it imports does.
void CssLibrary::spread_layers() {
  std::vector<std::vector<AssetId>> importers(size());
  std::vector<AssetId> open;
  for (AssetId id = 0; id < size(); ++id) {
    if (!is_stylesheet(id)) continue;
    for (std::size_t part = 0; part < sheets_[id].links.size(); ++part) {
      AssetId target = imported(sheets_[id], part);
      if (target != k_no_asset) importers[target].push_back(id);
    }
    if (sheets_[id].uses_layers) open.push_back(id);
  }
  while (!open.empty()) {
    AssetId id = open.back();
    open.pop_back();
    for (AssetId importer : importers[id]) {
      if (std::exchange(sheets_[importer].uses_layers, true)) continue;
      open.push_back(importer);
    }
  }
}

}  // namespace assets
