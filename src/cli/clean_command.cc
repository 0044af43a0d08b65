// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "base/path.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "output/output.h"

namespace cli {

int run(const CleanOptions& options) {
  base::DiskFileSystem fs;
  diagnostics::Sink sink;
  config::Request request = config_request(options.site);
  if (!fs.is_directory(request.root)) {
    return complain(diagnostics::Fault::usage, "no-site", "there is no folder '" + options.site.source + "'",
                    "give the folder of a site with --source");
  }
  config::Config config = config::load(fs, request, sink);
  std::string root =
      options.output.empty() ? base::join_path(request.root, config.output_dir) : absolute_path(options.output);
  if (base::is_inside(root, request.root)) {
    return complain(diagnostics::Fault::config, "output-folder",
                    "the output folder '" + root + "' holds the site itself", "choose another output folder");
  }
  output::Tree::Options tree{.root = root, .manifest = base::join_path(request.root, ".bengal/outputs")};
  output::Tree::Summary summary = output::clean(fs, tree, options.everything, sink);
  if (options.everything) {
    if (auto removed = fs.remove_tree(base::join_path(request.root, ".bengal")); !removed) {
      return complain(diagnostics::Fault::input_output, "cannot-remove",
                      "'.bengal' cannot be removed: " + removed.error().message, "");
    }
  }
  print_reports(sink, false);
  std::string text = fmt::format("{} removed from {}\n", counted(summary.removed, "file"), root);
  if (!summary.foreign.empty()) {
    text += fmt::format("  {} came from elsewhere and stayed; --all removes them too\n",
                        counted(summary.foreign.size(), "file"));
  }
  print(text);
  return sink.exit_code(false);
}

}  // namespace cli
