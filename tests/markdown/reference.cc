// SPDX-License-Identifier: MIT
#include "reference.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <cstdlib>

std::string reference_html(const std::string& text, markdown::Extensions dialect) {
  cmark_gfm_core_extensions_ensure_registered();
  bool site = dialect == markdown::k_gfm;
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
