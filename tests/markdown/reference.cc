// SPDX-License-Identifier: MIT
#include "reference.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

std::string render(const std::string& text, markdown::Dialect dialect) {
  bool site = dialect == markdown::Dialect::site;
  int options = CMARK_OPT_UNSAFE | (site ? CMARK_OPT_FOOTNOTES : 0);
  cmark_parser* parser = cmark_parser_new(options);
  if (site) {
    for (const char* name : {"table", "strikethrough", "autolink", "tasklist"}) {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
    }
  }
  cmark_parser_feed(parser, text.data(), text.size());
  cmark_node* root = cmark_parser_finish(parser);
  char* html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser));
  std::string result = html;
  std::free(html);
  cmark_node_free(root);
  cmark_parser_free(parser);
  return result;
}

void write_all(std::FILE* file, const std::vector<std::string>& texts, markdown::Dialect dialect) {
  cmark_gfm_core_extensions_ensure_registered();
  for (const std::string& text : texts) {
    std::string html = render(text, dialect);
    std::size_t size = html.size();
    std::fwrite(&size, sizeof size, 1, file);
    std::fwrite(html.data(), 1, size, file);
  }
  std::fflush(file);
}

}  // namespace

std::vector<std::string> reference_html(const std::vector<std::string>& texts, markdown::Dialect dialect) {
  std::vector<std::string> all;
  std::FILE* file = std::tmpfile();
  if (file == nullptr) return all;
  pid_t child = fork();
  if (child == 0) {
    write_all(file, texts, dialect);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::rewind(file);
  std::size_t size = 0;
  while (std::fread(&size, sizeof size, 1, file) == 1) {
    std::string html(size, '\0');
    if (std::fread(html.data(), 1, size, file) != size) break;
    all.push_back(std::move(html));
  }
  std::fclose(file);
  return all;
}
