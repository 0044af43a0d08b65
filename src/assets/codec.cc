// SPDX-License-Identifier: MIT
#include "assets/codec.h"

#include <utility>

#include "assets/css_library.h"
#include "base/codec.h"
#include "base/path.h"

namespace assets {

namespace {

constexpr std::uint8_t k_version = 1;
constexpr std::uint8_t k_processed = 1;
constexpr std::size_t k_least_asset_bytes = 22, k_least_import_bytes = 1;

void write_asset(base::ByteWriter& out, const Asset& asset) {
  out.text(asset.name);
  out.text(asset.source);
  out.text(asset.output_path);
  out.fingerprint(asset.fingerprint);
  out.u8(asset.processed ? k_processed : 0);
  out.text(asset.bytes);
  out.varint(asset.imports.size());
  for (const std::string& name : asset.imports) out.text(name);
}

Asset read_asset(base::ByteReader& in) {
  Asset asset;
  asset.name = in.text();
  asset.source = in.text();
  asset.output_path = in.text();
  asset.fingerprint = in.fingerprint();
  std::uint8_t flags = in.u8();
  asset.processed = flags == k_processed;
  asset.bytes = in.text();
  for (std::size_t count = in.count(k_least_import_bytes); in.good() && count > 0; --count) {
    asset.imports.emplace_back(in.text());
  }
  bool has_safe_output = base::normalize_path(asset.output_path) == asset.output_path &&
                         base::is_inside(k_output_folder, asset.output_path);
  if (flags > k_processed || !has_safe_output) in.fail();
  return asset;
}

}  // namespace

std::string encode(const Assets& assets) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(k_version);
  out.varint(assets.all().size());
  for (const Asset& asset : assets.all()) write_asset(out, asset);
  return bytes;
}

std::optional<Assets> decode(std::string_view bytes) {
  base::ByteReader in(bytes);
  if (in.u8() != k_version) return std::nullopt;
  std::vector<Asset> assets;
  for (std::size_t count = in.count(k_least_asset_bytes); in.good() && count > 0; --count) {
    assets.push_back(read_asset(in));
    if (assets.size() > 1 && assets[assets.size() - 2].name >= assets.back().name) in.fail();
  }
  if (!in.finished()) return std::nullopt;
  return Assets(std::move(assets));
}

}  // namespace assets
