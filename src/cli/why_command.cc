// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "base/path.h"
#include "base/strings.h"
#include "cli/cache_site.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "pipeline/inspect.h"

namespace cli {

namespace {

constexpr std::size_t k_most_listed = 20;

void append_member(std::string& json, const char* name, const std::string& text) {
  json.append(json.back() == '{' ? "\"" : ",\"").append(name).append("\":");
  base::append_json_string(json, text);
}

std::string story_json(const pipeline::OutputStory& story) {
  std::string json = "{";
  append_member(json, "output", story.output);
  json += fmt::format(",\"build\":{},\"last_build\":{}", story.build, story.builds);
  if (story.made != 0) append_member(json, "made", time_text(story.made));
  if (story.failed) json += ",\"failed\":true";
  if (!story.source.empty()) append_member(json, "source", story.source);
  json += "," + pipeline::json_members(story.reason) + ",\"depends_on\":[";
  for (const auto& dependency : story.dependencies) {
    json += json.back() == '[' ? "{" : ",{";
    append_member(json, "kind", dependency.kind);
    append_member(json, "thing", dependency.thing);
    json += ",\"asked\":[";
    for (const auto& asked : dependency.asked) {
      json += json.back() == '[' ? "{" : ",{";
      append_member(json, "question", asked.question);
      if (!asked.answer.empty()) append_member(json, "answer", asked.answer);
      json += '}';
    }
    json += "]}";
  }
  return json + "]}\n";
}

std::string story_text(const pipeline::OutputStory& story) {
  std::string text = story.output + "\n";
  std::string when = story.made == 0 ? "" : ", " + time_text(story.made);
  text += fmt::format("  made by build {} of {}{}: {}\n", story.build, story.builds, when, in_words(story.reason));
  if (story.failed) text += "  it could not be made; the next build tries again\n";
  if (!story.source.empty()) text += "  a copy of " + story.source + "\n";
  if (!story.dependencies.empty()) text += "  it depends on\n";
  for (const auto& dependency : story.dependencies) {
    std::string fields;
    for (const auto& asked : dependency.asked) {
      if (!asked.question.empty()) fields += (fields.empty() ? "" : ", ") + asked.question;
    }
    text += "    " + dependency.thing + (fields.empty() ? "" : ": " + fields) + "\n";
  }
  return text;
}

void append_uses(std::string& json, const char* name, const std::vector<pipeline::Uses::Use>& uses) {
  json += fmt::format(",\"{}\":[", name);
  for (const auto& use : uses) {
    json += json.back() == '[' ? "{" : ",{";
    append_member(json, "output", use.output);
    json += ",\"questions\":[";
    for (const std::string& question : use.questions) {
      if (json.back() != '[') json += ',';
      base::append_json_string(json, question);
    }
    json += "]}";
  }
  json += ']';
}

std::string uses_text(const pipeline::Uses& uses) {
  std::string text = uses.file + (uses.what.empty() ? "" : " (" + uses.what + ")") + "\n";
  auto add = [&](const std::string& headline, const std::vector<pipeline::Uses::Use>& list) {
    if (list.empty()) return;
    text += fmt::format("  {} {}\n", counted(list.size(), "output"), headline);
    for (std::size_t i = 0; i < list.size() && i < k_most_listed; ++i)
      text += "    " + list[i].output + ": " + base::join(list[i].questions, "; ") + "\n";
    if (list.size() > k_most_listed)
      text += fmt::format("    and {} more, which --json names\n", format_count(list.size() - k_most_listed));
  };
  add("asked about it", uses.certain);
  add("asked for lists that it may enter or leave, or in which it may move", uses.possible);
  if (uses.certain.empty() && uses.possible.empty()) text += "  no output asked about it\n";
  return text;
}

int run_uses(const WhyOptions& options, const CacheSite& site) {
  base::DiskFileSystem fs;
  // A file that is named from the site's folder, or from the current one.
  std::string file = base::join_path(site.root, options.uses);
  if (!fs.exists(file) && fs.exists(options.uses)) file = absolute_path(options.uses);
  auto uses = pipeline::uses_of(fs, site.folder, site.request, file);
  if (!uses) return no_cache(uses.error());
  if (!options.json) {
    print(uses_text(*uses));
    return 0;
  }
  std::string json = "{";
  append_member(json, "file", uses->file);
  append_member(json, "what", uses->what);
  append_uses(json, "asked", uses->certain);
  append_uses(json, "may_ask", uses->possible);
  print(json + "}\n");
  return 0;
}

}  // namespace

int run(const WhyOptions& options) {
  auto site = find_site(options.site);
  if (!site) return no_site(options.site);
  if (!options.uses.empty()) return run_uses(options, *site);
  if (options.name.empty()) {
    return complain(diagnostics::Fault::usage, "no-name", "`bengal why` needs an output, or --uses with a file",
                    "such as `bengal why /blog/` or `bengal why --uses templates/base.html`");
  }
  auto stories = pipeline::stories_of(site->folder, options.name, site->config, site->content_prefix());
  if (!stories) return no_cache(stories.error());
  if (stories->empty()) {
    return complain(diagnostics::Fault::usage, "no-output", "the last build made no output '" + options.name + "'",
                    "`bengal cache inspect output` lists them");
  }
  for (const auto& story : *stories) print(options.json ? story_json(story) : story_text(story));
  return 0;
}

}  // namespace cli
