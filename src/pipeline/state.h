// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assets/assets.h"
#include "content/source.h"
#include "output/output.h"
#include "pipeline/build.h"
#include "render/renderer.h"
#include "site/model.h"
#include "site/reader.h"
#include "theme/theme.h"

namespace pipeline {

/// A file that goes to the output as it is.
struct Copy {
  std::string source;  ///< to open it
  std::string path;    ///< below the output root
};

/// What the passes of one build hand to each other, in the order in which it comes to be.
struct State {
  base::FileSystem& fs;
  const Request& request;
  const base::Clock& clock;
  diagnostics::Sink& sink;
  Progress* progress;
  Report& report;
  unsigned jobs = 1;
  bool stopped = false;  ///< a pass found that nothing sensible can follow

  std::string content_root;
  std::string output_root;
  config::Config config;
  value::Names names;
  base::Arena data_arena{1 << 14};
  value::Value data;
  value::Value texts;
  std::optional<theme::Chain> themes;
  assets::Assets assets;
  content::Sources sources;
  std::vector<std::unique_ptr<content::Document>> documents;
  std::unique_ptr<site::Model> model;
  std::unique_ptr<site::Site> site;
  std::unique_ptr<render::Renderer> renderer;
  std::vector<render::Output> outputs;
  std::vector<Copy> copies;
  std::vector<std::pair<std::string, const std::string*>> texts_to_write;  ///< processed assets: path and bytes
  std::unique_ptr<output::Tree> tree;

  void fail(diagnostics::Fault fault, std::string code, std::string message, std::string hint, std::string file = {});
};

// The passes; each returns how many items it worked on.
std::size_t configure(State& state);
std::size_t discover(State& state);
std::size_t read(State& state);
std::size_t load_data(State& state);
std::size_t load_theme(State& state);
std::size_t collect_assets(State& state);
std::size_t link(State& state);
std::size_t plan(State& state);
std::size_t render(State& state);
std::size_t copy(State& state);
std::size_t finish(State& state);

}  // namespace pipeline
