// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace base {

/// What tells one build of this program from another: the identity that the linker gave it (the GNU build id, a hash of
/// the whole executable), in hexadecimal. Where there is none, the executable's size and time of change.
std::string program_identity();

}  // namespace base
