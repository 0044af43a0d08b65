// SPDX-License-Identifier: MIT
#include "assets/codec.h"

#include <utility>

#include "assets/css_library.h"
#include "base/codec.h"
#include "base/path.h"

namespace assets {

namespace {

constexpr std::uint8_t k_version = 2;
constexpr std::uint8_t k_processed = 1;
constexpr std::uint8_t k_import = 1, k_relative = 2;
constexpr std::size_t k_least_asset_bytes = 22, k_least_import_bytes = 1, k_least_sheet_bytes = 3,
                      k_least_use_bytes = 4;

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

void write_sheet(base::ByteWriter& out, const StylesheetUses& sheet) {
  out.text(sheet.name);
  out.text(sheet.source);
  out.varint(sheet.uses.size());
  for (const StylesheetUses::Use& use : sheet.uses) {
    out.text(use.path);
    out.u8(static_cast<std::uint8_t>((use.is_import ? k_import : 0) | (use.is_relative ? k_relative : 0)));
    out.varint(use.begin);
    out.varint(use.end - use.begin);
  }
}

StylesheetUses read_sheet(base::ByteReader& in) {
  StylesheetUses sheet;
  sheet.name = in.text();
  sheet.source = in.text();
  for (std::size_t count = in.count(k_least_use_bytes); in.good() && count > 0; --count) {
    StylesheetUses::Use& use = sheet.uses.emplace_back();
    use.path = in.text();
    std::uint8_t flags = in.u8();
    use.is_import = (flags & k_import) != 0;
    use.is_relative = (flags & k_relative) != 0;
    use.begin = in.varint();
    use.end = use.begin + in.varint();
    if (flags > (k_import | k_relative) || use.end < use.begin) in.fail();
  }
  return sheet;
}

template <class Named>
bool is_out_of_order(const std::vector<Named>& list) {
  return list.size() > 1 && list[list.size() - 2].name >= list.back().name;
}

}  // namespace

std::string encode(const Assets& assets) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(k_version);
  out.varint(assets.all().size());
  for (const Asset& asset : assets.all()) write_asset(out, asset);
  out.varint(assets.stylesheets().size());
  for (const StylesheetUses& sheet : assets.stylesheets()) write_sheet(out, sheet);
  return bytes;
}

std::optional<Assets> decode(std::string_view bytes) {
  base::ByteReader in(bytes);
  if (in.u8() != k_version) return std::nullopt;
  std::vector<Asset> assets;
  for (std::size_t count = in.count(k_least_asset_bytes); in.good() && count > 0; --count) {
    assets.push_back(read_asset(in));
    if (is_out_of_order(assets)) in.fail();
  }
  std::vector<StylesheetUses> stylesheets;
  for (std::size_t count = in.count(k_least_sheet_bytes); in.good() && count > 0; --count) {
    stylesheets.push_back(read_sheet(in));
    if (is_out_of_order(stylesheets)) in.fail();
  }
  if (!in.finished()) return std::nullopt;
  return Assets(std::move(assets), std::move(stylesheets));
}

}  // namespace assets
