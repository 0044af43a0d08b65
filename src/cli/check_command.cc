// SPDX-License-Identifier: MIT
#include "pipeline/check_assets.h"

#include <fmt/format.h>

#include "cli/cache_site.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace cli {

namespace {

std::string check_json(const pipeline::AssetCheck& check, const diagnostics::Sink& sink, int exit_code) {
  return fmt::format(
      "{{\"summary\":{{\"assets\":{},\"unused\":{},\"references\":{},\"missing\":{},\"errors\":{},\"warnings\":{},"
      "\"exit_code\":{}}}}}\n",
      check.assets, check.unused, check.references, check.missing, sink.errors(), sink.warnings(), exit_code);
}

std::string check_text(const pipeline::AssetCheck& check) {
  return fmt::format("{}, {} unused; {} to files, {} missing\n", counted(check.assets, "asset"),
                     format_count(check.unused), counted(check.references, "reference"), format_count(check.missing));
}

}  // namespace

int run(const CheckOptions& options) {
  auto site = find_site(options.site);
  if (!site) return no_site(options.site);
  base::DiskFileSystem fs;
  base::SystemClock clock;
  diagnostics::Sink sink;
  pipeline::Request request = build_request(*site, options.build);
  request.cache_folder = site->folder;
  using Layers = pipeline::CheckedLayers;
  pipeline::AssetCheck check =
      pipeline::check_assets(fs, request, clock, options.themes ? Layers::site_and_themes : Layers::site, sink);
  int exit_code = sink.exit_code(options.strict);
  print_reports(sink, options.json);
  print(options.json ? check_json(check, sink, exit_code) : check_text(check));
  return exit_code;
}

}  // namespace cli
