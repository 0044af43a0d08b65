// SPDX-License-Identifier: MIT
#include "assets/css_names.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/path.h"

namespace assets {

namespace {

constexpr std::size_t k_digits = 8;

std::string plain_path(std::string_view name) { return base::join_path(k_output_folder, name); }

}  // namespace

std::string fingerprinted_path(std::string_view name, base::Fingerprint fingerprint) {
  std::string_view extension = base::extension(name);
  std::string path = plain_path(name.substr(0, name.size() - extension.size()));
  return path + "." + base::to_hex(fingerprint).substr(0, k_digits) + std::string(extension);
}

CssNames::CssNames(std::vector<Asset>& assets, std::span<const CssBundle> bundles)
    : assets_(assets), bundles_(bundles), needs_(bundles.size()), finished_(bundles.size(), 0) {
  std::map<AssetId, std::size_t> bundle_of;
  for (std::size_t i = 0; i < bundles.size(); ++i) bundle_of[bundles[i].root()] = i;
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    for (AssetId asset : bundles[i].references()) {
      auto bundle = bundle_of.find(asset);
      if (bundle != bundle_of.end()) needs_[i].push_back(bundle->second);
    }
  }
}

std::vector<AssetId> CssNames::run(bool fingerprints) {
  if (!fingerprints) {
    for (const CssBundle& bundle : bundles_)
      assets_[bundle.root()].output_path = plain_path(assets_[bundle.root()].name);
    for (std::size_t i = 0; i < bundles_.size(); ++i) finish(i, fingerprints);
    return std::move(too_long_);
  }
  std::vector<std::vector<std::size_t>> needed_by(bundles_.size());
  std::vector<std::size_t> open_needs(bundles_.size()), ready, waiting;
  for (std::size_t i = 0; i < bundles_.size(); ++i) {
    open_needs[i] = needs_[i].size();
    for (std::size_t need : needs_[i]) needed_by[need].push_back(i);
    (needs_[i].empty() ? ready : waiting).push_back(i);
  }
  auto release = [&](std::size_t bundle) {
    finished_[bundle] = 1;
    for (std::size_t other : needed_by[bundle]) {
      if (--open_needs[other] == 0 && finished_[other] == 0) ready.push_back(other);
    }
  };
  while (!ready.empty() || !waiting.empty()) {
    while (!ready.empty()) {
      std::size_t bundle = ready.back();
      ready.pop_back();
      finish(bundle, fingerprints);
      release(bundle);
    }
    std::erase_if(waiting, [&](std::size_t bundle) { return finished_[bundle] != 0; });
    if (waiting.empty()) break;
    std::vector<std::size_t> circles = circles_among(waiting);
    for (const auto& circle : connected_parts(circles)) finish_circle(circle);
    for (std::size_t bundle : circles) finished_[bundle] = 1;
    for (std::size_t bundle : circles) release(bundle);
  }
  return std::move(too_long_);
}

/// What remains of `waiting`, each of which refers to one of them, without those that none of them refers to: the
/// circles and what lies between two.
std::vector<std::size_t> CssNames::circles_among(const std::vector<std::size_t>& waiting) const {
  std::vector<std::size_t> users(bundles_.size());
  std::vector<char> inside(bundles_.size());
  for (std::size_t bundle : waiting) inside[bundle] = 1;
  for (std::size_t bundle : waiting) {
    for (std::size_t need : needs_[bundle]) users[need] += 1;
  }
  std::vector<std::size_t> unused;
  for (std::size_t bundle : waiting) {
    if (users[bundle] == 0) unused.push_back(bundle);
  }
  while (!unused.empty()) {
    std::size_t bundle = unused.back();
    unused.pop_back();
    inside[bundle] = 0;
    for (std::size_t need : needs_[bundle]) {
      if (--users[need] == 0 && inside[need] != 0) unused.push_back(need);
    }
  }
  std::vector<std::size_t> left;
  for (std::size_t bundle : waiting) {
    if (inside[bundle] != 0) left.push_back(bundle);
  }
  return left;
}

/// `bundles` apart by whether some way leads from one to the other, so that a change reaches only its own part.
std::vector<std::vector<std::size_t>> CssNames::connected_parts(const std::vector<std::size_t>& bundles) const {
  std::map<std::size_t, std::vector<std::size_t>> neighbours;
  for (std::size_t bundle : bundles) neighbours[bundle];
  for (std::size_t bundle : bundles) {
    for (std::size_t need : needs_[bundle]) {
      if (!neighbours.contains(need)) continue;
      neighbours[bundle].push_back(need);
      neighbours[need].push_back(bundle);
    }
  }
  std::vector<std::vector<std::size_t>> parts;
  while (!neighbours.empty()) {
    std::vector<std::size_t>& part = parts.emplace_back();
    std::vector<std::size_t> open{neighbours.begin()->first};
    while (!open.empty()) {
      auto bundle = neighbours.extract(open.back());
      open.pop_back();
      if (bundle.empty()) continue;
      part.push_back(bundle.key());
      open.insert(open.end(), bundle.mapped().begin(), bundle.mapped().end());
    }
    std::ranges::sort(part);
  }
  return parts;
}

void CssNames::finish(std::size_t bundle, bool fingerprints) {
  Asset& asset = assets_[bundles_[bundle].root()];
  auto text = bundles_[bundle].text([this](AssetId id) { return path_of(id); });
  if (!text) return too_long_.push_back(bundles_[bundle].root());
  asset.fingerprint = base::fingerprint(*text);
  asset.bytes = std::move(*text);
  if (fingerprints) asset.output_path = fingerprinted_path(asset.name, asset.fingerprint);
}

void CssNames::finish_circle(const std::vector<std::size_t>& bundles) {
  auto names = [this](AssetId id) { return path_of(id); };
  std::string together;
  for (std::size_t bundle : bundles) {
    const std::string& name = assets_[bundles_[bundle].root()].name;
    together += name + '\0' + base::to_hex(base::fingerprint(bundles_[bundle].text(names).value_or(""))) + '\0';
  }
  for (std::size_t bundle : bundles) {
    Asset& asset = assets_[bundles_[bundle].root()];
    asset.output_path = fingerprinted_path(asset.name, base::fingerprint(together + asset.name));
  }
  for (std::size_t bundle : bundles) finish(bundle, false);
}

std::string CssNames::path_of(AssetId id) const {
  const Asset& asset = assets_[id];
  return asset.output_path.empty() ? plain_path(asset.name) : asset.output_path;
}

}  // namespace assets
