// SPDX-License-Identifier: MIT
#include "base/file_system.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <thread>
#include <utility>

#include "base/parallel.h"

namespace base {
namespace {

/// An empty folder on the disk, removed at the end.
class OnDisk : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/bengal-test-XXXXXX";
    ASSERT_NE(mkdtemp(name), nullptr);
    root_ = name;
  }
  void TearDown() override { ASSERT_TRUE(fs_.remove_tree(root_)); }

  DiskFileSystem fs_;
  std::string root_;
};

TEST_F(OnDisk, what_is_written_is_read_back) {
  ASSERT_TRUE(fs_.create_directories(root_ + "/a/b"));
  ASSERT_TRUE(fs_.write_atomically(root_ + "/a/b/c", "text"));
  EXPECT_EQ(fs_.read(root_ + "/a/b/c").value(), "text");
  EXPECT_EQ(fs_.stat(root_ + "/a/b/c")->size, 4u);
  EXPECT_EQ(fs_.list(root_ + "/a/b")->size(), 1u);
}

TEST_F(OnDisk, refusals_say_why) {
  EXPECT_EQ(fs_.read(root_ + "/none").error().code, ErrorCode::not_found);
  EXPECT_EQ(fs_.read(root_).error().code, ErrorCode::is_a_directory);
  ASSERT_TRUE(fs_.write(root_ + "/f", "12345"));
  EXPECT_EQ(fs_.read(root_ + "/f", 4).error().code, ErrorCode::too_large);
  EXPECT_TRUE(fs_.read(root_ + "/f", 5));
  EXPECT_FALSE(fs_.create_directories(root_ + "/f/x"));
  EXPECT_FALSE(fs_.remove_directory(root_));
}

TEST_F(OnDisk, a_fifo_is_refused_instead_of_waited_for) {
  ASSERT_EQ(std::system(("mkfifo " + root_ + "/pipe").c_str()), 0);
  EXPECT_EQ(fs_.read(root_ + "/pipe").error().code, ErrorCode::invalid);
}

TEST_F(OnDisk, a_link_loop_is_an_error) {
  ASSERT_EQ(symlink("loop", (root_ + "/loop").c_str()), 0);
  EXPECT_EQ(fs_.read(root_ + "/loop").error().code, ErrorCode::loop);
  EXPECT_EQ(fs_.list(root_)->front().type, FileType::symlink);
}

TEST_F(OnDisk, a_list_with_stats_says_of_files_what_stat_does) {
  ASSERT_TRUE(fs_.write(root_ + "/b", "12345"));
  ASSERT_TRUE(fs_.create_directories(root_ + "/a"));
  auto entries = fs_.list_with_stats(root_);
  ASSERT_EQ(entries->size(), 2u);
  EXPECT_EQ(entries->front().type, FileType::directory);
  FileStat expected = *fs_.stat(root_ + "/b"), listed = entries->back().stat;
  EXPECT_EQ(listed.type, FileType::regular);
  EXPECT_EQ(listed.size, 5u);
  EXPECT_EQ(std::pair(listed.inode, listed.modified_ns), std::pair(expected.inode, expected.modified_ns));
  EXPECT_EQ(std::pair(listed.device, listed.changed_ns), std::pair(expected.device, expected.changed_ns));
}

TEST_F(OnDisk, removing_a_tree_does_not_follow_links) {
  ASSERT_TRUE(fs_.create_directories(root_ + "/kept"));
  ASSERT_TRUE(fs_.write(root_ + "/kept/file", "x"));
  ASSERT_TRUE(fs_.create_directories(root_ + "/gone"));
  ASSERT_EQ(symlink((root_ + "/kept").c_str(), (root_ + "/gone/link").c_str()), 0);
  ASSERT_TRUE(fs_.remove_tree(root_ + "/gone"));
  EXPECT_TRUE(fs_.exists(root_ + "/kept/file"));
  EXPECT_FALSE(fs_.exists(root_ + "/gone"));
}

TEST(InMemory, behaves_as_the_disk_does) {
  MemoryFileSystem fs;
  fs.add("/a/b.txt", "text");
  EXPECT_EQ(fs.read("/a/b.txt").value(), "text");
  EXPECT_EQ(fs.read("/a").error().code, ErrorCode::is_a_directory);
  EXPECT_EQ(fs.write("/none/x", "").error().code, ErrorCode::not_found);
  ASSERT_TRUE(fs.rename("/a", "/z"));
  EXPECT_EQ(fs.read("/z/b.txt").value(), "text");
  EXPECT_FALSE(fs.exists("/a"));
}

TEST(InMemory, refuses_writes_on_demand) {
  MemoryFileSystem fs;
  fs.refuse_writes_after(1, ErrorCode::no_space);
  EXPECT_TRUE(fs.write("/a", "x"));
  EXPECT_EQ(fs.write("/b", "x").error().code, ErrorCode::no_space);
}

TEST(Parallel, every_index_is_visited_once) {
  for (unsigned jobs : {1u, 3u, 8u}) {
    std::vector<std::atomic<int>> visits(1001);
    parallel_for(visits.size(), jobs, 7, [&](std::size_t i, unsigned worker) {
      EXPECT_LT(worker, jobs);
      ++visits[i];
    });
    for (const auto& count : visits) EXPECT_EQ(count, 1);
  }
}

TEST(ParallelWork, goes_on_beside_its_maker_and_can_begin_again) {
  ParallelWork work;
  for (unsigned jobs : {1u, 3u}) {
    std::vector<std::atomic<int>> visits(1001);
    work.begin(visits.size(), jobs, 7, [&](std::size_t i, unsigned) { ++visits[i]; });
    if (jobs == 3) {
      while (visits[20] == 0) std::this_thread::yield();  // nobody has called `finish`
    }
    work.finish();
    for (const auto& count : visits) EXPECT_EQ(count, 1);
  }
}

TEST(ParallelWork, what_is_not_finished_is_left_out) {
  std::atomic<int> visits = 0;
  {
    ParallelWork work;
    work.begin(1000, 1, 1, [&](std::size_t, unsigned) { ++visits; });
  }
  EXPECT_EQ(visits, 0);
}

}  // namespace
}  // namespace base
