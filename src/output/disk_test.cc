// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <map>

#include "base/parallel.h"
#include "output/output.h"

namespace output {

namespace {

/// A folder on the real disk, removed at the end of each test.
class OnDisk : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "/bengal-output-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    site_ = pattern;
    options_ = {.root = site_ + "/public", .manifest = site_ + "/.bengal/outputs", .jobs = 2};
  }
  void TearDown() override { (void)fs_.remove_tree(site_); }

  Tree::Summary build(const std::map<std::string, std::string>& files) {
    diagnostics::Sink sink;
    Tree tree(fs_, options_);
    std::vector<std::string_view> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    if (tree.begin(paths, sink)) {
      base::parallel_for(paths.size(), 4, 1, [&](std::size_t index, unsigned) {
        tree.write(paths[index], files.at(std::string(paths[index])), sink);
      });
    }
    Tree::Summary summary = tree.finish(sink);
    errors_ = sink.errors();
    return summary;
  }
  std::string read(const std::string& path) { return fs_.read(site_ + "/" + path).value_or("(none)"); }
  base::FileStat stat(const std::string& path) { return fs_.stat(site_ + "/" + path).value_or(base::FileStat{}); }

  base::DiskFileSystem fs_;
  std::string site_;
  Tree::Options options_;
  std::size_t errors_ = 0;
};

}  // namespace

TEST_F(OnDisk, unchanged_outputs_keep_their_file_and_its_times) {
  build({{"a/index.html", "a"}, {"b/index.html", "b"}});
  base::FileStat a = stat("public/a/index.html"), b = stat("public/b/index.html"), manifest = stat(".bengal/outputs");
  Tree::Summary summary = build({{"a/index.html", "a"}, {"b/index.html", "B"}});
  EXPECT_EQ(summary.unchanged, 1u);
  EXPECT_EQ(summary.written, 1u);
  EXPECT_EQ(stat("public/a/index.html").modified_ns, a.modified_ns);
  EXPECT_EQ(stat("public/a/index.html").inode, a.inode);
  EXPECT_NE(stat("public/b/index.html").inode, b.inode);
  EXPECT_EQ(stat(".bengal/outputs").inode, manifest.inode);
}

TEST_F(OnDisk, outputs_from_four_threads_come_out_whole) {
  std::map<std::string, std::string> files;
  for (int i = 0; i < 300; ++i) {
    files["s" + std::to_string(i % 7) + "/p" + std::to_string(i) + "/index.html"] = std::string(1000, 'a' + i % 26);
  }
  for (int round = 0; round < 2; ++round) {
    for (auto& [path, bytes] : files) bytes += std::to_string(round);
    EXPECT_EQ(build(files).written, 300u);
    EXPECT_EQ(errors_, 0u);
    for (const auto& [path, bytes] : files) ASSERT_EQ(read("public/" + path), bytes);
  }
  EXPECT_EQ(take_snapshot(fs_, options_.root, 1)->files.size(), 300u);
}

TEST_F(OnDisk, no_link_is_followed_out_of_the_output_folder) {
  build({{"index.html", "home"}});
  ASSERT_TRUE(fs_.create_directories(site_ + "/outside"));
  ASSERT_TRUE(fs_.write(site_ + "/outside/page.html", "outside"));
  ASSERT_EQ(::symlink((site_ + "/outside").c_str(), (options_.root + "/linked").c_str()), 0);
  ASSERT_EQ(::symlink((site_ + "/outside/page.html").c_str(), (options_.root + "/page.html").c_str()), 0);
  Tree::Summary summary = build({{"linked/page.html", "inside"}, {"page.html", "inside"}});
  EXPECT_EQ(errors_, 1u);
  EXPECT_EQ(summary.foreign, std::vector<std::string>{"linked"});
  EXPECT_EQ(read("outside/page.html"), "outside");
  EXPECT_EQ(read("public/page.html"), "inside");
}

TEST_F(OnDisk, the_output_folder_may_be_a_link_to_an_empty_folder) {
  ASSERT_TRUE(fs_.create_directories(site_ + "/elsewhere"));
  ASSERT_EQ(::symlink((site_ + "/elsewhere").c_str(), options_.root.c_str()), 0);
  build({{"a/b/index.html", "a"}, {"index.html", "home"}});
  EXPECT_EQ(errors_, 0u);
  EXPECT_EQ(read("elsewhere/a/b/index.html"), "a");
  EXPECT_EQ(read("elsewhere/index.html"), "home");
  EXPECT_FALSE(fs_.exists(site_ + "/public.bengal-new"));
  EXPECT_EQ(build({{"index.html", "home"}}).removed, 1u);
  EXPECT_FALSE(fs_.exists(site_ + "/elsewhere/a"));
}

TEST_F(OnDisk, an_empty_output_folder_is_replaced_by_the_staged_one) {
  ASSERT_TRUE(fs_.create_directories(options_.root));
  build({{"index.html", "home"}});
  EXPECT_EQ(read("public/index.html"), "home");
  EXPECT_EQ(errors_, 0u);
}

TEST_F(OnDisk, a_file_put_there_while_the_first_build_ran_is_kept) {
  diagnostics::Sink sink;
  Tree tree(fs_, options_);
  ASSERT_TRUE(tree.begin({"a/index.html"}, sink));
  ASSERT_TRUE(tree.write("a/index.html", "a", sink));
  ASSERT_TRUE(fs_.create_directories(options_.root));
  ASSERT_TRUE(fs_.write(options_.root + "/mine", "mine"));
  tree.finish(sink);
  EXPECT_EQ(sink.errors(), 0u);
  EXPECT_EQ(read("public/mine"), "mine");
  EXPECT_EQ(read("public/a/index.html"), "a");
  EXPECT_FALSE(fs_.exists(site_ + "/public.bengal-new"));
}

TEST_F(OnDisk, the_longest_name_a_disk_takes_can_be_written_again) {
  std::string name(255, 'n');
  build({{name, "one"}});
  build({{name, "two"}});
  EXPECT_EQ(errors_, 0u);
  EXPECT_EQ(read("public/" + name), "two");
}

TEST_F(OnDisk, a_name_too_long_for_the_disk_is_one_error_and_the_rest_is_made) {
  for (int round = 0; round < 2; ++round) {
    build({{std::string(300, 'n'), "long"}, {"index.html", "home"}});
    EXPECT_EQ(errors_, 1u);
    EXPECT_EQ(read("public/index.html"), "home");
  }
}

TEST_F(OnDisk, a_large_file_is_copied_and_then_recognized) {
  std::string bytes;
  for (int i = 0; i < 200000; ++i) bytes += std::to_string(i);
  ASSERT_TRUE(fs_.write(site_ + "/big.bin", bytes));
  for (std::size_t expected_written : {1u, 0u, 1u}) {
    if (expected_written == 1) {
      bytes.back() = bytes.back() == 'x' ? 'y' : 'x';
      ASSERT_TRUE(fs_.write(site_ + "/big.bin", bytes));
    }
    diagnostics::Sink sink;
    Tree tree(fs_, options_);
    ASSERT_TRUE(tree.begin({"files/big.bin"}, sink));
    EXPECT_TRUE(tree.copy(site_ + "/big.bin", "files/big.bin", sink));
    EXPECT_EQ(tree.finish(sink).written, expected_written);
    EXPECT_EQ(read("public/files/big.bin"), bytes);
  }
}

TEST_F(OnDisk, a_fifo_where_an_output_must_be_does_not_hang_the_build) {
  build({{"index.html", "home"}});
  ASSERT_EQ(::mkfifo((options_.root + "/page.html").c_str(), 0666), 0);
  build({{"index.html", "home"}, {"page.html", "page"}});
  EXPECT_EQ(read("public/page.html"), "page");
}

TEST_F(OnDisk, a_folder_nobody_may_write_to_is_one_error) {
  constexpr uid_t k_nobody = 65534;  // Root may write everywhere, so it becomes someone else.
  build({{"a/1", "1"}, {"a/2", "2"}});
  bool is_root = ::geteuid() == 0;
  ASSERT_EQ(::chmod(site_.c_str(), 0755), 0);
  ASSERT_EQ(::chmod((options_.root + "/a").c_str(), 0555), 0);
  if (is_root) {
    ASSERT_EQ(::seteuid(k_nobody), 0);
  }
  build({{"a/1", "one"}, {"a/2", "two"}});
  if (is_root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  ASSERT_EQ(::chmod((options_.root + "/a").c_str(), 0755), 0);
  EXPECT_EQ(errors_, 1u);
  EXPECT_EQ(read("public/a/1"), "1");
  EXPECT_EQ(read("public/a/2"), "2");
}

}  // namespace output
