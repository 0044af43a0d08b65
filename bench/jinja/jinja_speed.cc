// SPDX-License-Identifier: MIT
// jinja_speed TEMPLATES CONTEXTS: renders the workloads in this process, driven by lines of standard input:
//   render NAME         the output: its length, a line break, its bytes
//   time NAME COUNT     the nanoseconds that COUNT renders take
//   memory NAME         how often one render asks the system's heap for memory when others went before it, the bytes it
//   takes
//                       from its arena, the bytes of its output
// Templates are compiled once and contexts read once. Each render begins with an empty arena and an empty log, in
// memory that was used before, as in a build.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>

#include "jinja/environment.h"
#include "value/parse.h"

namespace {
std::atomic<std::uint64_t> allocations{0};
}  // namespace

// Not inlined: GCC would take the two for a mismatched pair where it inlines only one.
[[gnu::noinline]] void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class FolderLoader final : public jinja::Loader {
 public:
  explicit FolderLoader(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::optional<jinja::Source> load(std::string_view name) const override {
    std::filesystem::path path = folder_ / name;
    if (!std::filesystem::is_regular_file(path)) return std::nullopt;
    return jinja::Source{path.string(), read_file(path)};
  }
  std::vector<std::string> names() const override { return {}; }

 private:
  std::filesystem::path folder_;
};

/// A template with its context, and the memory that its renders use one after the other.
class Workload {
 public:
  Workload(const std::filesystem::path& folder, const std::string& context)
      : loader_(folder), environment_(options(), loader_, names_) {
    std::vector<diagnostics::Diagnostic> diagnostics;
    diagnostics::SourceText source("context.json", context);
    request_.template_name = "main.html";
    request_.context = value::parse(value::Format::json, source.text(), source, values_, diagnostics);
    value::freeze(request_.context);
  }

  const std::string& render() {
    arena_.reset();
    reads_.clear();
    jinja::Result result = environment_.render(request_, arena_, reads_, std::move(output_));
    if (!result.good) {
      for (const auto& each : result.diagnostics) std::cerr << each.message << '\n';
      std::exit(1);
    }
    output_ = std::move(result.output);
    return output_;
  }

  /// The bytes that one render takes from its arena.
  std::ptrdiff_t arena_bytes() {
    arena_ = base::Arena(std::size_t{64} << 20);
    const char* begin = arena_.array<char>(1);
    environment_.render(request_, arena_, reads_);
    return arena_.array<char>(1) - begin;
  }

 private:
  static jinja::Options options() {
    jinja::Options options;
    options.trim_blocks = true;
    options.lstrip_blocks = true;
    options.keep_trailing_newline = true;
    options.autoescape = jinja::Autoescape::on;
    return options;
  }

  FolderLoader loader_;
  value::Names names_;
  jinja::Environment environment_;
  base::Arena values_;
  jinja::Request request_;
  base::Arena arena_;
  value::ReadLog reads_;
  std::string output_;
};

std::uint64_t nanoseconds_of(Workload& workload, int count) {
  auto started = std::chrono::steady_clock::now();
  for (int left = count; left > 0; --left) workload.render();
  auto taken = std::chrono::steady_clock::now() - started;
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(taken).count());
}

void print_memory(Workload& workload) {
  for (int i = 0; i < 3; ++i) workload.render();
  std::uint64_t before = allocations;
  std::size_t bytes = workload.render().size();
  std::uint64_t made = allocations - before;
  std::cout << made << ' ' << workload.arena_bytes() << ' ' << bytes << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: jinja_speed TEMPLATES CONTEXTS\n";
    return 2;
  }
  std::map<std::string, std::unique_ptr<Workload>> workloads;
  for (const auto& folder : std::filesystem::directory_iterator(arguments[1])) {
    std::string name = folder.path().filename().string();
    std::string context = read_file(std::filesystem::path(arguments[2]) / (name + ".json"));
    workloads.emplace(name, std::make_unique<Workload>(folder.path(), context));
  }
  std::cout << "Bengal" << std::endl;
  for (std::string command, name; std::cin >> command >> name;) {
    auto found = workloads.find(name);
    if (found == workloads.end()) return 2;
    Workload& workload = *found->second;
    if (command == "render") {
      const std::string& output = workload.render();
      std::cout << output.size() << '\n' << output;
    } else if (command == "memory") {
      print_memory(workload);
    } else {
      int times = 0;
      std::cin >> times;
      std::cout << nanoseconds_of(workload, times) << '\n';
    }
    std::cout.flush();
  }
  return 0;
}
