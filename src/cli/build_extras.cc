// SPDX-License-Identifier: MIT
#include "cli/build_extras.h"

#include <fmt/format.h>

#include "base/strings.h"
#include "cli/terminal.h"
#include "pipeline/verify.h"

namespace cli {

namespace {

void append_list(std::string& json, const char* name, const std::vector<std::string>& paths) {
  json.append(json.back() == '{' ? "\"" : ",\"").append(name).append("\":[");
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (i > 0) json += ',';
    base::append_json_string(json, paths[i]);
  }
  json += ']';
}

std::string differences_json(const pipeline::Differences& differences) {
  std::string json = fmt::format("{{\"verify\":{{\"same\":{},\"outputs\":{},\"output\":", differences.files.empty(),
                                 differences.outputs);
  base::append_json_string(json, differences.output);
  json += ",\"differences\":[";
  for (const auto& file : differences.files) {
    using Kind = pipeline::Differences::File::Kind;
    json += json.back() == '[' ? "{\"path\":" : ",{\"path\":";
    base::append_json_string(json, file.path);
    json += file.kind == Kind::missing     ? ",\"kind\":\"missing\"}"
            : file.kind == Kind::left_over ? ",\"kind\":\"left over\"}"
                                           : fmt::format(",\"kind\":\"different\",\"offset\":{}}}", file.offset);
  }
  return json + "]}}\n";
}

std::string differences_text(const pipeline::Differences& differences) {
  if (differences.files.empty())
    return fmt::format("{} are those of a clean build, byte by byte\n", counted(differences.outputs, "output"));
  std::string text = fmt::format("{} from a clean build:\n", counted(differences.files.size(), "difference"));
  for (const auto& file : differences.files) {
    using Kind = pipeline::Differences::File::Kind;
    std::string what = file.kind == Kind::missing     ? "is missing"
                       : file.kind == Kind::left_over ? "should not be there"
                                                      : fmt::format("differs from byte {} on", file.offset);
    text += "  " + file.path + " " + what + "\n";
  }
  return text;
}

}  // namespace

std::string explanations_text(const pipeline::Report& report, bool json) {
  std::string text;
  for (const pipeline::Explanation& each : report.explanations) {
    if (json) {
      text += "{\"explain\":{\"output\":";
      base::append_json_string(text, each.output);
      text += "," + pipeline::json_members(each.reason) + "}}\n";
    } else {
      text += each.output + ": " + pipeline::in_words(each.reason) + "\n";
    }
  }
  return text;
}

namespace {

double seconds_of(std::uint64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e9; }

std::string profile_json(const jinja::ProfileRow& row) {
  std::string json = fmt::format("{{\"template_profile\":{{\"kind\":\"{}\",\"name\":", jinja::name_of(row.kind));
  base::append_json_string(json, row.name);
  json += ",\"template\":";
  base::append_json_string(json, row.template_name);
  return json +
         fmt::format(
             ",\"calls\":{},\"reused\":{},\"seconds\":{:.9f},\"own_seconds\":{:.9f},\"saved_seconds\":{:.9f}}}}}\n",
             row.calls, row.reused, seconds_of(row.nanoseconds), seconds_of(row.own), seconds_of(row.saved));
}

std::string format_milliseconds(std::uint64_t nanoseconds) {
  return fmt::format("{:.3f} ms", seconds_of(nanoseconds) * 1e3);
}

/// "block content in page.html", "template page.html", "loop in menu.html".
std::string place_of(const jinja::ProfileRow& row) {
  std::string kind(jinja::name_of(row.kind));
  if (row.name == row.template_name) return kind + " " + row.name;
  bool has_name = row.kind == jinja::ProfileKind::block || row.kind == jinja::ProfileKind::macro;
  return kind + (has_name ? " " + row.name : "") + " in " + row.template_name;
}

std::string profile_line(const jinja::ProfileRow& row) {
  bool is_reused = row.reused > 0;
  return fmt::format("  {:>13} {:>13} {:>9} {:>9} {:>13}  {}\n", format_milliseconds(row.own),
                     format_milliseconds(row.nanoseconds), format_count(row.calls),
                     is_reused ? format_count(row.reused) : "", is_reused ? format_milliseconds(row.saved) : "",
                     place_of(row));
}

}  // namespace

std::string template_profile_text(const std::vector<jinja::ProfileRow>& rows, bool json) {
  std::string text;
  if (!json && rows.empty()) return "No template ran.\n";
  if (!json)
    text = fmt::format("  {:>13} {:>13} {:>9} {:>9} {:>13}\n", "own time", "in all", "calls", "re-used", "saved");
  for (const jinja::ProfileRow& row : rows) text += json ? profile_json(row) : profile_line(row);
  return text;
}

std::string dry_run_text(const pipeline::Report& report, bool json) {
  const auto& run = report.dry_run;
  std::string text;
  if (json) {
    text = "{\"dry_run\":{";
    append_list(text, "rendered", run.rendered);
    append_list(text, "written", run.written);
    append_list(text, "removed", run.removed);
    return text + "}}\n";
  }
  auto add = [&](const char* what, const std::vector<std::string>& paths) {
    for (const std::string& path : paths) text += fmt::format("{} {}\n", what, path);
  };
  add("render", run.rendered);
  add("write ", run.written);
  add("remove", run.removed);
  return text + fmt::format("{} would be rendered, {} written, {} removed; nothing was changed\n",
                            counted(run.rendered.size(), "output"), format_count(run.written.size()),
                            format_count(run.removed.size()));
}

bool verify_output(base::FileSystem& fs, const pipeline::Request& request, const base::Clock& clock,
                   diagnostics::Sink& sink, bool json) {
  pipeline::Differences differences = pipeline::verify(fs, request, clock, sink);
  if (!differences.compared) return false;
  print(json ? differences_json(differences) : differences_text(differences));
  return differences.files.empty();
}

}  // namespace cli
