// SPDX-License-Identifier: MIT
#pragma once

#include "base/hash.h"
#include "jinja/program.h"

/// What a compiled template means, as a number. Private to `jinja`; see `Environment::fingerprint`.
namespace jinja {

/// Equal for programs that print the same and say the same when run: the options that decide that, instructions,
/// constants, names, units, filters and tests by name. What is not part of the compiled form (comments, white space
/// inside tags) does not count, nor does where in the text things stand.
base::Fingerprint fingerprint_of(const Program& program, const Options& options);

}  // namespace jinja
