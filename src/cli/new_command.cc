// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "base/path.h"
#include "base/strings.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "content/fields.h"
#include "theme/theme.h"
#include "value/datetime.h"

namespace cli {

namespace {

std::string today() {
  base::SystemClock clock;
  std::int64_t now = clock.now();
  value::DateTime moment{now + std::int64_t{clock.offset_minutes(now)} * 60'000'000};
  return value::format_datetime(moment, "%Y-%m-%d");
}

int refuse(const base::Error& error, const std::string& path) {
  return complain(diagnostics::Fault::input_output, "cannot-write",
                  "'" + path + "' cannot be written: " + error.message,
                  "choose another place, or change the permissions");
}

/// The text as a YAML or TOML double-quoted string.
std::string quoted(std::string_view text) {
  std::string result;
  base::append_json_string(result, text);
  return result;
}

/// The text as one word of a shell.
std::string shell_word(std::string_view text) {
  auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+=:@%,").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
  };
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  return "'" + base::replace_all(text, "'", "'\\''") + "'";
}

}  // namespace

int run(const NewSiteOptions& options) {
  base::DiskFileSystem fs;
  std::string folder = options.name;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  auto entries = fs.list(folder);
  if ((entries && !entries->empty()) || (!entries && fs.exists(folder))) {
    return complain(diagnostics::Fault::usage, "exists", "'" + folder + "' exists already and is not empty",
                    "choose another name; nothing was changed");
  }
  std::string title = content::title_from_name(base::file_name(base::normalize_path(absolute_path(folder))));
  std::string quoted_title = quoted(title);
  std::string safe_title = quoted_title.substr(1, quoted_title.size() - 2);
  std::size_t files = 0;
  for (const theme::BuiltinFile& file : theme::site_skeleton(options.kind)) {
    std::string path = folder + "/" + std::string(file.path);
    std::string bytes = base::replace_all(file.bytes, "{{ title }}", safe_title);
    bytes = base::replace_all(bytes, "{{ date }}", today());
    if (auto made = fs.create_directories(std::string(base::parent_path(path))); !made)
      return refuse(made.error(), path);
    if (auto written = fs.write(path, bytes); !written) return refuse(written.error(), path);
    ++files;
  }
  print(fmt::format("Created {} ({}). Next:\n  cd {}\n  bengal build\n", folder, counted(files, "file"),
                    shell_word(folder)));
  return 0;
}

int run(const NewPageOptions& options) {
  base::DiskFileSystem fs;
  diagnostics::Sink sink;
  config::Request request = config_request({.source = options.source});
  config::Config config = config::load(fs, request, sink);
  std::string content = base::join_path(request.root, config.content_dir);
  std::string name = base::normalize_path(options.path);
  // A path from the site's folder, as a shell completes it, means the same page.
  bool names_content = !config.content_dir.empty() && name.starts_with(config.content_dir + "/");
  if (names_content && !fs.is_directory(base::join_path(content, config.content_dir)))
    name.erase(0, config.content_dir.size() + 1);
  if (base::extension(name) != ".md" && base::extension(name) != ".markdown") name += ".md";
  auto path = base::join_inside(content, name);
  if (!path) {
    return complain(diagnostics::Fault::usage, "outside", "'" + options.path + "' is not below the content folder",
                    "give a path such as blog/first-post");
  }
  if (!fs.is_directory(request.root) || !fs.is_directory(content)) {
    return complain(diagnostics::Fault::usage, "no-site", "'" + content + "' is no folder",
                    "run this in a site, or give --source");
  }
  if (fs.exists(*path)) {
    return complain(diagnostics::Fault::usage, "exists", "'" + *path + "' exists already", "nothing was changed");
  }
  std::string_view stem = base::file_stem(*path);
  std::string_view folder = base::file_name(base::parent_path(*path));
  bool is_index = stem == "index" || stem == "_index";
  std::string title = options.title.empty() ? content::title_from_name(is_index ? folder : stem) : options.title;
  std::string text = "---\ntitle: " + quoted(title) + "\ndate: " + today() + "\n";
  if (!options.tags.empty()) {
    text += "tags: [";
    for (std::size_t i = 0; i < options.tags.size(); ++i) text += (i > 0 ? ", " : "") + quoted(options.tags[i]);
    text += "]\n";
  }
  if (options.draft) text += "draft: true\n";
  text += "---\n\n";
  if (auto made = fs.create_directories(std::string(base::parent_path(*path))); !made)
    return refuse(made.error(), *path);
  if (auto written = fs.write(*path, text); !written) return refuse(written.error(), *path);
  print(fmt::format("Created {}\n", *path));
  return 0;
}

}  // namespace cli
