// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "site/model.h"

/// Where the targets that authors write lead: `[[target]]` and the links of Markdown. Pure functions of the linked
/// model; "there is none" is an answer.
namespace site {

/// What a cross reference means.
struct Reference {
  PageId page;
  std::string heading_id;  ///< "" for the page as a whole
  std::string title;       ///< of the page or of the heading
};

/// Resolves the target of `[[target]]` on page `from`:
///
///     id:x          the page whose front matter has `id: x`
///     path          a page, with or without extension, or a folder: its own page. Looked for from the folder of
///                   `from` first, then from the content folder; a leading `/` means the content folder only
///     slug          the first page by path with this slug
///     path#heading  a heading of that page; #heading: of `from` itself, then of the first page by path that has one
///
/// A heading is named by its id or by the text whose slug is its id. Where languages have folders, a path from the
/// content folder is looked for in the folder of the language of `from` first. A page without the heading asked for
/// resolves to nothing.
std::optional<Reference> resolve_reference(const Model& model, std::string_view target, PageId from);

/// The URL that `path`, a link without query and fragment as an author wrote it on page `from`, leads to: below the
/// base URL, percent-encoded, living as long as the model. Nothing for what is no page or file of the content folder
/// (other sites, assets), which is to be left as it is. In this order: a page's source path (with extension, from the
/// folder of `from`, or from the content folder when it begins with `/`), the URL a browser would go to, a page's path
/// without extension or a folder, a file beside pages.
std::optional<std::string_view> resolve_link(const Model& model, std::string_view path, PageId from);

/// The page among what `resolve_link` can find, if it is one.
std::optional<PageId> resolve_page_link(const Model& model, std::string_view path, PageId from);

/// "did you mean 'a.md' or 'b.md'?": up to three pages, by path, whose file names are like that of `target`.
std::string suggest_pages(const Model& model, std::string_view target);

}  // namespace site
