// SPDX-License-Identifier: MIT
// What an edit of a file would reach: the kept questions that it may answer anew, and who asked them.
#include <algorithm>
#include <map>
#include <set>

#include "assets/codec.h"
#include "base/codec.h"
#include "base/path.h"
#include "content/source.h"
#include "pipeline/inspect.h"
#include "pipeline/kept.h"
#include "pipeline/memory.h"
#include "site/queries.h"
#include "site/spell.h"
#include "theme/theme.h"

namespace pipeline {

namespace {

constexpr std::size_t k_hash_digits = 8;

/// What a file is to the site, and which questions it answers.
class File {
 public:
  File(const base::FileSystem& fs, const config::Config& config, const std::string& root, const std::string& file)
      : path_(base::is_inside(root, file) && file != root ? file.substr(root.size() + 1) : file), file_(file) {
    if (std::find(config.files.begin(), config.files.end(), path_) != config.files.end()) {
      what_ = "settings";
      return;
    }
    std::string content = base::join_path(root, config.content_dir);
    if (!fs.is_directory(content) && config.files.empty() && config.content_dir == "content") content = root;
    if (auto below = below_folder(base::join_path(root, config.data_dir))) {
      what_ = "data file";
      name_ = dotted(*below);
    } else if (auto text = below_folder(base::join_path(root, "i18n"))) {
      what_ = "texts";
      name_ = dotted(*text);
    } else if (look_in_theme(fs, config, root)) {
      return;
    } else if (below_folder(base::join_path(root, config.static_dir))) {
      what_ = "static file";
    } else if (auto page = below_folder(content)) {
      what_ = content::is_page_name(base::file_name(*page)) ? "page" : "file beside pages";
      name_ = *page;
    }
  }

  const std::string& path() const { return path_; }
  const std::string& what() const { return what_; }
  std::string shown() const { return what_ == "template" || what_ == "asset" ? what_ + " " + name_ : what_; }

  /// Whether an edit of the file may answer questions about an entity anew.
  bool answers(std::string_view entity, const std::set<std::string, std::less<>>& bundles) const {
    std::string_view rest = entity.substr(1);
    switch (entity.front()) {
      case 'p':
        return what_ == "page" && rest == name_;
      case 'm':
        return what_ == "page" && rest.size() > k_hash_digits && rest.substr(k_hash_digits) == name_;
      case 'r':
        return what_ == "page" && rest.substr(0, rest.find('\n')) == name_;
      case 'd':
        return what_ == "data file" && is_on_the_way(rest);
      case 'i':
        return what_ == "texts" && is_on_the_way(rest);
      case 'h':
        return what_ == "template" && rest == name_;
      case 'a':
        return what_ == "asset" && (rest == name_ || bundles.contains(rest));
      case 'k':
      case 'w':
        return what_ == "settings";
      case 'f':
        return rest == path_;
      case 's':  // A folder's own page gives the section its title and settings.
        return what_ == "page" && content::is_index_name(base::file_name(name_)) && rest == base::parent_path(name_);
      default:
        return false;
    }
  }

  /// Whether an entity is a list that a page may enter or leave, or in which it may move.
  bool may_be_listed(std::string_view entity) const {
    if (what_ != "page") return false;
    std::string_view rest = entity.substr(1);
    std::string_view folder = base::parent_path(name_);
    switch (entity.front()) {
      case 's':
        return is_in_section(rest, folder);
      case 'w':
      case 't':
      case 'x':
        return true;
      case 'q':
        return is_possible_source(rest, folder);
      default:
        return false;
    }
  }

  /// The names of the assets that this one is bundled into.
  std::set<std::string, std::less<>> bundles(const engine::Store& store) const {
    std::set<std::string, std::less<>> names;
    auto bytes = what_ == "asset" ? store.get(engine::Table::build, k_assets) : std::nullopt;
    auto assets = bytes ? assets::decode(*bytes) : std::nullopt;
    if (!assets) return names;
    for (const assets::Asset& asset : assets->all()) {
      if (std::find(asset.imports.begin(), asset.imports.end(), name_) != asset.imports.end()) names.insert(asset.name);
    }
    return names;
  }

 private:
  std::optional<std::string> below_folder(const std::string& folder) const {
    if (folder.empty() || file_ == folder || !base::is_inside(folder, file_)) return std::nullopt;
    return file_.substr(folder.size() + 1);
  }

  bool look_in_theme(const base::FileSystem& fs, const config::Config& config, const std::string& root) {
    diagnostics::Sink unheard;
    theme::Chain chain = theme::resolve_chain(fs, root, config, unheard);
    for (const theme::Layer& layer : chain.layers()) {
      if (auto found = below_folder(layer.templates_root)) {
        what_ = "template";
        name_ = *found;
        return true;
      }
      if (auto found = below_folder(layer.assets_root)) {
        what_ = "asset";
        name_ = *found;
        return true;
      }
    }
    return false;
  }

  static std::string dotted(std::string path) {
    path.resize(path.size() - base::extension(path).size());
    std::replace(path.begin(), path.end(), '/', '.');
    return path;
  }

  /// Whether a key path is that of the file, leads to it or begins in it.
  bool is_on_the_way(std::string_view key) const {
    std::string_view shorter = key, longer = name_;
    if (shorter.size() > longer.size()) std::swap(shorter, longer);
    if (!longer.starts_with(shorter)) return false;
    return shorter.empty() || shorter.size() == longer.size() || longer[shorter.size()] == '.';
  }

  static bool is_in_section(std::string_view section, std::string_view folder) {
    return section.empty() || section == folder || folder.starts_with(std::string(section) + "/");
  }

  static bool is_possible_source(std::string_view definition, std::string_view folder) {
    base::ByteReader in(definition);
    auto source = static_cast<site::Source>(in.u8());
    std::string_view name = in.text();
    if (source == site::Source::section_pages) return name == folder;
    if (source == site::Source::section_pages_recursive) return is_in_section(name, folder);
    return true;
  }

  std::string path_;  ///< its name in the store
  std::string file_;
  std::string what_;
  std::string name_;  ///< of a page its path in the content folder, of a template its name, of data its key path
};

/// Whether a question about a list's thing is about what is in the list.
bool is_about_members(std::string_view entity, const site::Spelled& spelled) {
  if (entity.front() == 'w') return spelled.field == "number of pages";
  return entity.front() == 'q' || spelled.field == "count" || spelled.field == "terms" ||
         spelled.field.find("pages") != std::string::npos;
}

/// The questions of one output, told by thing: "title, url", "section /blog: pages".
class Told {
 public:
  explicit Told(const std::string& file) : file_(file) {}
  void add(const site::Spelled& spelled) {
    std::string& fields = by_thing_[spelled.field.empty() ? spelled.words : spelled.thing];
    if (!spelled.field.empty()) fields += (fields.empty() ? "" : ", ") + spelled.field;
  }
  void add(const std::string& words) { by_thing_[words]; }
  bool empty() const { return by_thing_.empty(); }
  std::vector<std::string> questions() const {
    std::vector<std::string> questions;
    for (const auto& [thing, fields] : by_thing_)
      questions.push_back(fields.empty() ? thing : thing == file_ ? fields : thing + ": " + fields);
    return questions;
  }

 private:
  const std::string& file_;
  std::map<std::string, std::string> by_thing_;
};

}  // namespace

base::Expected<Uses> uses_of(const base::FileSystem& fs, const std::string& folder, const config::Request& request,
                             const std::string& file) {
  auto kept = Kept::look(folder);
  if (!kept) return std::unexpected(kept.error());
  diagnostics::Sink unheard;
  config::Config config = config::load(fs, request, unheard);
  std::string prefix = config.content_dir + "/";
  File edited(fs, config, request.root, file);
  Uses uses{.file = edited.path(), .what = edited.shown()};
  auto bundles = edited.bundles(kept->store());
  std::set<std::uint64_t> certain, possible;
  for (const auto& [entity, record] : kept->answers()) {
    if (edited.answers(record.entity, bundles)) certain.insert(entity);
    if (edited.may_be_listed(record.entity)) possible.insert(entity);
  }
  kept->each_output([&](std::string_view path, const engine::OutputView& view) {
    Told sure(uses.file), maybe(uses.file);
    if (!view.source.empty() && view.source == edited.path()) sure.add("its bytes");
    for (const engine::Read& read : kept->reads_of(view)) {
      bool is_certain = certain.contains(read.entity);
      if (!is_certain && !possible.contains(read.entity)) continue;
      const engine::AnswerRecord& record = kept->answers().at(read.entity);
      for (const engine::AnswerRecord::Answer& answer : record.answers) {
        if ((read.bits >> answer.bit & 1) == 0) continue;
        site::Spelled spelled = site::spell(record.entity, answer.bit, prefix);
        if (is_certain) sure.add(spelled);
        if (!is_certain && is_about_members(record.entity, spelled)) maybe.add(spelled);
      }
    }
    if (!sure.empty()) {
      uses.certain.push_back({std::string(path), sure.questions()});
    } else if (!maybe.empty()) {
      uses.possible.push_back({std::string(path), maybe.questions()});
    }
  });
  if (std::string damage = kept->damage(); !damage.empty()) return no_cache(folder, damage);
  return uses;
}

}  // namespace pipeline
