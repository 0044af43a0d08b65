// SPDX-License-Identifier: MIT
#include "output/output.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/path.h"

namespace output {

namespace {

using Files = std::map<std::string, std::string>;

const Tree::Options k_options{.root = "/site/public", .manifest = "/site/.bengal/outputs"};

std::vector<std::string_view> paths_of(const Files& files) {
  std::vector<std::string_view> paths;
  for (const auto& [path, bytes] : files) paths.push_back(path);
  return paths;
}

/// A whole build that makes `files`.
Tree::Summary build(base::FileSystem& fs, const Files& files, diagnostics::Sink& sink) {
  Tree tree(fs, k_options);
  if (!tree.begin(paths_of(files), sink)) return {};
  for (const auto& [path, bytes] : files) tree.write(path, bytes, sink);
  return tree.finish(sink);
}

Tree::Summary build(base::FileSystem& fs, const Files& files) {
  diagnostics::Sink sink;
  Tree::Summary summary = build(fs, files, sink);
  EXPECT_EQ(sink.reports().size(), 0u);
  return summary;
}

/// What is in the output folder.
Files tree_of(const base::MemoryFileSystem& fs) {
  Files files;
  for (const auto& [path, bytes] : fs.files()) {
    if (path.starts_with("/site/public/")) files[path.substr(13)] = bytes;
  }
  return files;
}

std::vector<std::string> messages(const diagnostics::Sink& sink) {
  std::vector<std::string> messages;
  for (const diagnostics::Report& report : sink.reports()) messages.push_back(report.diagnostic.message);
  return messages;
}

/// A file system whose process dies: after `steps` changes nothing is changed any more.
class DyingFileSystem final : public base::FileSystem {
 public:
  DyingFileSystem(base::MemoryFileSystem& inner, std::uint64_t steps) : inner_(inner), left_(steps) {}
  base::Expected<std::string> read(const std::string& path, std::uint64_t most) const override {
    return inner_.read(path, most);
  }
  base::Expected<base::FileStat> stat(const std::string& path) const override { return inner_.stat(path); }
  base::Expected<std::vector<base::DirectoryEntry>> list(const std::string& path) const override {
    return inner_.list(path);
  }
  base::Expected<std::string> real_path(const std::string& path) const override { return inner_.real_path(path); }
  base::Expected<void> write(const std::string& path, std::string_view bytes) override {
    return step([&] { return inner_.write(path, bytes); });
  }
  base::Expected<void> write_atomically(const std::string& path, std::string_view bytes) override {
    if (left_ == 1) {  // Dies between the temporary file and the rename.
      left_ = 0;
      (void)inner_.write(path + ".bengal-12-3", bytes.substr(0, bytes.size() / 2));
    }
    return step([&] { return inner_.write_atomically(path, bytes); });
  }
  base::Expected<void> create_directories(const std::string& path) override {
    return step([&] { return inner_.create_directories(path); });
  }
  base::Expected<void> rename(const std::string& from, const std::string& to) override {
    return step([&] { return inner_.rename(from, to); });
  }
  base::Expected<void> remove_file(const std::string& path) override {
    return step([&] { return inner_.remove_file(path); });
  }
  base::Expected<void> remove_directory(const std::string& path) override {
    return step([&] { return inner_.remove_directory(path); });
  }
  base::Expected<void> remove_tree(const std::string& path) override {
    return step([&] { return inner_.remove_tree(path); });
  }
  bool dead() const { return left_ == 0; }

 private:
  template <class Change>
  base::Expected<void> step(const Change& change) {
    if (left_ == 0) return std::unexpected(base::Error{base::ErrorCode::other, "", "the process is dead"});
    --left_;
    return change();
  }
  base::MemoryFileSystem& inner_;
  std::uint64_t left_;
};

const Files k_first{{"index.html", "home"}, {"blog/a/index.html", "a"}, {"blog/b/index.html", "b"}, {"x.txt", "x"}};
const Files k_second{{"index.html", "home"}, {"blog/a/index.html", "changed"}, {"news/c/index.html", "c"}, {"y", "y"}};

}  // namespace

TEST(tree, a_first_build_appears_all_at_once) {
  base::MemoryFileSystem fs;
  diagnostics::Sink sink;
  Tree tree(fs, k_options);
  ASSERT_TRUE(tree.begin(paths_of(k_first), sink));
  for (const auto& [path, bytes] : k_first) EXPECT_TRUE(tree.write(path, bytes, sink));
  EXPECT_TRUE(tree_of(fs).empty());
  Tree::Summary summary = tree.finish(sink);
  EXPECT_EQ(tree_of(fs), k_first);
  EXPECT_EQ(summary.written, 4u);
  EXPECT_EQ(summary.bytes, 7u);
  EXPECT_FALSE(fs.exists("/site/public.bengal-new"));
}

TEST(tree, an_equal_build_writes_nothing_at_all) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  std::uint64_t writes = fs.writes();
  Tree::Summary summary = build(fs, k_first);
  EXPECT_EQ(fs.writes(), writes);
  EXPECT_EQ(summary.unchanged, 4u);
  EXPECT_EQ(summary.written, 0u);
  EXPECT_EQ(summary.bytes, 7u);
}

TEST(tree, an_output_of_another_size_is_not_read) {
  base::MemoryFileSystem fs;
  build(fs, {{"a", "short"}});
  diagnostics::Sink sink;
  Tree tree(fs, k_options);
  ASSERT_TRUE(tree.begin({"a"}, sink));
  std::uint64_t reads = fs.reads();
  tree.write("a", "rather longer", sink);
  EXPECT_EQ(fs.reads(), reads);
}

TEST(tree, only_what_differs_is_written_and_what_has_no_maker_goes_with_its_folders) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  Tree::Summary summary = build(fs, k_second);
  EXPECT_EQ(tree_of(fs), k_second);
  EXPECT_EQ(summary.unchanged, 1u);
  EXPECT_EQ(summary.written, 3u);
  EXPECT_EQ(summary.removed, 2u);
  EXPECT_FALSE(fs.exists("/site/public/blog/b"));
  EXPECT_TRUE(fs.exists("/site/public/blog/a"));
}

TEST(tree, the_order_of_writes_does_not_matter) {
  Files expected;
  std::vector<std::string_view> paths = paths_of(k_second);
  std::sort(paths.begin(), paths.end());
  do {
    base::MemoryFileSystem fs;
    build(fs, k_first);
    diagnostics::Sink sink;
    Tree tree(fs, k_options);
    ASSERT_TRUE(tree.begin(paths, sink));
    for (std::string_view path : paths) tree.write(path, k_second.at(std::string(path)), sink);
    tree.finish(sink);
    Files all = fs.files();
    if (expected.empty()) expected = all;
    EXPECT_EQ(all, expected);
  } while (std::next_permutation(paths.begin(), paths.end()));
}

TEST(tree, foreign_files_and_folders_are_kept_and_reported) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  fs.add("/site/public/CNAME", "example.org");
  fs.add("/site/public/blog/b/notes.txt", "mine");
  (void)fs.create_directories("/site/public/empty");
  Tree::Summary summary = build(fs, k_second);
  EXPECT_EQ(summary.foreign, (std::vector<std::string>{"CNAME", "blog/b/notes.txt"}));
  EXPECT_TRUE(fs.exists("/site/public/CNAME"));
  EXPECT_TRUE(fs.exists("/site/public/blog/b/notes.txt"));
  EXPECT_TRUE(fs.exists("/site/public/empty"));
  EXPECT_FALSE(fs.exists("/site/public/blog/b/index.html"));
}

TEST(tree, a_folder_that_holds_only_foreign_files_is_not_replaced) {
  base::MemoryFileSystem fs;
  fs.add("/site/public/CNAME", "example.org");
  EXPECT_EQ(build(fs, k_first).foreign, std::vector<std::string>{"CNAME"});
  EXPECT_EQ(fs.read("/site/public/CNAME"), "example.org");
  EXPECT_EQ(fs.read("/site/public/index.html"), "home");
}

TEST(tree, a_file_that_this_build_makes_is_not_foreign_though_the_manifest_is_lost) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  (void)fs.remove_file(k_options.manifest);
  Tree::Summary summary = build(fs, k_first);
  EXPECT_TRUE(summary.foreign.empty());
  EXPECT_EQ(summary.unchanged, 4u);
  EXPECT_EQ(build(fs, k_second).removed, 2u);
}

TEST(tree, a_planned_output_that_was_never_written_is_removed) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  diagnostics::Sink sink;
  Tree tree(fs, k_options);
  ASSERT_TRUE(tree.begin(paths_of(k_first), sink));
  tree.write("index.html", "home", sink);
  EXPECT_EQ(tree.finish(sink).removed, 3u);
  EXPECT_EQ(tree_of(fs), (Files{{"index.html", "home"}}));
  EXPECT_FALSE(fs.exists("/site/public/blog"));
}

TEST(tree, a_page_that_fails_in_a_first_build_leaves_no_empty_folder) {
  base::MemoryFileSystem fs;
  diagnostics::Sink sink;
  Tree tree(fs, k_options);
  ASSERT_TRUE(tree.begin(paths_of(k_first), sink));
  tree.write("index.html", "home", sink);
  tree.finish(sink);
  EXPECT_EQ(fs.list("/site/public")->size(), 1u);
}

TEST(tree, an_empty_folder_in_the_place_of_an_output_without_maker_goes) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  ASSERT_TRUE(fs.remove_file("/site/public/blog/b/index.html"));
  ASSERT_TRUE(fs.create_directories("/site/public/blog/b/index.html"));
  build(fs, {{"index.html", "home"}});
  EXPECT_FALSE(fs.exists("/site/public/blog"));
}

TEST(tree, a_build_without_outputs_leaves_an_empty_folder) {
  base::MemoryFileSystem fs;
  build(fs, {});
  EXPECT_TRUE(fs.is_directory("/site/public"));
  build(fs, k_first);
  build(fs, {});
  EXPECT_TRUE(fs.is_directory("/site/public"));
  EXPECT_TRUE(fs.list("/site/public")->empty());
}

TEST(tree, a_file_edited_or_deleted_by_hand_is_made_again) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  fs.add("/site/public/index.html", "HOME");
  (void)fs.remove_tree("/site/public/blog");
  EXPECT_EQ(build(fs, k_first).written, 3u);
  EXPECT_EQ(tree_of(fs), k_first);
}

TEST(tree, a_folder_deleted_while_the_build_runs_is_made_again) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  diagnostics::Sink sink;
  Tree tree(fs, k_options);
  ASSERT_TRUE(tree.begin(paths_of(k_first), sink));
  (void)fs.remove_tree("/site/public");
  for (const auto& [path, bytes] : k_first) EXPECT_TRUE(tree.write(path, bytes, sink));
  tree.finish(sink);
  EXPECT_EQ(tree_of(fs), k_first);
}

TEST(tree, the_whole_tree_deleted_is_made_again) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  (void)fs.remove_tree("/site/public");
  build(fs, k_first);
  EXPECT_EQ(tree_of(fs), k_first);
}

TEST(tree, our_file_gives_way_to_a_folder_and_our_folder_to_a_file) {
  base::MemoryFileSystem fs;
  Files flat{{"about", "flat"}, {"index.html", "home"}};
  Files deep{{"about/team/index.html", "deep"}, {"about/index.html", "x"}, {"index.html", "home"}};
  build(fs, flat);
  EXPECT_EQ(build(fs, deep).removed, 1u);
  EXPECT_EQ(tree_of(fs), deep);
  EXPECT_EQ(build(fs, flat).removed, 2u);
  EXPECT_EQ(tree_of(fs), flat);
}

TEST(tree, a_foreign_file_where_a_folder_must_be_is_an_error_and_kept) {
  base::MemoryFileSystem fs;
  build(fs, {{"index.html", "home"}});
  fs.add("/site/public/blog", "mine");
  diagnostics::Sink sink;
  Tree::Summary summary = build(fs, k_first, sink);
  EXPECT_EQ(messages(sink),
            std::vector<std::string>{"cannot write below 'blog': a file or link that is not Bengal's stands there"});
  EXPECT_EQ(sink.exit_code(false), 6);
  EXPECT_EQ(tree_of(fs), (Files{{"blog", "mine"}, {"index.html", "home"}, {"x.txt", "x"}}));
  EXPECT_EQ(summary.foreign, std::vector<std::string>{"blog"});
  (void)fs.remove_file("/site/public/blog");
  build(fs, k_first);
  EXPECT_EQ(tree_of(fs), k_first);
}

TEST(tree, a_folder_with_a_foreign_file_where_a_file_must_be_is_an_error_and_kept) {
  base::MemoryFileSystem fs;
  build(fs, {{"index.html", "home"}});
  fs.add("/site/public/x.txt/deep/mine", "mine");
  diagnostics::Sink sink;
  build(fs, k_first, sink);
  EXPECT_EQ(messages(sink),
            std::vector<std::string>{
                "cannot write 'x.txt': a folder with 'x.txt/deep/mine', which is not Bengal's, stands there"});
  EXPECT_EQ(fs.read("/site/public/x.txt/deep/mine"), "mine");
  EXPECT_EQ(fs.read("/site/public/blog/a/index.html"), "a");
}

TEST(tree, an_output_that_is_also_a_folder_of_outputs_is_an_error_that_names_both) {
  base::MemoryFileSystem fs;
  diagnostics::Sink sink;
  build(fs, {{"a", "1"}, {"a/b.html", "2"}, {"a.html", "3"}}, sink);
  EXPECT_EQ(messages(sink), std::vector<std::string>{"cannot write 'a': 'a/b.html' needs a folder of that name"});
  EXPECT_EQ(tree_of(fs), (Files{{"a.html", "3"}, {"a/b.html", "2"}}));
}

TEST(tree, paths_that_leave_the_folder_are_refused) {
  for (const std::string& path :
       std::vector<std::string>{"../x", "/etc/x", "a/../../x", "a//b", "./a", "", "a/", "..", {"a\0b", 3}}) {
    base::MemoryFileSystem fs;
    diagnostics::Sink sink;
    build(fs, {{path, "bad"}, {"good", "good"}}, sink);
    EXPECT_EQ(sink.errors(), 1u) << path;
    EXPECT_EQ(tree_of(fs), (Files{{"good", "good"}})) << path;
    EXPECT_FALSE(fs.exists("/site/x")) << path;
  }
}

TEST(tree, a_hostile_manifest_removes_nothing_outside) {
  base::MemoryFileSystem fs;
  fs.add("/site/content/a.md", "text");
  fs.add(k_options.manifest, "bengal-outputs 1\n../content/a.md\n/site/content/a.md\nok\n");
  fs.add("/site/public/ok", "old");
  build(fs, {{"new", "new"}});
  EXPECT_EQ(tree_of(fs), (Files{{"new", "new"}}));
  EXPECT_TRUE(fs.exists("/site/content/a.md"));
}

TEST(tree, a_file_in_place_of_the_output_folder_is_an_error) {
  base::MemoryFileSystem fs;
  fs.add("/site/public", "a file");
  diagnostics::Sink sink;
  Tree tree(fs, k_options);
  EXPECT_FALSE(tree.begin({"a"}, sink));
  EXPECT_EQ(sink.exit_code(false), 6);
  EXPECT_FALSE(tree.write("a", "a", sink));
  tree.finish(sink);
  EXPECT_EQ(fs.read("/site/public"), "a file");
}

TEST(tree, a_full_disk_is_one_report_and_earlier_bytes_stay) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  Files changed = k_first;
  for (auto& [path, bytes] : changed) bytes += " changed";
  fs.refuse_writes_after(1, base::ErrorCode::no_space);
  diagnostics::Sink sink;
  Tree::Summary summary = build(fs, changed, sink);
  ASSERT_EQ(sink.reports().size(), 1u);
  const diagnostics::Report report = sink.reports()[0];
  EXPECT_EQ(report.diagnostic.code, "cannot-write");
  EXPECT_EQ(report.diagnostic.fault, diagnostics::Fault::input_output);
  EXPECT_EQ(report.diagnostic.location.file, "/site/public");
  EXPECT_EQ(report.pages, (std::vector<std::string>{"blog/b/index.html", "index.html", "x.txt"}));
  EXPECT_EQ(summary.written, 1u);
  EXPECT_EQ(summary.removed, 0u);
  Files expected = k_first;
  expected["blog/a/index.html"] = "a changed";
  EXPECT_EQ(tree_of(fs), expected);
}

TEST(tree, refused_after_any_number_of_writes_the_next_build_is_right) {
  for (bool fresh : {true, false}) {
    for (std::uint64_t writes = 0; writes < 12; ++writes) {
      base::MemoryFileSystem fs;
      if (!fresh) build(fs, k_first);
      fs.refuse_writes_after(writes, base::ErrorCode::no_space);
      diagnostics::Sink sink;
      build(fs, k_second, sink);
      fs.refuse_writes_after(~std::uint64_t{0}, base::ErrorCode::no_space);
      EXPECT_TRUE(build(fs, k_second).foreign.empty()) << fresh << writes;
      EXPECT_EQ(tree_of(fs), k_second) << fresh << writes;
    }
  }
}

TEST(tree, killed_at_any_step_the_next_build_is_right_even_of_other_outputs) {
  Files third{{"index.html", "3"}, {"y/z", "was a file"}, {"blog", "was a folder"}};
  for (bool fresh : {true, false}) {
    for (const Files& next : {k_first, k_second, third}) {
      std::uint64_t steps = 0;
      for (bool died = true; died; ++steps) {
        base::MemoryFileSystem fs;
        if (!fresh) build(fs, k_first);
        DyingFileSystem dying(fs, steps);
        diagnostics::Sink sink;
        build(dying, k_second, sink);
        died = dying.dead();
        EXPECT_TRUE(build(fs, next).foreign.empty()) << fresh << " " << steps;
        EXPECT_EQ(tree_of(fs), next) << fresh << " " << steps;
        base::MemoryFileSystem clean_fs;
        build(clean_fs, next);
        EXPECT_EQ(fs.files(), clean_fs.files()) << fresh << " " << steps;
        EXPECT_EQ(take_snapshot(fs, "/site", 1)->folders, take_snapshot(clean_fs, "/site", 1)->folders)
            << fresh << " " << steps;
        ASSERT_LT(steps, 100u);
      }
      EXPECT_GT(steps, 8u);
    }
  }
}

TEST(tree, a_staging_folder_left_by_a_killed_build_is_removed) {
  base::MemoryFileSystem fs;
  fs.add("/site/public.bengal-new/half", "half");
  build(fs, k_first);
  EXPECT_EQ(tree_of(fs), k_first);
  EXPECT_FALSE(fs.exists("/site/public.bengal-new"));
}

TEST(tree, a_staged_file_is_copied_from_the_site_and_left_alone_when_equal) {
  base::MemoryFileSystem fs;
  fs.add("/site/static/logo.png", "PNG");
  for (std::size_t round = 0; round < 2; ++round) {
    diagnostics::Sink sink;
    Tree tree(fs, k_options);
    ASSERT_TRUE(tree.begin({"img/logo.png"}, sink));
    EXPECT_TRUE(tree.copy("/site/static/logo.png", "img/logo.png", sink));
    Tree::Summary summary = tree.finish(sink);
    EXPECT_EQ(summary.written, round == 0 ? 1u : 0u);
    EXPECT_EQ(summary.bytes, 3u);
    EXPECT_EQ(tree_of(fs), (Files{{"img/logo.png", "PNG"}}));
  }
}

TEST(tree, a_source_that_vanished_is_reported_by_its_name_and_its_output_removed) {
  base::MemoryFileSystem fs;
  build(fs, {{"logo.png", "PNG"}});
  diagnostics::Sink sink;
  Tree tree(fs, k_options);
  ASSERT_TRUE(tree.begin({"logo.png"}, sink));
  EXPECT_FALSE(tree.copy("/site/static/logo.png", "logo.png", sink));
  tree.finish(sink);
  ASSERT_EQ(sink.reports().size(), 1u);
  EXPECT_EQ(sink.reports()[0].diagnostic.code, "cannot-read");
  EXPECT_EQ(sink.reports()[0].diagnostic.location.file, "/site/static/logo.png");
  EXPECT_TRUE(tree_of(fs).empty());
}

TEST(clean, removes_what_was_built_and_keeps_what_is_foreign) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  fs.add("/site/public/blog/mine", "mine");
  diagnostics::Sink sink;
  Tree::Summary summary = clean(fs, k_options, false, sink);
  EXPECT_EQ(summary.removed, 4u);
  EXPECT_EQ(summary.foreign, std::vector<std::string>{"blog/mine"});
  EXPECT_EQ(tree_of(fs), (Files{{"blog/mine", "mine"}}));
  EXPECT_FALSE(fs.exists("/site/public/blog/a"));
  EXPECT_FALSE(fs.exists(k_options.manifest));
}

TEST(clean, everything_is_everything_but_nothing_outside) {
  base::MemoryFileSystem fs;
  build(fs, k_first);
  fs.add("/site/public/blog/mine", "mine");
  fs.add("/site/content/a.md", "a");
  diagnostics::Sink sink;
  EXPECT_EQ(clean(fs, k_options, true, sink).removed, 5u);
  EXPECT_FALSE(fs.exists("/site/public"));
  EXPECT_TRUE(fs.exists("/site/content/a.md"));
}

TEST(clean, of_a_site_never_built_does_nothing) {
  base::MemoryFileSystem fs;
  diagnostics::Sink sink;
  EXPECT_EQ(clean(fs, k_options, false, sink).removed, 0u);
  EXPECT_EQ(sink.errors(), 0u);
}

}  // namespace output
