// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/path.h"
#include "base/strings.h"
#include "cli/build_extras.h"
#include "cli/cache_site.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "pipeline/inspect.h"

namespace cli {

namespace {

constexpr int k_exit_files = 6;

// Sizes and builds.

std::string builds_text(const pipeline::CacheStats& stats) {
  if (stats.builds.empty()) return "";
  std::string text = fmt::format("\n{:>6}  {:<19} {:>8} {:>8} {:>8} {:>8} {:>8} {:>11} {:>11}\n", "build", "began",
                                 "outputs", "kept", "rendered", "written", "parsed", "took", "saved");
  for (std::size_t i = 0; i < stats.builds.size(); ++i) {
    const pipeline::BuildStatistics& build = stats.builds[i];
    std::int64_t saved = stats.saved_microseconds[i];
    text += fmt::format("{:>6}  {:<19} {:>8} {:>8} {:>8} {:>8} {:>8} {:>11} {:>11}\n", build.number,
                        time_text(build.began), build.outputs, build.kept, build.rendered, build.written, build.parsed,
                        format_seconds(static_cast<double>(build.microseconds) / 1e6),
                        build.full  ? "full build"
                        : saved > 0 ? format_seconds(static_cast<double>(saved) / 1e6)
                                    : "-");
  }
  return text;
}

std::string stats_text(const pipeline::CacheStats& stats) {
  std::string text = fmt::format("{:<14} {:>9} {:>11}\n", "table", "entries", "bytes");
  for (const auto& part : stats.parts)
    text += fmt::format("{:<14} {:>9} {:>11}\n", part.name, format_count(part.records), format_bytes(part.bytes));
  text += fmt::format("{:<14} {:>9} {:>11}\n", "file", "", format_bytes(stats.file_bytes));
  return text + builds_text(stats);
}

std::string stats_json(const pipeline::CacheStats& stats) {
  std::string json = fmt::format("{{\"file_bytes\":{},\"tables\":[", stats.file_bytes);
  for (const auto& part : stats.parts) {
    if (json.back() != '[') json += ',';
    json += fmt::format("{{\"name\":\"{}\",\"entries\":{},\"bytes\":{}}}", part.name, part.records, part.bytes);
  }
  json += "],\"builds\":[";
  for (std::size_t i = 0; i < stats.builds.size(); ++i) {
    const pipeline::BuildStatistics& build = stats.builds[i];
    if (i > 0) json += ',';
    json += fmt::format(
        "{{\"number\":{},\"began\":\"{}\",\"full\":{},\"outputs\":{},\"kept\":{},\"rendered\":{},\"written\":{},"
        "\"removed\":{},\"parsed\":{},\"milliseconds\":{:.3f},\"saved_milliseconds\":{:.3f}}}",
        build.number, time_text(build.began), build.full, build.outputs, build.kept, build.rendered, build.written,
        build.removed, build.parsed, static_cast<double>(build.microseconds) / 1e3,
        static_cast<double>(stats.saved_microseconds[i]) / 1e3);
  }
  return json + "]}\n";
}

int run_stats(const CacheOptions& options, const CacheSite& site) {
  auto stats = pipeline::cache_stats(site.folder);
  if (!stats) return no_cache(stats.error());
  print(options.json ? stats_json(*stats) : stats_text(*stats));
  return 0;
}

// What is known of things.

/// Who names an asset.
std::array<std::pair<std::string_view, const std::vector<std::string>*>, 3> users_of(
    const pipeline::CacheEntry& entry) {
  return {{{"template", &entry.templates}, {"page", &entry.pages}, {"stylesheet", &entry.stylesheets}}};
}

std::string entry_json(const pipeline::CacheEntry& entry) {
  std::string json = "{\"kind\":";
  base::append_json_string(json, entry.kind);
  json += ",\"name\":";
  base::append_json_string(json, entry.name);
  if (!entry.note.empty()) {
    json += ",\"note\":";
    base::append_json_string(json, entry.note);
  }
  json += ",\"asked\":[";
  for (const auto& asked : entry.asked) {
    json += json.back() == '[' ? "{\"question\":" : ",{\"question\":";
    base::append_json_string(json, asked.question);
    if (!asked.answer.empty()) {
      json += ",\"answer\":";
      base::append_json_string(json, asked.answer);
    }
    json += '}';
  }
  json += "],\"outputs\":[";
  for (const std::string& output : entry.outputs) {
    if (json.back() != '[') json += ',';
    base::append_json_string(json, output);
  }
  json += ']';
  for (const auto& [user, names] : users_of(entry)) {
    if (names->empty()) continue;
    json += fmt::format(",\"{}s\":[", user);
    for (const std::string& name : *names) {
      if (json.back() != '[') json += ',';
      base::append_json_string(json, name);
    }
    json += ']';
  }
  return json + "}\n";
}

/// All of one thing: questions, answers, and some of those who asked.
std::string entry_text(const pipeline::CacheEntry& entry) {
  constexpr std::size_t k_most_outputs = 20;
  std::string text = entry.kind + " " + entry.name + "\n";
  if (!entry.note.empty()) text += "  " + entry.note + "\n";
  for (const auto& asked : entry.asked)
    text += "  " + asked.question + (asked.answer.empty() ? "" : ": " + asked.answer) + "\n";
  for (const auto& [user, names] : users_of(entry)) {
    for (const std::string& name : *names) text += fmt::format("  named by {} {}\n", user, name);
  }
  if (entry.outputs.empty()) return text;
  text += (entry.kind == "asset" ? "  used by " : "  asked by ") + counted(entry.outputs.size(), "output") + "\n";
  for (std::size_t i = 0; i < entry.outputs.size() && i < k_most_outputs; ++i) text += "    " + entry.outputs[i] + "\n";
  if (entry.outputs.size() > k_most_outputs)
    text += fmt::format("    and {} more, which --json names\n", format_count(entry.outputs.size() - k_most_outputs));
  return text;
}

std::string entry_line(const pipeline::CacheEntry& entry) {
  if (!entry.note.empty()) return entry.name + ": " + entry.note + "\n";
  if (entry.kind == "asset") {
    std::string sheets = entry.stylesheets.empty() ? "" : " and " + counted(entry.stylesheets.size(), "stylesheet");
    return fmt::format("{}: used by {}{}\n", entry.name, counted(entry.outputs.size(), "output"), sheets);
  }
  return fmt::format("{}: {}, asked by {}\n", entry.name, counted(entry.asked.size(), "question"),
                     counted(entry.outputs.size(), "output"));
}

std::string kinds_text(const std::vector<pipeline::CacheEntry>& entries) {
  std::map<std::string, std::size_t> counts;
  for (const pipeline::CacheEntry& entry : entries) ++counts[entry.kind];
  std::string text = "What outputs asked about:\n";
  for (const auto& [kind, count] : counts) text += fmt::format("  {:<12} {:>9}\n", kind, format_count(count));
  return text + "`bengal cache inspect KIND` lists those of a kind, and KIND NAME tells all about one.\n";
}

int run_inspect(const CacheOptions& options, const CacheSite& site) {
  base::DiskFileSystem fs;
  auto entries = options.kind == "asset"
                     ? pipeline::inspect_assets(fs, site.folder, site.request, site.config, options.name)
                     : pipeline::inspect_cache(site.folder, options.kind, options.name, site.content_prefix());
  if (!entries) return no_cache(entries.error());
  if (entries->empty() && !options.name.empty()) {
    return complain(diagnostics::Fault::usage, "no-entry",
                    "the cache knows no " + options.kind + " '" + options.name + "'",
                    "`bengal cache inspect " + options.kind + "` lists what it knows");
  }
  std::string text;
  for (const pipeline::CacheEntry& entry : *entries) {
    text += options.json ? entry_json(entry) : options.name.empty() ? entry_line(entry) : entry_text(entry);
  }
  print(options.kind.empty() && !options.json ? kinds_text(*entries) : text);
  return 0;
}

// Checks and repairs.

int run_verify(const CacheOptions& options, const CacheSite& site) {
  auto built = pipeline::time_of_last_build(site.folder);
  if (!built) return no_cache(built.error());
  base::DiskFileSystem fs;
  base::SystemClock system_clock;
  StandingClock clock(*built, system_clock);
  pipeline::Request request = build_request(site, options.build);
  diagnostics::Sink sink;
  bool same = verify_output(fs, request, clock, sink, options.json);
  print_reports(sink, options.json);
  return same ? 0 : k_exit_files;
}

int run_doctor(const CacheOptions& options, const CacheSite& site) {
  base::DiskFileSystem fs;
  auto found = pipeline::examine_cache(fs, site.folder);
  if (!found) return no_cache(found.error());
  std::string refusal;
  if (!found->problems.empty()) {
    auto cleared = pipeline::clear_cache(site.folder, "");
    if (!cleared) refusal = cleared.error().message;
  }
  bool is_cleared = !found->problems.empty() && refusal.empty();
  if (options.json) {
    std::string json = fmt::format("{{\"records\":{},\"cleared\":{},\"problems\":[", found->records, is_cleared);
    for (const std::string& problem : found->problems) {
      if (json.back() != '[') json += ',';
      base::append_json_string(json, problem);
    }
    print(json + "]}\n");
  } else if (found->problems.empty()) {
    print(counted(found->records, "record") + " checked, nothing is wrong\n");
  } else {
    std::string text;
    for (const std::string& problem : found->problems) text += problem + "\n";
    print(text + (is_cleared ? "The cache was cleared; the next build makes everything again.\n" : ""));
  }
  if (refusal.empty()) return found->problems.empty() ? 0 : k_exit_files;
  return complain(diagnostics::Fault::input_output, "cannot-clear", "the cache cannot be cleared: " + refusal, "");
}

int run_clear(const CacheOptions& options, const CacheSite& site) {
  if (auto cleared = pipeline::clear_cache(site.folder, options.part); !cleared) {
    return complain(diagnostics::Fault::input_output, "cannot-clear",
                    "the cache cannot be cleared: " + cleared.error().message, "");
  }
  std::string part = options.part.empty() ? "everything" : options.part;
  if (options.json) {
    print("{\"cleared\":\"" + part + "\"}\n");
  } else {
    print(options.part.empty() ? "The cache is empty\n" : "The " + part + " were forgotten\n");
  }
  return 0;
}

int run_compact(const CacheOptions& options, const CacheSite& site) {
  auto compacted = pipeline::compact_cache(site.folder);
  if (!compacted) return no_cache(compacted.error());
  print(options.json ? fmt::format("{{\"bytes_before\":{},\"bytes\":{}}}\n", compacted->before, compacted->after)
                     : fmt::format("{}, before {}\n", format_bytes(compacted->after), format_bytes(compacted->before)));
  return 0;
}

}  // namespace

int run(const CacheOptions& options) {
  auto site = find_site(options.site);
  if (!site) return no_site(options.site);
  switch (options.action) {
    case CacheOptions::Action::inspect:
      return run_inspect(options, *site);
    case CacheOptions::Action::stats:
      return run_stats(options, *site);
    case CacheOptions::Action::verify:
      return run_verify(options, *site);
    case CacheOptions::Action::warm:
      return run_warm(options, *site);
    case CacheOptions::Action::doctor:
      return run_doctor(options, *site);
    case CacheOptions::Action::clear:
      return run_clear(options, *site);
    case CacheOptions::Action::compact:
      return run_compact(options, *site);
  }
  return 0;
}

}  // namespace cli
