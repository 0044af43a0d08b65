// SPDX-License-Identifier: MIT
#include "base/path.h"
#include "base/strings.h"
#include "jinja/runtime.h"
#include "render/arguments.h"
#include "render/image_header.h"
#include "render/library.h"
#include "render/register.h"
#include "render/text_case.h"
#include "value/operations.h"

namespace render {

using site::PageField;
using site::Reader;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

/// The bytes of a picture that lies in the folder of a page's file; its name as written there, or its address.
std::optional<std::string> read_beside(const Reader& r, site::PageId page, std::string_view path) {
  std::string name(path);
  std::string_view url = r.page(page, PageField::url).string_or("");
  if (path.starts_with('/')) {
    if (url.size() < 2 || !path.starts_with(url)) return std::nullopt;
    name = base::percent_decode(path.substr(url.size()));
  }
  std::string_view source = r.page(page, PageField::source_path).string_or("");
  if (source.empty()) return std::nullopt;
  std::string file = base::join_path(base::parent_path(source), name);
  auto content_folder = r.config("build.content_dir").string_or("content");
  if (auto bytes = r.read_file(base::join_path(content_folder, file))) return bytes;
  // A folder of Markdown without settings is its own content.
  return r.read_file(file);
}

/// The bytes of a picture by the name that templates use: beside the page's own file, in the site's folder, in
/// `assets/`, in `static/`, or among the theme's assets.
std::optional<std::string> read_image(const Reader& r, std::string_view path) {
  if (path.find("://") != path.npos) return std::nullopt;
  if (r.context().subject != ~0u) {
    if (auto bytes = read_beside(r, r.context().subject, path)) return bytes;
  }
  while (path.starts_with('/')) path.remove_prefix(1);
  if (path.empty()) return std::nullopt;
  std::string name(path);
  for (const char* folder : {"", "assets/", "static/"}) {
    if (auto bytes = r.read_file(folder + name)) return bytes;
  }
  Value theme = r.site(site::SiteField::theme);
  std::string theme_name(theme.is_string() ? theme.as_string()
                                           : value::attribute(r.context(), theme, "name").string_or(""));
  if (theme_name.empty()) return std::nullopt;
  return r.read_file("themes/" + theme_name + "/assets/" + name);
}

void warn_missing(Context& ctx, std::string_view path) {
  ctx.warn("missing-file", "there is no image '" + std::string(path) + "' in the site",
           "images are looked for beside the page, in the site's folder, in assets/ and in static/");
}

/// (width, height), or none with a warning when there is no such image or its size cannot be read.
Value image_dimensions(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "image_dimensions", arguments, {"path"}, 1);
  if (!a) return {};
  std::string_view path = text_of(ctx, a[0]);
  if (path.empty()) return Value::none();
  auto bytes = read_image(reader(ctx, self), path);
  if (!bytes) {
    warn_missing(ctx, path);
    return Value::none();
  }
  auto size = image_size(*bytes);
  if (!size) {
    ctx.warn("unknown-format", "the size of the image '" + std::string(path) + "' cannot be read",
             "sizes are read from PNG, JPEG, GIF, WebP and SVG files");
    return Value::none();
  }
  Value sides[] = {Value::integer(size->width), Value::integer(size->height)};
  return Value::tuple(value::make_list(ctx.arena, sides));
}

std::string base64(std::string_view bytes) {
  constexpr char k_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text += i + j <= bytes.size() ? k_digits[group >> (18 - 6 * j) & 63] : '=';
    }
  }
  return text;
}

Value image_data_uri(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "image_data_uri", arguments, {"path"}, 1);
  if (!a) return {};
  std::string_view path = text_of(ctx, a[0]);
  if (path.empty()) return Value::string("");
  auto bytes = read_image(reader(ctx, self), path);
  if (!bytes) {
    warn_missing(ctx, path);
    return Value::string("");
  }
  if (!jinja::text_fits(ctx, "image_data_uri", bytes->size() + bytes->size() / 3)) return {};
  return Value::string(ctx.arena, "data:" + std::string(image_media_type(path)) + ";base64," + base64(*bytes));
}

/// "url?w=400 400w, ...": the width asked for is said in the URL for whoever serves the images.
std::string source_set(Context& ctx, const Reader& r, std::string_view path, std::span<const Value> widths) {
  std::string url = base::replace_all(image_url(r, path), " ", "%20");
  std::string_view before = url.find('?') == url.npos ? "?w=" : "&w=";
  std::string set;
  for (const Value& width : widths) {
    std::string_view number = text_of(ctx, width);
    if (number.empty()) continue;
    if (!set.empty()) set += ", ";
    set.append(url).append(before).append(number).append(" ").append(number).append("w");
    if (!jinja::text_fits(ctx, "image_srcset", set.size())) break;
  }
  return set;
}

Value image_srcset(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "image_srcset", arguments, {"image_path", "sizes"}, 1);
  if (!a) return {};
  std::string_view path = text_of(ctx, a[0]);
  if (path.empty()) return Value::string("");
  static const Value k_usual_widths[] = {Value::integer(400), Value::integer(800), Value::integer(1200),
                                         Value::integer(1600)};
  std::span<const Value> widths = a[1].is_nothing() ? std::span<const Value>(k_usual_widths) : elements_of(ctx, a[1]);
  return Value::string(ctx.arena, source_set(ctx, reader(ctx, self), path, widths));
}

/// "Mountain Sunset" of "images/mountain-sunset.jpg".
Value image_alt(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "image_alt", arguments, {"filename"}, 1);
  if (!a) return {};
  std::string stem(base::file_stem(base::file_name(text_of(ctx, a[0]))));
  for (char& c : stem) {
    if (c == '-' || c == '_') c = ' ';
  }
  return Value::string(ctx.arena, capitalize_words(stem));
}

constexpr Entry k_functions[] = {
    {"image_dimensions", image_dimensions},
    {"image_data_uri", image_data_uri},
    {"image_srcset_gen", image_srcset},
    {"image_srcset", image_srcset},
};

constexpr Entry k_filters[] = {
    {"image_srcset", image_srcset},
    {"image_srcset_gen", image_srcset},
    {"image_alt", image_alt},
};

}  // namespace

std::span<const Entry> image_functions() { return k_functions; }
std::span<const Entry> image_filters() { return k_filters; }

}  // namespace render
