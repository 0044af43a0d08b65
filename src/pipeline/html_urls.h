// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The URLs that a finished page names, and which files of the site they mean.
namespace pipeline {

struct HtmlUrl {
  enum class Kind : std::uint8_t {
    resource,  ///< the page shows or runs what is there: an image, a script, a stylesheet, a font
    link,      ///< the reader may go there
  };
  std::string url;  ///< as written, character references decoded
  Kind kind = Kind::link;
  bool operator==(const HtmlUrl&) const = default;
};

/// Every URL in attributes, in `srcset`, in the metadata of link previews, in `style` attributes and elements; in
/// order, equal ones once. After `<base href>` relative URLs are left out. What scripts put together is not seen. Any
/// bytes are taken; linear in the size of `html`.
std::vector<HtmlUrl> urls_of_html(std::string_view html);

/// The URLs that a stylesheet names, imports included.
std::vector<HtmlUrl> urls_of_css(std::string_view css);

/// The path below the output root that `url` leads to from the output `from`, without query and fragment, decoded; a
/// folder ends in a slash, and the root is "/". Nothing when it leads out of the site or nowhere else than to `from`
/// itself. `baseurl` is the config's.
std::optional<std::string> site_path(std::string_view url, std::string_view from, std::string_view baseurl);

/// The URL of a path below the output root, as a page may write it: "/docs/img/x.png".
std::string url_of_path(std::string_view path, std::string_view baseurl);

/// Whether a path ends like the name of a file that pages show or offer: an image, a document, an archive.
bool is_file_name(std::string_view path);

}  // namespace pipeline
