// SPDX-License-Identifier: MIT
// markdown_speed FOLDER...: how many megabytes a second become HTML, of all `.md` files below the folders. The programs
// take turns, all in memory; the best processor time of some rounds counts. Front matter
// is left where it is. `--only NAME` runs one of them, for a profiler.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <new>
#include <string>
#include <vector>

#include "markdown/markdown.h"

#ifdef HAS_MD4C
#include <md4c-html.h>
#endif
#ifdef HAS_CMARK_GFM
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#endif

namespace {

std::atomic<std::uint64_t> allocations{0};

std::size_t ours(const std::string& text, markdown::Extensions dialect) {
  diagnostics::SourceText source("page.md", std::string());
  std::vector<diagnostics::Diagnostic> found;
  markdown::Options options;
  options.extensions = dialect;
  return markdown::parse(text, options, source, 0, found).html.size();
}

#ifdef HAS_MD4C
void append(const MD_CHAR* text, MD_SIZE size, void* out) { static_cast<std::string*>(out)->append(text, size); }

std::size_t md4c(const std::string& text, unsigned flags) {
  std::string html;
  html.reserve(text.size() + text.size() / 2);
  md_html(text.data(), static_cast<MD_SIZE>(text.size()), append, &html, flags, MD_HTML_FLAG_XHTML);
  return html.size();
}
#endif

#ifdef HAS_CMARK_GFM
std::size_t cmark_gfm(const std::string& text, bool site) {
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
  std::size_t size = std::strlen(html);
  std::free(html);
  cmark_node_free(root);
  cmark_parser_free(parser);
  return size;
}
#endif

struct Program {
  std::string name;
  std::function<std::size_t(const std::string&)> run;
  double best_seconds = 1e9;
  std::size_t bytes_out = 0;
  std::uint64_t allocations = 0;
};

std::vector<Program> programs() {
  std::vector<Program> all;
  all.push_back({"strict", [](const std::string& text) { return ours(text, markdown::k_commonmark); }});
#ifdef HAS_MD4C
  all.push_back({"md4c", [](const std::string& text) { return md4c(text, MD_DIALECT_COMMONMARK); }});
#endif
#ifdef HAS_CMARK_GFM
  cmark_gfm_core_extensions_ensure_registered();
  all.push_back({"cmark-gfm", [](const std::string& text) { return cmark_gfm(text, false); }});
#endif
  all.push_back({"site", [](const std::string& text) { return ours(text, markdown::site_extensions()); }});
#ifdef HAS_MD4C
  all.push_back({"md4c-github", [](const std::string& text) { return md4c(text, MD_DIALECT_GITHUB); }});
#endif
#ifdef HAS_CMARK_GFM
  all.push_back({"cmark-gfm-site", [](const std::string& text) { return cmark_gfm(text, true); }});
#endif
  return all;
}

std::vector<std::string> read_pages(const std::filesystem::path& folder) {
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".md") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    pages.emplace_back((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  }
  return pages;
}

/// The processor's time, so that other work on the machine counts less.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void measure(Program& program, const std::vector<std::string>& pages) {
  std::uint64_t allocations_before = allocations;
  double begin = processor_seconds();
  program.bytes_out = 0;
  for (const std::string& page : pages) program.bytes_out += program.run(page);
  program.best_seconds = std::min(program.best_seconds, processor_seconds() - begin);
  program.allocations = allocations - allocations_before;
}

}  // namespace

void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

int main(int count, char** arguments) {
  std::vector<std::string> pages;
  std::string only;
  int rounds = 7;
  for (int at = 1; at < count; ++at) {
    std::string argument = arguments[at];
    if (argument == "--only" && at + 1 < count) {
      only = arguments[++at];
    } else if (argument == "--rounds" && at + 1 < count) {
      rounds = std::atoi(arguments[++at]);
    } else {
      std::vector<std::string> more = read_pages(argument);
      pages.insert(pages.end(), more.begin(), more.end());
    }
  }
  if (pages.empty()) {
    std::fprintf(stderr, "usage: markdown_speed [--only NAME] [--rounds N] FOLDER...\n");
    return 2;
  }
  std::size_t bytes = 0;
  for (const std::string& page : pages) bytes += page.size();
  std::vector<Program> all = programs();
  if (!only.empty()) std::erase_if(all, [&](const Program& each) { return each.name != only; });
  for (int round = 0; round < rounds; ++round) {
    for (Program& program : all) measure(program, pages);
  }
  std::printf("%zu files, %.1f MB\n", pages.size(), static_cast<double>(bytes) / 1e6);
  for (const Program& program : all) {
    std::printf("%-16s %7.1f MB/s  %6.1f us a file  %5.1f allocations a file (C++)  %.1f MB out\n",
                program.name.c_str(), static_cast<double>(bytes) / 1e6 / program.best_seconds,
                program.best_seconds * 1e6 / static_cast<double>(pages.size()),
                static_cast<double>(program.allocations) / static_cast<double>(pages.size()),
                static_cast<double>(program.bytes_out) / 1e6);
  }
  return 0;
}
