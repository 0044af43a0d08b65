// SPDX-License-Identifier: MIT
#include "story.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "base/path.h"
#include "base/strings.h"
#include "pipeline/build.h"

namespace stories {

namespace {

constexpr const char* k_root = "/site";
constexpr std::int64_t k_now = 1'750'000'000'000'000;  // 2025-06-15T15:06:40Z

/// The body's lines that are not empty.
std::vector<std::string> lines_of(const std::string& body) {
  std::vector<std::string> lines;
  for (std::string_view line : base::split(body, '\n')) {
    if (!line.empty()) lines.emplace_back(line);
  }
  return lines;
}

bool matches(std::string_view glob, std::string_view path) {
  std::size_t star = glob.find('*');
  if (star == glob.npos) return glob == path;
  std::string_view head = glob.substr(0, star), tail = glob.substr(star + 1);
  return path.size() >= head.size() + tail.size() && path.starts_with(head) && path.ends_with(tail);
}

class Run {
 public:
  std::vector<std::string> run(const std::vector<Step>& steps) {
    (void)fs_.create_directories(k_root);
    for (const Step& step : steps) {
      step_ = &step;
      run_step(base::split_words(step.what));
    }
    return std::move(failures_);
  }

 private:
  using Words = std::vector<std::string_view>;

  void run_step(const Words& words) {
    std::string_view verb = words.empty() ? "" : words[0];
    std::string path = words.size() > 1 ? std::string(words[1]) : "";
    std::string mode = words.size() > 2 ? std::string(words[2]) : "";
    if (verb == "file") return fs_.add(base::join_path(k_root, path), step_->body);
    if (verb == "delete")
      return expect(fs_.remove_file(base::join_path(k_root, path)).has_value(), "there is no file " + path);
    if (verb == "build") return build(words);
    if (verb == "exit")
      return expect(std::to_string(exit_code_) == path,
                    "exit code is " + std::to_string(exit_code_) + "\n" + messages_);
    if (verb == "written")
      return expect(std::to_string(report_.written) == path, "wrote " + std::to_string(report_.written));
    if (verb == "removed")
      return expect(std::to_string(report_.removed) == path, "removed " + std::to_string(report_.removed));
    if (verb == "no") return expect(!output(std::string(words.at(2))), "the output exists");
    if (verb == "questions") return expect_text(questions_[path], mode);
    if (verb == "outputs") return expect_outputs(path);
    if (verb == "messages") return expect_text(messages_, path);
    if (verb == "output") {
      auto bytes = output(path);
      if (!bytes) return fail("there is no such output; there are:\n" + all_outputs());
      return expect_text(*bytes, mode);
    }
    fail("unknown step");
  }

  void build(const Words& words) {
    pipeline::Request request;
    request.root = k_root;
    request.jobs = 2;
    for (std::size_t i = 1; i < words.size(); ++i) {
      std::string flag(words[i].substr(0, words[i].find('='))),
          setting(words[i].substr(std::min(words[i].size(), flag.size() + 1)));
      using value::Value;
      if (flag == "--environment") request.config.environment = setting;
      if (flag == "--profile") request.config.profile = setting;
      if (flag == "--jobs") request.jobs = static_cast<unsigned>(base::parse_integer(setting).value_or(1));
      if (flag == "--baseurl")
        request.config.overrides.push_back({"site.baseurl", Value::string(kept_.copy(setting)), flag});
      if (flag == "--drafts") request.config.overrides.push_back({"build.drafts", Value::boolean(true), flag});
      if (flag == "--future") request.config.overrides.push_back({"build.future", Value::boolean(true), flag});
      if (flag == "--strict") request.config.overrides.push_back({"build.strict", Value::boolean(true), flag});
    }
    std::mutex mutex;
    questions_.clear();
    request.observer = [&](const std::string& output, const std::vector<std::string>& questions) {
      std::lock_guard lock(mutex);
      questions_[output] = base::join(questions, "\n") + "\n";
    };
    diagnostics::Sink sink;
    base::FixedClock clock(k_now);
    report_ = pipeline::build(fs_, request, clock, sink);
    exit_code_ = sink.exit_code(report_.strict);
    messages_.clear();
    for (const diagnostics::Report& report : sink.reports())
      messages_ += diagnostics::to_text(report, diagnostics::Colors::off);
  }

  std::optional<std::string> output(const std::string& path) const {
    auto bytes = fs_.read(base::join_path(report_.output, path));
    if (!bytes) return std::nullopt;
    return *bytes;
  }

  std::string all_outputs(std::string_view glob = "*") const {
    std::string all;
    for (const auto& [path, bytes] : fs_.files()) {
      if (!base::is_inside(report_.output, path)) continue;
      std::string below = base::relative_path(report_.output, path);
      if (matches(glob, below)) all += below + "\n";
    }
    return all;
  }

  void expect_outputs(const std::string& glob) {
    std::string all = all_outputs(glob);
    expect(all == step_->body, "the outputs are:\n" + all);
  }

  void expect_text(const std::string& text, const std::string& mode) {
    if (mode.empty()) return expect(text == step_->body || text + "\n" == step_->body, "it is:\n" + text);
    std::size_t from = 0;
    for (const std::string& line : lines_of(step_->body)) {
      if (mode == "lacks") {
        expect(text.find(line) == text.npos, "it has: " + line + "\nit is:\n" + text);
        continue;
      }
      std::size_t at = text.find(line, mode == "have" && step_->what.starts_with("questions") ? 0 : from);
      if (at == text.npos) return fail("it lacks (from here on): " + line + "\nit is:\n" + text);
      from = at + line.size();
    }
  }

  void expect(bool holds, const std::string& otherwise) {
    if (!holds) fail(otherwise);
  }
  void fail(const std::string& what) {
    failures_.push_back("line " + std::to_string(step_->line) + ": --- " + step_->what + ": " + what);
  }

  base::MemoryFileSystem fs_;
  base::Arena kept_;
  const Step* step_ = nullptr;
  pipeline::Report report_;
  int exit_code_ = 0;
  std::string messages_;
  std::map<std::string, std::string> questions_;  ///< by output, a line each
  std::vector<std::string> failures_;
};

}  // namespace

std::vector<Step> parse_story(std::string_view text) {
  std::vector<Step> steps;
  int number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    std::string_view line = text.substr(begin, end - begin);
    begin = end;
    ++number;
    if (line.starts_with("--- ")) {
      steps.push_back({std::string(base::trim(line.substr(4))), "", number});
    } else if (!steps.empty()) {
      steps.back().body += line;
    }
  }
  return steps;
}

std::vector<std::string> run_story(const std::vector<Step>& steps) { return Run().run(steps); }

}  // namespace stories
