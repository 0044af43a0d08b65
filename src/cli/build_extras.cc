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
