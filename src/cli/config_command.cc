// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/terminal.h"
#include "config/show.h"

namespace cli {

int run(const ConfigOptions& options) {
  base::DiskFileSystem fs;
  diagnostics::Sink sink;
  config::Request request = config_request(options.site);
  if (!fs.is_directory(request.root)) {
    return complain(diagnostics::Fault::usage, "no-site", "there is no folder '" + options.site.source + "'",
                    "give the folder of a site with --source");
  }
  config::Config config = config::load(fs, request, sink);
  print(config::show(config, {.origins = options.origin, .json = options.json}));
  print_reports(sink, false);
  return sink.exit_code(false);
}

}  // namespace cli
