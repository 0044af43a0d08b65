// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/terminal.h"

namespace cli {

int run(const Message& message) {
  message.exit_code == 0 ? print(message.text) : print_error(message.text);
  return message.exit_code;
}

}  // namespace cli
