// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "config/config.h"
#include "content/document.h"
#include "engine/store.h"
#include "site/model.h"

namespace pipeline {

/// The page discovery cache: what the last build found out about each page, one record for what its file says (front
/// matter, HTML with open slots, headings, messages; table `documents`) and one for its place in the site (title, URL,
/// section, terms, neighbours, metadata with cascade; table `linked`). Both are read in place from the store, the first
/// only when somebody looks into the page (`site::PageProxy`). Pages that have not changed are neither opened nor
/// parsed nor loaded.
class PageDiscoveryCache {
 public:
  /// REQUIRES: the arguments outlive this and what it gives. `content_root` is the folder that paths of pages begin in.
  PageDiscoveryCache(engine::Store& store, const base::FileSystem& fs, const std::string& content_root)
      : store_(store),
        fs_(fs),
        content_root_(content_root),
        damaged_([&store] { store.distrust("the record of a page is damaged"); }) {}

  /// The page at `path` below the content folder, as it was parsed last: null when the cache does not have it.
  std::unique_ptr<content::Document> find(const std::string& path) const;
  /// The page was parsed anew: from here on it is what `find` gives.
  void replace(const content::Document& document);
  /// The page is gone: from here on there is none.
  void remove(const std::string& path) { removed_.insert(path); }
  void forget_edits();
  /// The records of the pages that were parsed anew, by path.
  const std::map<std::string, std::string>& replaced() const { return replaced_; }

  bool has_site() const { return store_.size(engine::Table::linked).records > 0; }
  /// The linked site of the last build, whose parts are read when somebody asks for them; null when there is none.
  std::unique_ptr<site::Model> open_site(const config::Config& config) const;

  /// Adds the records of pages that were parsed anew to what goes to the store, and takes out those of pages that are
  /// gone.
  void remember(engine::Batch& batch) const;

 private:
  engine::Store& store_;
  const base::FileSystem& fs_;
  const std::string& content_root_;
  std::function<void()> damaged_;
  std::map<std::string, std::string> replaced_;
  std::set<std::string> removed_;
};

}  // namespace pipeline
