// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jinja/library.h"
#include "jinja/program.h"
#include "value/name_map.h"

namespace jinja {

/// What asking for a template gave: a program, or the reasons why there is none. Kept for good once asked.
struct TemplateEntry {
  bool found = false;
  std::uint32_t name_id = 0;  ///< of the name in value::Names
  std::unique_ptr<Program> program;
  std::vector<diagnostics::Diagnostic> mistakes;  ///< without their chain
  bool good() const { return found && mistakes.empty(); }
};

/// Everything an environment holds. The library is filled before the first render; programs are added by any thread.
struct Environment::Tables {
  Tables(Options options_, const Loader& loader_, value::Names& names_)
      : options(options_), loader(loader_), names(names_) {}

  /// The template of this name, compiled at most a few times and kept once. Noted in `reads`, found or not.
  const TemplateEntry& find(std::string_view name, value::ReadLog& reads) const;
  /// A template that is in no loader.
  std::unique_ptr<TemplateEntry> compile_text(const Source& source) const;
  /// Whether an object lives as long as the environment.
  bool is_lasting(const value::Object* object) const {
    return std::find(lasting.begin(), lasting.end(), object) != lasting.end();
  }

  Options options;
  const Loader& loader;
  value::Names& names;
  Library library;
  std::vector<const value::Object*> lasting;
  base::Arena arena;  ///< of the built-in functions as values

 private:
  mutable value::NameMap<std::unique_ptr<TemplateEntry>> templates_;
};

}  // namespace jinja
