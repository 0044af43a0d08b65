// SPDX-License-Identifier: MIT
#include <variant>

#include "base/allocation.h"
#include "cli/commands.h"
#include "pipeline/build.h"

int main(int argc, char** argv) {
  base::allocate_in_large_steps();
  pipeline::prepare_process(argv);
  cli::Command command = cli::parse_command_line(argc, argv);
  return std::visit([](const auto& options) { return cli::run(options); }, command);
}
