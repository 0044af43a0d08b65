// SPDX-License-Identifier: MIT
#include "base/file_system.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "markdown/markdown.h"

namespace cli {

int run(const MarkdownOptions& options) {
  std::string text;
  if (options.file == "-") {
    text = read_standard_input();
  } else {
    base::DiskFileSystem fs;
    auto read = fs.read(options.file);
    if (!read) {
      return complain(diagnostics::Fault::input_output, "cannot-read",
                      "'" + options.file + "' cannot be read: " + read.error().message,
                      "give a Markdown file, or nothing to read standard input");
    }
    text = std::move(*read);
  }
  markdown::Options settings;
  if (options.commonmark) settings.extensions = markdown::k_commonmark;
  if (options.gfm) settings.extensions = markdown::k_gfm;
  diagnostics::Sink sink;
  std::vector<diagnostics::Diagnostic> diagnostics;
  diagnostics::SourceText source(options.file == "-" ? "(standard input)" : options.file, text);
  markdown::Document document = markdown::parse(text, settings, source, 0, diagnostics);
  sink.report(std::move(diagnostics));
  print(document.html);
  print_reports(sink, false);
  return sink.exit_code(false);
}

}  // namespace cli
