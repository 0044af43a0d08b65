// SPDX-License-Identifier: MIT
#include "pipeline/page_discovery_cache.h"

#include "base/path.h"
#include "content/document_codec.h"
#include "site/linked_site.h"

namespace pipeline {

using engine::Table;

std::unique_ptr<content::Document> PageDiscoveryCache::find(const std::string& path) const {
  if (removed_.contains(path)) return nullptr;
  std::string file = base::join_path(content_root_, path);
  if (auto known = replaced_.find(path); known != replaced_.end())
    return content::decode_document(path, known->second, fs_, file, damaged_);
  auto bytes = store_.get(Table::documents, path);
  return bytes ? content::decode_document(path, *bytes, fs_, file, damaged_) : nullptr;
}

void PageDiscoveryCache::replace(const content::Document& document) {
  replaced_[document.path] = content::encode_document(document);
}

void PageDiscoveryCache::forget_edits() {
  replaced_.clear();
  removed_.clear();
}

std::unique_ptr<site::Model> PageDiscoveryCache::open_site(const config::Config& config) const {
  site::LinkedRecords records;
  records.get = [this](std::string_view key) { return store_.get(Table::linked, key); };
  records.damaged = [this] { store_.distrust("a record of the linked site is missing"); };
  records.document = [this](const std::string& path) { return find(path); };
  return site::open_linked_site(config, std::move(records));
}

void PageDiscoveryCache::remember(engine::Batch& batch) const {
  for (const auto& [path, bytes] : replaced_) batch.put(Table::documents, path, bytes);
  for (const std::string& path : removed_) batch.remove(Table::documents, path);
}

}  // namespace pipeline
