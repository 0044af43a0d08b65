// SPDX-License-Identifier: MIT
#include "content/source.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace content {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> paths(const std::vector<SourceFile>& files) {
  std::vector<std::string> paths;
  for (const SourceFile& file : files) paths.emplace_back(file.path());
  return paths;
}

std::vector<std::string> codes(const diagnostics::Sink& sink) {
  std::vector<std::string> codes;
  for (const diagnostics::Report& report : sink.reports()) codes.push_back(report.diagnostic.code);
  return codes;
}

using Paths = std::vector<std::string>;

TEST(Discover, finds_pages_and_resources_by_path) {
  base::MemoryFileSystem files;
  for (const char* path : {"/s/content/b.md", "/s/content/a/x.markdown", "/s/content/a/cat.jpg", "/s/content/n.txt",
                           "/s/content/a/_index.md", "/s/content/r.RST"}) {
    files.add(path, "x");
  }
  diagnostics::Sink sink;
  Sources found = discover(files, "/s/content", "/s", 4, sink);
  EXPECT_EQ(paths(found.pages), (Paths{"a/_index.md", "a/x.markdown", "b.md", "n.txt", "r.RST"}));
  EXPECT_EQ(paths(found.resources), (Paths{"a/cat.jpg"}));
  EXPECT_EQ(found.pages[0].file, "/s/content/a/_index.md");
  EXPECT_EQ(found.pages[0].stat.size, 1u);
  EXPECT_TRUE(codes(sink).empty());
}

TEST(Discover, skips_names_with_dots_and_underscores_in_front) {
  base::MemoryFileSystem files;
  for (const char* path : {"/s/content/.git/a.md", "/s/content/_common/a.md", "/s/content/_draft.md",
                           "/s/content/.hidden.md", "/s/content/_index.txt", "/s/content/_index.jpg"}) {
    files.add(path, "x");
  }
  diagnostics::Sink sink;
  Sources found = discover(files, "/s/content", "/s", 1, sink);
  EXPECT_EQ(paths(found.pages), (Paths{"_index.txt"}));
  EXPECT_TRUE(found.resources.empty());
}

TEST(Discover, names_that_cannot_be_written_are_left_out_with_a_warning) {
  base::MemoryFileSystem files;
  files.add("/s/content/\xFF.md", "x");
  files.add("/s/content/a\nb.md", "x");
  files.add("/s/content/ok.md", "x");
  diagnostics::Sink sink;
  EXPECT_EQ(paths(discover(files, "/s/content", "/s", 1, sink).pages), (Paths{"ok.md"}));
  EXPECT_EQ(sink.warnings(), 2u);
}

TEST(Discover, a_missing_content_folder_is_an_error) {
  base::MemoryFileSystem files;
  diagnostics::Sink sink;
  Sources found = discover(files, "/s/content", "/s", 1, sink);
  EXPECT_TRUE(found.pages.empty());
  EXPECT_EQ(codes(sink), (Paths{"content-folder"}));
  EXPECT_EQ(sink.exit_code(false), 6);
}

/// A site on the disk, removed at the end.
class OnDisk : public testing::Test {
 protected:
  OnDisk() {
    std::string pattern = (fs::temp_directory_path() / "bengal-source-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
    fs::create_directories(root_ / "site/content/a");
    write("site/content/a/x.md");
  }
  ~OnDisk() override {
    std::error_code ignored;
    fs::permissions(root_ / "site/content/a", fs::perms::owner_all, ignored);
    fs::remove_all(root_, ignored);
  }
  void write(const char* path) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << "x";
  }
  Sources find() { return discover(disk_, (root_ / "site/content").string(), (root_ / "site").string(), 2, sink_); }

  fs::path root_;
  base::DiskFileSystem disk_;
  diagnostics::Sink sink_;
};

TEST_F(OnDisk, links_inside_the_site_are_followed) {
  write("site/shared/y.md");
  fs::create_symlink("../shared", root_ / "site/content/linked");
  fs::create_symlink("a/x.md", root_ / "site/content/also.md");
  EXPECT_EQ(paths(find().pages), (Paths{"a/x.md", "also.md", "linked/y.md"}));
  EXPECT_TRUE(codes(sink_).empty());
}

TEST_F(OnDisk, links_out_of_the_site_are_left_out_with_a_warning) {
  write("secret/y.md");
  fs::create_symlink("../../secret", root_ / "site/content/linked");
  fs::create_symlink("../../secret/y.md", root_ / "site/content/y.md");
  EXPECT_EQ(paths(find().pages), (Paths{"a/x.md"}));
  EXPECT_EQ(codes(sink_), (Paths{"escaping-link", "escaping-link"}));
}

TEST_F(OnDisk, a_content_folder_outside_the_site_is_walked) {
  write("elsewhere/y.md");
  fs::remove_all(root_ / "site/content");
  fs::create_symlink("../elsewhere", root_ / "site/content");
  EXPECT_EQ(paths(find().pages), (Paths{"y.md"}));
}

TEST_F(OnDisk, links_that_lead_nowhere_are_left_out_with_a_warning) {
  fs::create_symlink("nothing.md", root_ / "site/content/y.md");
  EXPECT_EQ(paths(find().pages), (Paths{"a/x.md"}));
  EXPECT_EQ(codes(sink_), (Paths{"dangling-link"}));
}

TEST_F(OnDisk, links_back_to_a_folder_above_end_the_walk) {
  fs::create_symlink("..", root_ / "site/content/a/up");
  fs::create_symlink(".", root_ / "site/content/a/self");
  EXPECT_EQ(paths(find().pages), (Paths{"a/x.md"}));
  EXPECT_EQ(codes(sink_), (Paths{"link-loop", "link-loop"}));
}

TEST_F(OnDisk, folders_that_lead_to_each_other_end_the_walk) {
  fs::create_directories(root_ / "site/content/b");
  fs::create_symlink("../b", root_ / "site/content/a/to_b");
  fs::create_symlink("../a", root_ / "site/content/b/to_a");
  EXPECT_EQ(paths(find().pages), (Paths{"a/x.md", "b/to_a/x.md"}));
  EXPECT_EQ(codes(sink_), (Paths{"link-loop", "link-loop"}));
}

TEST_F(OnDisk, links_that_multiply_are_bounded) {
  for (int level = 0; level < 24; ++level) {
    fs::path folder = root_ / "site" / ("level" + std::to_string(level));
    fs::create_directories(folder);
    if (level == 23) continue;
    fs::create_symlink("../level" + std::to_string(level + 1), folder / "p");
    fs::create_symlink("../level" + std::to_string(level + 1), folder / "q");
  }
  fs::create_symlink("../level0", root_ / "site/content/l");
  EXPECT_EQ(paths(find().pages), (Paths{"a/x.md"}));
  ASSERT_FALSE(codes(sink_).empty());
  EXPECT_EQ(codes(sink_)[0], "too-many-links");
}

TEST_F(OnDisk, an_unreadable_folder_is_an_error_and_the_rest_is_found) {
  write("site/content/ok.md");
  fs::permissions(root_, fs::perms::all);
  fs::permissions(root_ / "site/content/a", fs::perms::none);
  // Nothing is unreadable for root, who looks as somebody else.
  constexpr uid_t k_nobody = 65534;
  bool is_root = ::geteuid() == 0;
  if (is_root) {
    ASSERT_EQ(::seteuid(k_nobody), 0);
  }
  Sources found = find();
  if (is_root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  EXPECT_EQ(paths(found.pages), (Paths{"ok.md"}));
  EXPECT_EQ(codes(sink_), (Paths{"unreadable-folder"}));
}

TEST(Names, of_pages_and_of_index_pages) {
  EXPECT_TRUE(is_page_name("a.md"));
  EXPECT_TRUE(is_page_name("a.MARKDOWN"));
  EXPECT_FALSE(is_page_name("a.html"));
  EXPECT_FALSE(is_page_name("md"));
  EXPECT_TRUE(is_index_name("_index.md"));
  EXPECT_TRUE(is_index_name("index.txt"));
  EXPECT_FALSE(is_index_name("index.html"));
  EXPECT_FALSE(is_index_name("my_index.md"));
}

}  // namespace
}  // namespace content
