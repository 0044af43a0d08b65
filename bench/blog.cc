// SPDX-License-Identifier: MIT
#include "blog.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "join.h"
#include "prose.h"
#include "words.h"

namespace bench {

namespace {

constexpr std::uint64_t k_minutes_of_a_day = 24 * 60;
constexpr std::uint64_t k_minutes_of_the_blog = 12 * 365 * k_minutes_of_a_day;
constexpr std::uint64_t k_pages_per_section = 200;
constexpr std::uint64_t k_name_stream = 1;
constexpr std::uint64_t k_text_stream = 2;

/// A prime larger than any sensible number of posts: multiplying by it permutes the posts' numbers.
constexpr std::uint64_t k_stride = 1'000'003;

struct CivilDate {
  std::uint64_t year;
  std::uint64_t month;
  std::uint64_t day;
};

/// The date that lies some days after 2012-01-01.
CivilDate date_after(std::uint64_t days) {
  static constexpr std::array<std::uint64_t, 12> month_lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  CivilDate date{2012, 1, 1};
  const auto days_of_month = [&] {
    const bool leap_day = date.month == 2 && date.year % 4 == 0;
    return month_lengths[date.month - 1] + (leap_day ? 1 : 0);
  };
  while (days >= days_of_month()) {
    days -= days_of_month();
    date = date.month == 12 ? CivilDate{date.year + 1, 1, 1} : CivilDate{date.year, date.month + 1, 1};
  }
  date.day += days;
  return date;
}

std::string date_text(std::uint64_t minutes) {
  const CivilDate date = date_after(minutes / k_minutes_of_a_day);
  const std::uint64_t minute = minutes % k_minutes_of_a_day;
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "%04u-%02u-%02uT%02u:%02u:00Z", static_cast<unsigned>(date.year),
                static_cast<unsigned>(date.month), static_cast<unsigned>(date.day), static_cast<unsigned>(minute / 60),
                static_cast<unsigned>(minute % 60));
  return text.data();
}

/// Lower case, and everything but ASCII letters and digits as single hyphens.
std::string file_stem(std::string_view title) {
  std::string stem;
  for (char letter : title) {
    const char lower = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    const bool kept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (kept) stem.push_back(lower);
    if (!kept && !stem.empty() && stem.back() != '-') stem.push_back('-');
  }
  return stem;
}

std::vector<std::string> draw_tags(Random& random, const SkewedRanks& ranks, const std::vector<std::string>& tags) {
  std::vector<std::string> drawn;
  for (std::uint64_t draws = random.between(1, 5); draws > 0; --draws) {
    const std::string& tag = tags[ranks.draw(random)];
    if (std::find(drawn.begin(), drawn.end(), tag) == drawn.end()) drawn.push_back(tag);
  }
  return drawn;
}

std::string front_matter(const Post& post, std::string_view description) {
  std::string text = join({"---\ntitle: \"", post.title, "\"\ndate: ", post.date, "\ntags: ["});
  for (const std::string& tag : post.tags) text.append(&tag == &post.tags.front() ? "" : ", ").append(tag);
  return text.append("]\ndescription: \"").append(description).append("\"\n---\n\n");
}

enum class Block { bullet_list, numbered_list, quote, table, code, subheading };

std::string write_block(Block block, Prose& prose) {
  switch (block) {
    case Block::bullet_list:
      return prose.bullet_list();
    case Block::numbered_list:
      return prose.numbered_list();
    case Block::quote:
      return prose.quote();
    case Block::table:
      return prose.table();
    case Block::code:
      return prose.code_block();
    case Block::subheading:
      return join({"### ", prose.phrase(4), "\n\n", prose.paragraph()});
  }
  return {};
}

/// A lead, then one chapter for each kind of block in a random order, then paragraphs until the length is reached.
std::string body(Prose& prose, Random& random) {
  std::array blocks = {Block::bullet_list, Block::numbered_list, Block::quote,
                       Block::table,       Block::code,          Block::subheading};
  random.shuffle<Block>(blocks);
  const std::uint64_t length = random.between(3600, 4600);
  std::string text = prose.paragraph();
  for (Block block : blocks) {
    text.append("\n## ").append(prose.phrase(random.between(3, 6))).append("\n\n");
    text.append(prose.paragraph()).append("\n").append(write_block(block, prose));
  }
  while (text.size() < length) text.append("\n").append(prose.paragraph());
  return text;
}

}  // namespace

Blog::Blog(std::uint64_t post_count, std::uint64_t seed)
    : post_count_(post_count),
      seed_(seed),
      section_count_(std::clamp<std::uint64_t>(post_count / k_pages_per_section, 20, section_names().size())),
      tags_(make_tags()),
      tag_ranks_(tags_.size(), 3) {}

Post Blog::post(std::uint64_t number) const {
  Random random = Random::for_item(seed_ + k_name_stream, number);
  Prose prose(Random(random.next()), nullptr);
  Post post;
  post.number = number;
  post.section = section_names()[random.below(section_count_)];
  post.title = prose.phrase(random.between(3, 6)) + " " + std::to_string(number);
  post.name = file_stem(post.title);
  const std::uint64_t place = number * k_stride % post_count_;
  post.date = date_text(place * k_minutes_of_the_blog / post_count_);
  post.tags = draw_tags(random, tag_ranks_, tags_);
  return post;
}

std::string Blog::post_file(const Post& post) const {
  Random random = Random::for_item(seed_ + k_text_stream, post.number);
  const auto link_target = [this](Random& choice) {
    const Post target = this->post(choice.below(post_count_));
    return join({"/", target.section, "/", target.name, "/"});
  };
  Prose prose(Random(random.next()), link_target);
  const std::string description = prose.phrase(random.between(12, 18)) + ".";
  return front_matter(post, description) + body(prose, random);
}

std::string Blog::section_file(std::size_t section) const {
  Random random = Random::for_item(seed_, section);
  Prose prose(random, [](Random&) { return std::string("/tags/"); });
  std::string title(section_names()[section]);
  title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return join({"---\ntitle: ", title, "\ndescription: \"", prose.phrase(12), ".\"\ncontent_type: blog\n",
               "template: index.html\ncascade:\n  template: page.html\n---\n\n", prose.paragraph()});
}

std::string Blog::home_file() const {
  Prose prose(Random(seed_), [](Random&) { return std::string("/tags/"); });
  return join(
      {"---\ntitle: Home\ndescription: \"", prose.phrase(12), ".\"\ntemplate: home.html\n---\n\n", prose.paragraph()});
}

}  // namespace bench
