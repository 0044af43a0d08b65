// SPDX-License-Identifier: MIT
#include "base/path.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "jinja/environment.h"
#include "value/parse.h"

namespace cli {

namespace {

/// Templates of one folder; nothing outside it is reachable, also not through links.
class FolderLoader final : public jinja::Loader {
 public:
  FolderLoader(const base::FileSystem& fs, std::string folder) : fs_(fs), folder_(std::move(folder)) {}

  std::optional<jinja::Source> load(std::string_view name) const override {
    auto path = base::join_inside(folder_, name);
    if (!path || base::normalize_path(name) != name) return std::nullopt;
    auto real = fs_.real_path(*path);
    if (!real || !base::is_inside(folder_, *real)) return std::nullopt;
    auto text = fs_.read(*real);
    if (!text) return std::nullopt;
    return jinja::Source{std::string(name), std::move(*text)};
  }

  std::vector<std::string> names() const override {
    std::vector<std::string> names;
    gather("", names, 0);
    return names;
  }

 private:
  void gather(const std::string& below, std::vector<std::string>& names, int depth) const {
    auto entries = fs_.list(below.empty() ? folder_ : folder_ + "/" + below);
    if (!entries || depth > 20) return;
    for (const base::DirectoryEntry& entry : *entries) {
      std::string path = below.empty() ? entry.name : below + "/" + entry.name;
      if (entry.type == base::FileType::regular) names.push_back(path);
      if (entry.type == base::FileType::directory) gather(path, names, depth + 1);
    }
  }

  const base::FileSystem& fs_;
  std::string folder_;
};

}  // namespace

int run(const RenderOptions& options) {
  base::DiskFileSystem fs;
  diagnostics::Sink sink;
  base::Arena arena;
  std::string text = "{}";
  if (options.data == "-") {
    text = read_standard_input();
  } else if (!options.data.empty()) {
    auto read = fs.read(options.data);
    if (!read) {
      return complain(diagnostics::Fault::input_output, "cannot-read",
                      "'" + options.data + "' cannot be read: " + read.error().message, "give a JSON file with --data");
    }
    text = std::move(*read);
  }
  std::vector<diagnostics::Diagnostic> diagnostics;
  std::string data_name = options.data.empty() ? "(no data)" : options.data == "-" ? "(standard input)" : options.data;
  diagnostics::SourceText source(data_name, text);
  value::Value context = value::parse(value::Format::json, text, source, arena, diagnostics);
  if (diagnostics.empty() && !context.is_map()) {
    return complain(diagnostics::Fault::content, "not-an-object", "'" + data_name + "' holds no JSON object",
                    "the context of a template is an object: { \"name\": value }");
  }
  bool bad_data = !diagnostics.empty();
  sink.report(std::move(diagnostics));
  if (!bad_data) {
    jinja::Options settings;
    settings.trim_blocks = options.trim_blocks;
    settings.lstrip_blocks = options.lstrip_blocks;
    settings.keep_trailing_newline = options.keep_trailing_newline;
    settings.autoescape = options.autoescape ? jinja::Autoescape::on : jinja::Autoescape::off;
    settings.undefined = options.strict ? jinja::Undefined::strict : jinja::Undefined::lenient;
    FolderLoader loader(fs, absolute_path(options.templates));
    value::Names names;
    value::ReadLog reads;
    jinja::Environment environment(settings, loader, names);
    jinja::Request request;
    request.template_name = options.template_name;
    request.context = context;
    jinja::Result result = environment.render(request, arena, reads);
    sink.report(std::move(result.diagnostics));
    if (result.good) print(result.output);
  }
  print_reports(sink, options.json);
  return sink.exit_code(false);
}

}  // namespace cli
