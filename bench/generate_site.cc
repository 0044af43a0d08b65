// SPDX-License-Identifier: MIT
//
// Writes a blog of a given number of posts as two sites with the same content: DIR/bengal for Bengal and DIR/hugo for
// Hugo, with themes that do the same work. The content is written once, in DIR/bengal/content; the Hugo site's
// configuration names it there. Settings, templates and static files are copied from sites/ beside this file.
// The same arguments give the same bytes on every machine.
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "blog.h"
#include "words.h"

namespace bench {

namespace {

constexpr std::string_view k_usage = R"(usage: generate_site --pages N --output DIR [--seed S] [--sites DIR]

  --pages N     number of posts
  --output DIR  folder to make; DIR/bengal and DIR/hugo must not exist
  --seed S      chooses another site of the same kind (default 1)
  --sites DIR   settings and templates (default: bench/sites of the sources)
)";

struct Options {
  std::uint64_t pages = 0;
  std::uint64_t seed = 1;
  std::filesystem::path output;
  std::filesystem::path sites = BENCH_SITES;
};

bool parse_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool set_option(Options& options, std::string_view name, std::string_view value) {
  if (name == "--pages") return parse_number(value, options.pages);
  if (name == "--seed") return parse_number(value, options.seed);
  if (name == "--output") options.output = value;
  if (name == "--sites") options.sites = value;
  return name == "--output" || name == "--sites";
}

std::optional<Options> parse_options(int count, char** arguments) {
  Options options;
  for (int at = 1; at < count; at += 2) {
    if (at + 1 == count || !set_option(options, arguments[at], arguments[at + 1])) return std::nullopt;
  }
  if (options.pages == 0 || options.output.empty()) return std::nullopt;
  return options;
}

void write_file(const std::filesystem::path& path, std::string_view text) {
  std::ofstream stream;
  stream.exceptions(std::ios::failbit | std::ios::badbit);
  stream.open(path, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.close();
}

/// Returns the bytes written to posts.
std::uint64_t write_content(const Blog& blog, const std::filesystem::path& content) {
  std::filesystem::create_directories(content);
  write_file(content / "_index.md", blog.home_file());
  for (std::size_t section = 0; section < blog.section_count(); ++section) {
    const std::filesystem::path folder = content / section_names()[section];
    std::filesystem::create_directory(folder);
    write_file(folder / "_index.md", blog.section_file(section));
  }
  std::uint64_t bytes = 0;
  for (std::uint64_t number = 0; number < blog.post_count(); ++number) {
    const Post post = blog.post(number);
    const std::string text = blog.post_file(post);
    write_file(content / post.section / (post.name + ".md"), text);
    bytes += text.size();
  }
  return bytes;
}

void generate(const Options& options) {
  std::filesystem::create_directories(options.output);
  for (std::string_view site : {"bengal", "hugo"}) {
    std::filesystem::copy(options.sites / site, options.output / site, std::filesystem::copy_options::recursive);
  }
  const Blog blog(options.pages, options.seed);
  const std::uint64_t bytes = write_content(blog, options.output / "bengal" / "content");
  std::printf("pages %ju\nsections %zu\nbytes %ju\n", static_cast<std::uintmax_t>(options.pages), blog.section_count(),
              static_cast<std::uintmax_t>(bytes));
}

}  // namespace

}  // namespace bench

int main(int count, char** arguments) {
  const std::optional<bench::Options> options = bench::parse_options(count, arguments);
  if (!options) {
    std::fputs(bench::k_usage.data(), stderr);
    return 2;
  }
  try {
    bench::generate(*options);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "generate_site: %s\n", failure.what());
    return 1;
  }
  return 0;
}
