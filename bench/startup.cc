// SPDX-License-Identifier: MIT
//
// Compares how long two commands take from posix_spawn to the end of waitpid, by running them in turn many times. Their
// output is thrown away. Taking turns lets a slow phase of the machine meet both; the median leaves out the odd slow
// run.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

extern char** environ;

namespace bench {

namespace {

constexpr std::string_view k_usage = R"(usage: startup [--runs N] COMMAND [ARGUMENT...] -- COMMAND [ARGUMENT...]

  --runs N  runs of each command (default 500)

Prints the median and the fastest run of both commands in microseconds, and the ratio of the medians.
)";

/// Words for posix_spawn: the last one is null.
using Command = std::vector<char*>;

struct Options {
  unsigned runs = 500;
  Command first;
  Command second;
};

struct Summary {
  double median;
  double fastest;
};

Command null_terminated(std::span<char*> words) {
  Command command(words.begin(), words.end());
  command.push_back(nullptr);
  return command;
}

std::optional<Options> parse_options(std::span<char*> words) {
  Options options;
  if (words.size() >= 2 && std::string_view(words[0]) == "--runs") {
    const std::string_view number = words[1];
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), options.runs);
    if (error != std::errc() || end != number.data() + number.size() || options.runs == 0) return std::nullopt;
    words = words.subspan(2);
  }
  const auto is_separator = [](std::string_view word) { return word == "--"; };
  const auto separator = std::find_if(words.begin(), words.end(), is_separator);
  const auto first_size = static_cast<std::size_t>(separator - words.begin());
  if (first_size == 0 || first_size + 1 >= words.size()) return std::nullopt;
  options.first = null_terminated(words.first(first_size));
  options.second = null_terminated(words.subspan(first_size + 1));
  return options;
}

/// The files of a child: everything it prints is thrown away.
class SilentFiles {
 public:
  SilentFiles() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
  }
  ~SilentFiles() { posix_spawn_file_actions_destroy(&actions_); }
  SilentFiles(const SilentFiles&) = delete;
  SilentFiles& operator=(const SilentFiles&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

/// Returns microseconds.
double run_once(const Command& command, const SilentFiles& files) {
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  if (posix_spawnp(&child, command.front(), files.actions(), nullptr, command.data(), environ) != 0 ||
      waitpid(child, &status, 0) != child || status != 0) {
    throw std::runtime_error(std::string(command.front()) + " cannot be run or fails");
  }
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

/// REQUIRES: not empty
Summary summarize(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times.front()};
}

void compare(const Options& options) {
  const SilentFiles files;
  std::vector<double> first;
  std::vector<double> second;
  for (unsigned run = 0; run < options.runs; ++run) {
    first.push_back(run_once(options.first, files));
    second.push_back(run_once(options.second, files));
  }
  const Summary of_first = summarize(first);
  const Summary of_second = summarize(second);
  std::printf("first_median %.1f\nfirst_fastest %.1f\n", of_first.median, of_first.fastest);
  std::printf("second_median %.1f\nsecond_fastest %.1f\n", of_second.median, of_second.fastest);
  std::printf("ratio %.4f\n", of_first.median / of_second.median);
}

}  // namespace

}  // namespace bench

int main(int count, char** arguments) {
  const auto words = std::span(arguments, static_cast<std::size_t>(count)).subspan(count > 0 ? 1 : 0);
  const std::optional<bench::Options> options = bench::parse_options(words);
  if (!options) {
    std::fputs(bench::k_usage.data(), stderr);
    return 2;
  }
  try {
    bench::compare(*options);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "startup: %s\n", failure.what());
    return 1;
  }
  return 0;
}
