// SPDX-License-Identifier: MIT
#pragma once

#include "base/arena.h"
#include "config/layer.h"
#include "diagnostics/sink.h"

namespace config {

/// Brings the liberties of one layer to the paths of the table: keys of [site] and [build] written without a section,
/// other spellings (the old path stays as well), and the short forms `theme = "x"` (theme.name), `search = false`
/// (search.enabled) and `output_formats = [..]` (output_formats.per_page).
void normalize(Layer& layer, base::Arena& arena);

/// In `config/_default/theme.yaml` the section may be left out. True when the top-level keys of a file named after a
/// section are keys of that section.
bool is_section_file(const value::Value& values, std::string_view stem);

/// Reports what the table of known keys does not know (a warning, "unknown-config-key") or allows (an error,
/// "config-type"), and takes the latter out of the layer, so that what lies below it shines through.
void check(Layer& layer, base::Arena& arena, diagnostics::Sink& sink);

/// A mistake in a value: code "config-type", fault config.
diagnostics::Diagnostic wrong_value(diagnostics::Location where, std::string message, std::string hint);

/// "a list", "text", ... for messages.
std::string describe(const value::Value& value);

}  // namespace config
