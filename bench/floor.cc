// SPDX-License-Identifier: MIT
//
// The least that any site generator must do: read the sources and write the outputs. This program does that and nothing
// else, so that a build time can be stated as a multiple of it.
//
// Not counted: starting the process, listing the source files, and loading the names and bytes of the reference tree.
// Counted: starting and joining the threads; opening, reading to the end and closing every source file, once; making
// the output folder and the folders below it; creating, writing in one call and closing every output file. Files are
// not synchronized, renamed, compared or given times, and the sources' bytes are thrown away.
//
// Work is handed out in a fixed order, all sources first, then the outputs folder by folder; each thread takes the next
// piece when it is done with the last one.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

namespace bench {

namespace {

constexpr std::string_view k_usage = R"(usage: floor --source DIR --reference DIR --output DIR [--threads N]

  --source DIR     site whose files are read; public and .bengal in it are passed over
  --reference DIR  finished output tree whose bytes are written
  --output DIR     folder to make; it must not exist
  --threads N      (default 2)
)";

struct Options {
  std::filesystem::path source;
  std::filesystem::path reference;
  std::filesystem::path output;
  unsigned threads = 2;
};

struct OutputFile {
  std::string path;
  std::string bytes;
};

/// One folder of the output tree with the files directly in it: the piece of writing that a thread takes.
struct OutputFolder {
  std::string path;
  std::vector<OutputFile> files;
};

struct Work {
  std::vector<std::string> sources;
  std::vector<OutputFolder> folders;
};

struct Totals {
  std::atomic<std::uint64_t> files_read = 0;
  std::atomic<std::uint64_t> bytes_read = 0;
  std::atomic<std::uint64_t> files_written = 0;
  std::atomic<std::uint64_t> bytes_written = 0;
};

bool set_option(Options& options, std::string_view name, std::string_view value) {
  if (name == "--source") options.source = value;
  if (name == "--reference") options.reference = value;
  if (name == "--output") options.output = value;
  if (name != "--threads") return name == "--source" || name == "--reference" || name == "--output";
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), options.threads);
  return error == std::errc() && end == value.data() + value.size() && options.threads > 0 && options.threads <= 256;
}

std::optional<Options> parse_options(int count, char** arguments) {
  Options options;
  for (int at = 1; at < count; at += 2) {
    if (at + 1 == count || !set_option(options, arguments[at], arguments[at + 1])) return std::nullopt;
  }
  if (options.source.empty() || options.reference.empty() || options.output.empty()) return std::nullopt;
  return options;
}

std::vector<std::string> list_sources(const std::filesystem::path& site) {
  std::vector<std::string> sources;
  for (auto entry = std::filesystem::recursive_directory_iterator(site);
       entry != std::filesystem::recursive_directory_iterator(); ++entry) {
    const std::filesystem::path name = entry->path().filename();
    if (entry.depth() == 0 && (name == "public" || name == ".bengal")) entry.disable_recursion_pending();
    if (entry->is_regular_file()) sources.push_back(entry->path().string());
  }
  std::sort(sources.begin(), sources.end());
  return sources;
}

std::string load(const std::filesystem::path& path) {
  std::string bytes(std::filesystem::file_size(path), '\0');
  std::ifstream stream;
  stream.exceptions(std::ios::failbit | std::ios::badbit);
  stream.open(path, std::ios::binary);
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

/// Sorted by path, so a folder comes after the one that holds it.
std::vector<OutputFolder> load_outputs(const std::filesystem::path& reference, const std::filesystem::path& output) {
  std::map<std::filesystem::path, std::vector<std::filesystem::path>> files_of_folder;
  files_of_folder[""];
  for (const auto& entry : std::filesystem::recursive_directory_iterator(reference)) {
    const std::filesystem::path path = entry.path().lexically_relative(reference);
    if (entry.is_directory()) files_of_folder[path];
    if (entry.is_regular_file()) files_of_folder[path.parent_path()].push_back(path);
  }
  std::vector<OutputFolder> folders;
  for (auto& [folder, files] : files_of_folder) {
    std::sort(files.begin(), files.end());
    OutputFolder& loaded = folders.emplace_back(OutputFolder{(output / folder).string(), {}});
    for (const auto& file : files) loaded.files.push_back({(output / file).string(), load(reference / file)});
  }
  return folders;
}

[[noreturn]] void fail(const std::string& path) { throw std::system_error(errno, std::generic_category(), path); }

/// Makes a folder that may exist already. The folder above may still be waiting for another thread; it is made first
/// then.
void make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0777) == 0 || errno == EEXIST) return;
  if (errno != ENOENT) fail(path);
  make_folder(std::filesystem::path(path).parent_path().string());
  if (::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST) fail(path);
}

void read_source(const std::string& path, std::vector<char>& buffer, Totals& totals) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path);
  std::uint64_t total = 0;
  for (;;) {
    const ssize_t count = ::read(file, buffer.data(), buffer.size());
    if (count < 0) fail(path);
    total += static_cast<std::uint64_t>(count);
    if (static_cast<std::size_t>(count) < buffer.size()) break;
  }
  ::close(file);
  totals.files_read += 1;
  totals.bytes_read += total;
}

void write_output(const OutputFile& output, Totals& totals) {
  const int file = ::open(output.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) fail(output.path);
  for (std::string_view left = output.bytes; !left.empty();) {
    const ssize_t count = ::write(file, left.data(), left.size());
    if (count < 0) fail(output.path);
    left.remove_prefix(static_cast<std::size_t>(count));
  }
  ::close(file);
  totals.files_written += 1;
  totals.bytes_written += output.bytes.size();
}

void take_pieces(const Work& work, std::atomic<std::size_t>& next, Totals& totals) {
  std::vector<char> buffer(1 << 16);
  const std::size_t pieces = work.sources.size() + work.folders.size();
  for (std::size_t piece = next++; piece < pieces; piece = next++) {
    if (piece < work.sources.size()) {
      read_source(work.sources[piece], buffer, totals);
      continue;
    }
    const OutputFolder& folder = work.folders[piece - work.sources.size()];
    make_folder(folder.path);
    for (const OutputFile& file : folder.files) write_output(file, totals);
  }
}

/// Returns the seconds it took.
double read_and_write(const Work& work, unsigned thread_count, Totals& totals) {
  const auto start = std::chrono::steady_clock::now();
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> failures(thread_count);
  {
    std::vector<std::jthread> threads;
    for (std::exception_ptr& failure : failures) {
      threads.emplace_back([&work, &next, &totals, &failure] {
        try {
          take_pieces(work, next, totals);
        } catch (...) {
          failure = std::current_exception();
        }
      });
    }
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  return elapsed.count();
}

void run(const Options& options) {
  if (std::filesystem::exists(options.output)) throw std::runtime_error("the output folder exists already");
  std::filesystem::create_directories(std::filesystem::absolute(options.output).parent_path());
  const Work work{list_sources(options.source), load_outputs(options.reference, options.output)};
  Totals totals;
  const double seconds = read_and_write(work, options.threads, totals);
  std::printf("seconds %.6f\n", seconds);
  std::printf("files_read %ju\nbytes_read %ju\n", static_cast<std::uintmax_t>(totals.files_read),
              static_cast<std::uintmax_t>(totals.bytes_read));
  std::printf("files_written %ju\nbytes_written %ju\n", static_cast<std::uintmax_t>(totals.files_written),
              static_cast<std::uintmax_t>(totals.bytes_written));
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
    bench::run(*options);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "floor: %s\n", failure.what());
    return 1;
  }
  return 0;
}
