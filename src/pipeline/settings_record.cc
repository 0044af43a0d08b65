// SPDX-License-Identifier: MIT
#include "pipeline/settings_record.h"

#include <map>

#include "base/codec.h"
#include "value/operations.h"

namespace pipeline {

namespace {

struct Setting {
  std::uint64_t hash = 0;
  std::string words;
};
using Settings = std::map<std::string, Setting>;

constexpr int k_deepest = 20;
constexpr std::size_t k_longest_words = 40;

void flatten(const value::Value& value, const std::string& path, int depth, Settings& settings) {
  if (value.is_map() && depth < k_deepest) {
    for (const value::Map::Entry& entry : value.as_map().entries()) {
      if (!entry.key.is_string()) continue;
      std::string name(entry.key.as_string());
      flatten(entry.value, path.empty() ? name : path + "." + name, depth + 1, settings);
    }
    return;
  }
  base::Arena arena(256);
  value::ReadLog reads;
  value::Context ctx{arena, reads};
  std::string words;
  value::append_repr(ctx, words, value);
  std::uint64_t hash = base::hash64(words);
  settings[path] = {hash, words.size() > k_longest_words ? "" : words};
}

std::optional<Settings> decode(std::string_view bytes) {
  base::ByteReader in(bytes);
  Settings settings;
  for (std::uint64_t count = in.varint(); in.good() && count > 0; --count) {
    std::string path(in.text());
    Setting& setting = settings[path];
    setting.hash = in.fixed64();
    setting.words = in.text();
  }
  if (!in.finished()) return std::nullopt;
  return settings;
}

/// The settings of `[site]` and `[build]` are visible twice.
bool is_twin(const Settings& settings, const std::string& path) {
  return path.find('.') == path.npos && (settings.contains("site." + path) || settings.contains("build." + path));
}

std::string change_words(const Setting* before, const Setting* now, std::string_view origin) {
  std::string words = before == nullptr ? "added" : now == nullptr ? "removed" : "changed";
  if (before != nullptr && now != nullptr && !before->words.empty() && !now->words.empty())
    words += " from " + before->words + " to " + now->words;
  if (!origin.empty() && origin != "default") words.append(" (").append(origin).append(")");
  return words;
}

}  // namespace

std::string encode_settings(const config::Config& config) {
  Settings settings;
  flatten(config.all, "", 0, settings);
  std::string bytes;
  base::ByteWriter out(bytes);
  out.varint(settings.size());
  for (const auto& [path, setting] : settings) {
    out.text(path);
    out.fixed64(setting.hash);
    out.text(setting.words);
  }
  return bytes;
}

std::vector<SettingChange> changed_settings(std::string_view before, const config::Config& config) {
  std::vector<SettingChange> changes;
  auto earlier = decode(before);
  if (!earlier) return changes;
  Settings now;
  flatten(config.all, "", 0, now);
  Settings all = now;
  all.insert(earlier->begin(), earlier->end());
  for (const auto& [path, either] : all) {
    auto was = earlier->find(path), is = now.find(path);
    bool same = was != earlier->end() && is != now.end() && was->second.hash == is->second.hash;
    if (same || is_twin(all, path)) continue;
    auto origin = config.origins.find(path);
    changes.push_back(
        {path, change_words(was == earlier->end() ? nullptr : &was->second, is == now.end() ? nullptr : &is->second,
                            origin == config.origins.end() ? "" : std::string_view(origin->second))});
  }
  return changes;
}

}  // namespace pipeline
