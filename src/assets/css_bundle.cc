// SPDX-License-Identifier: MIT
#include "assets/css_bundle.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "assets/css_tokens.h"
#include "base/hash.h"
#include "base/path.h"
#include "base/strings.h"

namespace assets {

namespace {

void sort_each_once(std::vector<AssetId>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
}

/// The spelling of a relative URL that leads from `folder` to `path`, both below the output root.
std::string relative_url(std::string_view folder, std::string_view path) {
  std::string relative = base::relative_path(folder, path);
  return relative.empty() ? "." : relative;
}

}  // namespace

/// Decides what each import becomes. Imports are visited from the last to the first, so that what is met again has its
/// place later in the output already and is left out where it is met.
class CssBundle::Planner {
 public:
  explicit Planner(CssBundle& bundle) : bundle_(bundle), library_(bundle.library_) {}

  void plan(AssetId root) { visit(root, k_no_conditions); }

 private:
  static constexpr base::Fingerprint k_no_conditions{};

  /// `conditions` stands for those of all imports on the way.
  std::size_t visit(AssetId id, base::Fingerprint conditions) {
    std::size_t number = bundle_.nodes_.size();
    const Stylesheet& sheet = library_.sheet(id);
    bytes_ += sheet.text.size();
    std::vector<std::size_t> imports(sheet.parsed.parts.size(), k_left_out);
    bundle_.nodes_.push_back({id, {}});
    way_.push_back(id);
    for (std::size_t part = imports.size(); part-- > 0;) {
      if (sheet.parsed.parts[part].kind != CssPart::Kind::import) continue;
      AssetId target = library_.imported(sheet, part);
      imports[part] =
          target == k_no_asset ? k_kept : visit_import(target, conditions, sheet.parsed.parts[part].conditions);
    }
    way_.pop_back();
    bundle_.nodes_[number].imports = std::move(imports);
    return number;
  }

  std::size_t visit_import(AssetId target, base::Fingerprint outer, const CssConditions& own) {
    if (std::ranges::find(way_, target) != way_.end()) return k_left_out;
    auto conditions = own.none() ? outer : base::fingerprint(base::to_hex(outer) + own.in_import());
    bool order_matters = library_.sheet(target).uses_layers || own.has_layer || in_layer_ > 0;
    bool again = visited_.contains({target, k_no_conditions}) || visited_.contains({target, conditions});
    if (again && !order_matters) return k_left_out;
    if (way_.size() >= k_deepest_import) return meet("imports are nested deeper than", k_deepest_import);
    if (bundle_.nodes_.size() >= k_most_imports) return meet("there are more imports than", k_most_imports);
    if (bytes_ >= k_most_bundle_bytes) return meet("the bundle has more bytes than", k_most_bundle_bytes);
    visited_.emplace(target, conditions);
    in_layer_ += own.has_layer ? 1 : 0;
    std::size_t node = visit(target, conditions);
    in_layer_ -= own.has_layer ? 1 : 0;
    return node;
  }

  std::size_t meet(const char* what, std::size_t bound) {
    bundle_.limit_ = std::string(what) + " " + std::to_string(bound);
    return k_left_out;
  }

  CssBundle& bundle_;
  const CssLibrary& library_;
  std::vector<AssetId> way_;
  std::set<std::pair<AssetId, base::Fingerprint>> visited_;
  std::size_t in_layer_ = 0;
  std::size_t bytes_ = 0;  ///< of all stylesheets visited
};

/// Writes the output of a planned bundle.
class CssBundle::Writer {
 public:
  Writer(const CssBundle& bundle, const std::function<std::string(AssetId)>& output_path_of)
      : bundle_(bundle),
        library_(bundle.library_),
        output_path_of_(output_path_of),
        folder_(base::join_path(k_output_folder, base::parent_path(library_.sheet(bundle.root()).name))) {}

  std::optional<std::string> run() {
    write(bundle_.nodes_.front(), true);
    if (out_.size() + kept_.size() > k_most_bundle_bytes) return std::nullopt;
    out_.insert(kept_at_, kept_);
    return std::move(out_);
  }

 private:
  void write(const Node& node, bool is_root) {
    const Stylesheet& sheet = library_.sheet(node.sheet);
    std::string_view text = sheet.text;
    std::size_t position = !is_root && text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (std::size_t i = 0; i < sheet.parsed.parts.size(); ++i) {
      if (out_.size() > k_most_bundle_bytes) return;
      const CssPart& part = sheet.parsed.parts[i];
      out_ += text.substr(position, part.begin - position);
      position = part.end;
      write_part(node, i, is_root);
    }
    out_ += text.substr(position);
    if (is_root) return;
    out_ += sheet.parsed.closing;
    if (!out_.ends_with('\n')) out_ += '\n';
  }

  void write_part(const Node& node, std::size_t number, bool is_root) {
    const Stylesheet& sheet = library_.sheet(node.sheet);
    const CssPart& part = sheet.parsed.parts[number];
    std::string_view written = std::string_view(sheet.text).substr(part.begin, part.end - part.begin);
    switch (part.kind) {
      case CssPart::Kind::import:
        write_import(node, number, is_root);
        break;
      case CssPart::Kind::string_url:
      case CssPart::Kind::unquoted_url: {
        auto url = rewritten(sheet, number);
        if (!url) {
          out_ += written;
        } else {
          out_ += part.kind == CssPart::Kind::string_url ? css_quote(*url, written.front()) : css_url(*url);
        }
        break;
      }
      case CssPart::Kind::charset:
        if (is_root) out_ += written;
        break;
      case CssPart::Kind::stray:
        // In a qualified rule's place `!` spoils the rule as the brace did; comment marks mean nothing.
        out_ += is_root ? written : written == "}" ? "!" : " ";
        break;
    }
  }

  void write_import(const Node& node, std::size_t number, bool is_root) {
    const Stylesheet& sheet = library_.sheet(node.sheet);
    const CssConditions& conditions = sheet.parsed.parts[number].conditions;
    std::size_t target = node.imports[number];
    if (target == k_left_out) return;
    if (target == k_kept) return keep_import(sheet, number, is_root);
    if (is_root && !rules_begun_) kept_at_ = out_.size();
    rules_begun_ = true;
    out_ += conditions.open_blocks();
    way_.push_back(&conditions);
    write(bundle_.nodes_[target], false);
    way_.pop_back();
    out_ += conditions.close_blocks();
  }

  /// An import that is not bundled may stand only above all rules: in its place while there were none, else it moves to
  /// the last place where there were none. The conditions of the imports around it go with it, each as a stylesheet of
  /// its own in a data URL.
  void keep_import(const Stylesheet& sheet, std::size_t number, bool is_root) {
    const CssPart& part = sheet.parsed.parts[number];
    std::string_view written_url = std::string_view(sheet.text).substr(part.url_begin, part.url_end - part.url_begin);
    auto url = rewritten(sheet, number);
    std::string rule =
        "@import " + (url ? css_quote(*url) : std::string(written_url)) + part.conditions.in_import() + ";";
    for (auto around = way_.rbegin(); around != way_.rend(); ++around) {
      if ((*around)->none()) continue;
      rule = "@import url(\"data:text/css," + base::percent_encode(rule) + "\")" + (*around)->in_import() + ";";
    }
    if (is_root && !rules_begun_) {
      out_ += rule;
      kept_at_ = out_.size();
    } else {
      kept_ += rule + "\n";
    }
  }

  /// The URL of a part as it must be from the bundle, or nothing when it can stay as it is written.
  std::optional<std::string> rewritten(const Stylesheet& sheet, std::size_t number) const {
    const CssLink& link = sheet.links[number];
    if (link.kind == CssLink::Kind::asset) {
      return base::percent_encode(relative_url(folder_, output_path_of_(link.asset))) + link.suffix;
    }
    bool moved = base::parent_path(sheet.name) != base::parent_path(library_.sheet(bundle_.root()).name);
    if (link.kind == CssLink::Kind::path && moved) return relative_url(folder_, link.path) + link.suffix;
    return std::nullopt;
  }

  const CssBundle& bundle_;
  const CssLibrary& library_;
  const std::function<std::string(AssetId)>& output_path_of_;
  std::string folder_;
  std::string out_;
  std::string kept_;          ///< imports that move up
  std::size_t kept_at_ = 0;   ///< to this place of `out_`
  bool rules_begun_ = false;  ///< whether `out_` holds rules of an imported stylesheet
  std::vector<const CssConditions*> way_;
};

CssBundle::CssBundle(const CssLibrary& library, AssetId root, Imports imports) : library_(library) {
  if (imports == Imports::bundled) {
    Planner(*this).plan(root);
  } else {
    nodes_.push_back({root, std::vector<std::size_t>(library.sheet(root).parsed.parts.size(), k_kept)});
  }
}

std::vector<AssetId> CssBundle::references() const {
  std::vector<AssetId> assets;
  for (const Node& node : nodes_) {
    const Stylesheet& sheet = library_.sheet(node.sheet);
    for (std::size_t i = 0; i < sheet.links.size(); ++i) {
      bool import = sheet.parsed.parts[i].kind == CssPart::Kind::import;
      if (import && node.imports[i] != k_kept) continue;
      if (sheet.links[i].kind == CssLink::Kind::asset) assets.push_back(sheet.links[i].asset);
    }
  }
  sort_each_once(assets);
  return assets;
}

std::vector<AssetId> CssBundle::contents() const {
  std::vector<AssetId> sheets;
  for (const Node& node : nodes_) {
    if (node.sheet != root()) sheets.push_back(node.sheet);
  }
  sort_each_once(sheets);
  return sheets;
}

std::optional<std::string> CssBundle::text(const std::function<std::string(AssetId)>& output_path_of) const {
  return Writer(*this, output_path_of).run();
}

}  // namespace assets
