// SPDX-License-Identifier: MIT
#include "pipeline/html_urls.h"

#include <algorithm>
#include <functional>
#include <set>

#include "assets/css_parse.h"
#include "base/path.h"
#include "base/strings.h"
#include "jinja/text_functions.h"
#include "render/html_scan.h"

namespace pipeline {

namespace {

using Kind = HtmlUrl::Kind;

struct Attribute {
  std::string name;   ///< in lower case
  std::string value;  ///< character references decoded
};

/// The attributes of a tag as it is written, `<img src=x>`.
std::vector<Attribute> attributes_of(std::string_view tag) {
  std::vector<Attribute> attributes;
  std::size_t at = 1;
  auto is_end = [&] { return at >= tag.size() || tag[at] == '>'; };
  while (!is_end() && !base::is_space(tag[at]) && tag[at] != '/') ++at;
  while (!is_end()) {
    if (base::is_space(tag[at]) || tag[at] == '/') {
      ++at;
      continue;
    }
    std::size_t begin = at++;
    while (!is_end() && !base::is_space(tag[at]) && tag[at] != '/' && tag[at] != '=') ++at;
    Attribute attribute{base::to_lower_ascii(tag.substr(begin, at - begin)), ""};
    std::size_t equals = at;
    while (equals < tag.size() && base::is_space(tag[equals])) ++equals;
    if (equals < tag.size() && tag[equals] == '=') {
      at = equals + 1;
      while (at < tag.size() && base::is_space(tag[at])) ++at;
      char quote = at < tag.size() && (tag[at] == '"' || tag[at] == '\'') ? tag[at] : '\0';
      begin = quote == '\0' ? at : at + 1;
      std::size_t end = begin;
      if (quote == '\0') {
        while (end < tag.size() && !base::is_space(tag[end]) && tag[end] != '>') ++end;
        at = end;
      } else {
        end = std::min(tag.find(quote, begin), tag.size());
        at = end + 1;
      }
      std::string_view value = tag.substr(begin, end - begin);
      attribute.value = value.find('&') == value.npos ? std::string(value) : jinja::unescape_html(value);
    }
    attributes.push_back(std::move(attribute));
  }
  return attributes;
}

const std::string* value_of(const std::vector<Attribute>& attributes, std::string_view name) {
  auto found = std::ranges::find(attributes, name, &Attribute::name);
  return found == attributes.end() ? nullptr : &found->value;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// Whether a `link` element loads what it names.
bool loads(const std::vector<Attribute>& attributes) {
  const std::string* rel = value_of(attributes, "rel");
  if (rel == nullptr) return false;
  std::string lower = base::to_lower_ascii(*rel);
  return std::ranges::any_of(base::split_words(lower), [](std::string_view word) {
    return is_one_of(word,
                     {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"});
  });
}

/// Whether a `meta` element names a picture or sound for link previews.
bool is_preview(const std::vector<Attribute>& attributes) {
  const std::string* name = value_of(attributes, "property");
  if (name == nullptr) name = value_of(attributes, "name");
  return name != nullptr && is_one_of(*name, {"og:image", "og:image:url", "og:image:secure_url", "og:audio", "og:video",
                                              "twitter:image", "twitter:image:src"});
}

class Gatherer {
 public:
  void take(const render::HtmlPiece& piece) {
    using Piece = render::HtmlPiece::Kind;
    if (piece.kind == Piece::raw && is_style_) add_css(piece.text);
    is_style_ = piece.kind == Piece::open && piece.name == "style";
    if (piece.kind == Piece::open || piece.kind == Piece::alone) take_tag(piece);
  }

  std::vector<HtmlUrl> take_all() { return std::move(urls_); }

  void add_css(std::string_view css) {
    for (const assets::CssPart& part : assets::parse_css(css).parts) add(part.url, Kind::resource);
  }

 private:
  void take_tag(const render::HtmlPiece& piece) {
    std::vector<Attribute> attributes = attributes_of(piece.text);
    const std::string& element = piece.name;
    if (element == "base" && value_of(attributes, "href") != nullptr) has_base_ = true;
    for (const Attribute& attribute : attributes) {
      const std::string& name = attribute.name;
      if (name == "src" || name == "poster") {
        add(attribute.value, element == "iframe" ? Kind::link : Kind::resource);
      } else if (name == "srcset" || name == "imagesrcset") {
        add_candidates(attribute.value);
      } else if (name == "data" && element == "object") {
        add(attribute.value, Kind::resource);
      } else if (name == "href" || name == "xlink:href") {
        bool shows = element == "image" || element == "use" || (element == "link" && loads(attributes));
        if (element != "base") add(attribute.value, shows ? Kind::resource : Kind::link);
      } else if (name == "content" && element == "meta" && is_preview(attributes)) {
        add(attribute.value, Kind::resource);
      } else if (name == "style" && attribute.value.find('(') != attribute.value.npos) {
        add_css("x{" + attribute.value + "}");
      }
    }
  }

  /// `srcset`: URLs with descriptors, apart by commas; a URL may hold commas, but not at its end.
  void add_candidates(std::string_view text) {
    std::size_t at = 0;
    auto skip = [&](auto is_wanted) {
      while (at < text.size() && is_wanted(text[at])) ++at;
    };
    while (at < text.size()) {
      skip([](char c) { return base::is_space(c) || c == ','; });
      std::size_t begin = at;
      skip([](char c) { return !base::is_space(c); });
      std::string_view url = text.substr(begin, at - begin);
      bool is_whole = url.ends_with(',');
      while (url.ends_with(',')) url.remove_suffix(1);
      add(url, Kind::resource);
      if (!is_whole) skip([](char c) { return c != ','; });
    }
  }

  void add(std::string_view url, Kind kind) {
    url = base::trim(url);
    if (url.empty() || url.starts_with('#') || url.starts_with("data:")) return;
    bool is_relative = !url.starts_with('/') && url.find(':') == url.npos;
    if (has_base_ && is_relative) return;
    if (seen_.emplace(std::string(url), kind).second) urls_.push_back({std::string(url), kind});
  }

  std::vector<HtmlUrl> urls_;
  std::set<std::pair<std::string, Kind>> seen_;
  bool is_style_ = false;
  bool has_base_ = false;
};

/// "https://example.org/docs/" -> "/docs".
std::string_view base_path(std::string_view baseurl) {
  while (baseurl.ends_with('/')) baseurl.remove_suffix(1);
  std::size_t scheme = baseurl.find("://");
  if (scheme == baseurl.npos) return baseurl;
  std::size_t slash = baseurl.find('/', scheme + 3);
  return slash == baseurl.npos ? std::string_view() : baseurl.substr(slash);
}

bool has_scheme(std::string_view url) {
  std::size_t colon = url.find(':');
  return colon != url.npos && colon > 0 && colon < std::min(url.find_first_of("/?#"), url.size());
}

constexpr std::string_view k_file_extensions[] = {
    ".7z",  ".aac",  ".avi", ".avif", ".bmp",  ".bz2",  ".css",   ".csv",  ".deb",  ".dmg",  ".doc", ".docx", ".epub",
    ".exe", ".flac", ".gif", ".gz",   ".ico",  ".ics",  ".iso",   ".jpeg", ".jpg",  ".js",   ".m4a", ".m4v",  ".mjs",
    ".mkv", ".mov",  ".mp3", ".mp4",  ".mpeg", ".odp",  ".ods",   ".odt",  ".ogg",  ".opus", ".otf", ".pdf",  ".png",
    ".ppt", ".pptx", ".ps",  ".psd",  ".rar",  ".rpm",  ".rtf",   ".svg",  ".tar",  ".tgz",  ".tif", ".tiff", ".ttf",
    ".vcf", ".wasm", ".wav", ".webm", ".webp", ".woff", ".woff2", ".xls",  ".xlsx", ".xz",   ".zip", ".zst"};
static_assert(std::ranges::is_sorted(k_file_extensions));

}  // namespace

std::vector<HtmlUrl> urls_of_html(std::string_view html) {
  Gatherer gatherer;
  render::HtmlScanner scanner(html);
  while (auto piece = scanner.next()) gatherer.take(*piece);
  return gatherer.take_all();
}

std::vector<HtmlUrl> urls_of_css(std::string_view css) {
  Gatherer gatherer;
  gatherer.add_css(css);
  return gatherer.take_all();
}

std::optional<std::string> site_path(std::string_view url, std::string_view from, std::string_view baseurl) {
  while (baseurl.ends_with('/')) baseurl.remove_suffix(1);
  std::string_view root = base_path(baseurl);
  std::string_view path = url.substr(0, url.find_first_of("?#"));
  bool is_own = baseurl.find("://") != baseurl.npos && path.starts_with(baseurl) &&
                (path.size() == baseurl.size() || path[baseurl.size()] == '/');
  if (is_own) {
    path.remove_prefix(baseurl.size() - root.size());
    if (path.empty()) path = "/";
  } else if (path.starts_with("//") || has_scheme(path)) {
    return std::nullopt;
  }
  if (path.empty()) return std::nullopt;
  std::string whole;  // Below the host's root, without its first slash.
  if (path.starts_with('/')) {
    whole = base::percent_decode(path);
  } else {
    whole = std::string(root) + "/" + std::string(base::parent_path(from)) + "/" + base::percent_decode(path);
  }
  bool is_folder = whole.ends_with('/') || whole.ends_with("/.") || whole.ends_with("/..");
  whole = base::normalize_path(whole);
  bool is_inside = whole.starts_with(root) && (whole.size() == root.size() || whole[root.size()] == '/');
  if (!is_inside) return std::nullopt;
  std::string below = whole.substr(root.size());
  while (below.starts_with('/')) below.erase(0, 1);
  if (is_folder || below.empty()) below += '/';
  return below;
}

std::string url_of_path(std::string_view path, std::string_view baseurl) {
  return std::string(base_path(baseurl)) + "/" + base::percent_encode(path);
}

bool is_file_name(std::string_view path) {
  std::string extension = base::to_lower_ascii(base::extension(path));
  return std::ranges::binary_search(k_file_extensions, std::string_view(extension));
}

}  // namespace pipeline
