// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "diagnostics/diagnostic.h"
#include "jinja/environment.h"
#include "render/pieces.h"
#include "site/reader.h"
#include "theme/theme.h"
#include "value/reads.h"

/// From the linked site to bytes. Everything here asks `site::Reader` (templates through the objects it hands out), so
/// that whatever an output depends on is noted in its log.
namespace render {

enum class OutputKind : std::uint8_t {
  page,       ///< `page`, `number` counts the pages of a paginated list from 1
  page_json,  ///< index.json beside a page
  page_text,  ///< index.txt beside a page
  redirect,   ///< from an alias to `page`
  sitemap,    ///< `number` 0: sitemap.xml; others: the pieces that it lists
  rss,
  atom,
  site_json,  ///< index.json of the site: data for search
  llms,
  llms_full,
  robots,
};

/// One file of the result and what makes it.
struct Output {
  OutputKind kind = OutputKind::page;
  std::string path;  ///< below the output root
  site::PageId page = ~0u;
  std::uint32_t number = 0;
  std::string name;  ///< for messages: the source path of a page, or the output path
};

/// Whether outputs of a kind are made of pieces (render/pieces.h).
bool has_pieces(OutputKind kind);

struct Rendered {
  bool good = false;  ///< false: no bytes, `diagnostics` says why
  std::string bytes;
  std::vector<diagnostics::Diagnostic> diagnostics;
};

/// Makes any output. Immutable once made; `render` may be called from many threads at once, each with its own arena and
/// log.
class Renderer {
 public:
  struct Options {
    bool strict = false;  ///< undefined variables are errors
    jinja::Limits limits;
  };
  /// REQUIRES: the arguments outlive the renderer. Registers itself as the site's filter runner.
  Renderer(site::Site& site, const theme::Chain& themes, Options options);
  ~Renderer();

  /// The bytes of a page begin their life in the memory of `buffer`. Templates tally their time in `profile`, unless
  /// null. `pieces`: of an output that is made of them.
  Rendered render(const Output& output, base::Arena& arena, value::ReadLog& reads, std::string buffer = {},
                  jinja::Profile* profile = nullptr, Pieces* pieces = nullptr) const;

  /// What a template of this name means (`jinja::Environment::Fingerprint`).
  jinja::Environment::Fingerprint fingerprint(std::string_view template_name) const;

  /// Templates that are there but could not be read, met so far; the renders that asked for them say that they are
  /// missing.
  std::vector<base::Error> unreadable_templates() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// How many pieces the sitemap of a site with this many URLs has: 0 for one plain file, else a power of two.
std::uint32_t sitemap_pieces(std::size_t urls);

}  // namespace render
