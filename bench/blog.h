// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "random.h"

namespace bench {

/// What is known of a post without its text: enough to link to it from another post.
struct Post {
  std::uint64_t number = 0;
  std::string_view section;       // name of its folder
  std::string name;               // stem of its file
  std::string title;              // unique in the site
  std::string date;               // ISO 8601 in UTC, unique in the site
  std::vector<std::string> tags;  // one to five, without repetition
};

/// A blog that exists only as a rule: every post is a function of the seed, the number of posts and the post's own
/// number. Posts therefore can be written in any order, and link to posts that have not been written yet.
class Blog {
 public:
  /// REQUIRES: post_count > 0
  Blog(std::uint64_t post_count, std::uint64_t seed);

  std::uint64_t post_count() const { return post_count_; }

  /// One section for two hundred posts, but at least twenty and at most fifty.
  std::size_t section_count() const { return section_count_; }

  /// REQUIRES: number < post_count()
  Post post(std::uint64_t number) const;

  /// The whole content file of a post: front matter and about 4.5 kB of Markdown.
  std::string post_file(const Post& post) const;

  /// The content files of a section's own page and of the home page.
  std::string section_file(std::size_t section) const;
  std::string home_file() const;

 private:
  std::uint64_t post_count_;
  std::uint64_t seed_;
  std::size_t section_count_;
  std::vector<std::string> tags_;
  SkewedRanks tag_ranks_;
};

}  // namespace bench
