// SPDX-License-Identifier: MIT
#include "site/related.h"

#include <algorithm>

#include "base/hash.h"
#include "site/link.h"
#include "site/link_test_site.h"

namespace site {
namespace {

TEST(Related, is_by_shared_tags_then_date_then_path) {
  TestSite site(Files{{"p.md", with("tags: [a, b, c]")},
                      {"x.md", with("tags: [a, b]")},
                      {"y.md", with("tags: [c]\ndate: 2020-01-01")},
                      {"z.md", with("tags: [c]\ndate: 2021-01-01")},
                      {"v.md", with("tags: [a]")},
                      {"u.md", with("tags: [b]")},
                      {"n.md", with("tags: [d]")},
                      {"m.md", with("categories: [a]")}});
  Model& model = site.link();
  PageId page = site.page("p.md").id;
  EXPECT_EQ(site.names(related_pages(model, page, 10)), (Texts{"x.md", "z.md", "y.md", "u.md", "v.md"}));
  EXPECT_EQ(site.names(related_pages(model, page, 2)), (Texts{"x.md", "z.md"}));
  EXPECT_TRUE(related_pages(model, page, 0).empty());
  EXPECT_TRUE(related_pages(model, site.page("m.md").id, 5).empty());
}

/// The definition, by looking at every page.
std::vector<PageId> by_definition(const Model& model, PageId page, std::size_t count) {
  auto shared = [&](PageId other) {
    std::size_t tags = 0;
    for (TermId term : model.pages[page].terms) {
      tags +=
          static_cast<std::size_t>(std::count(model.pages[other].terms.begin(), model.pages[other].terms.end(), term));
    }
    return tags;
  };
  std::vector<PageId> others;
  for (PageId other = 0; other < model.written_pages; ++other) {
    if (other != page && shared(other) > 0) others.push_back(other);
  }
  std::sort(others.begin(), others.end(),
            [&](PageId a, PageId b) { return shared(a) != shared(b) ? shared(a) > shared(b) : is_newer(model, a, b); });
  others.resize(std::min(others.size(), count));
  return others;
}

TEST(Related, is_what_its_definition_says_on_random_sites) {
  base::SeededNumbers numbers(7);
  Files files;
  for (int i = 0; i < 300; ++i) {
    std::string tags;
    for (std::uint64_t n = numbers.next() % 6; n > 0; --n) {
      std::uint64_t skewed = (numbers.next() % 20) * (numbers.next() % 20) / 20;
      tags += "t" + std::to_string(skewed) + ", ";
    }
    std::string date = "20" + std::to_string(10 + numbers.next() % 5) + "-01-01";
    files["p" + std::to_string(i) + ".md"] = with("tags: [" + tags + "]\ndate: " + date);
  }
  TestSite site(files);
  Model& model = site.link();
  for (PageId page = 0; page < model.written_pages; ++page) {
    for (std::size_t count : {1, 5, 50}) {
      ASSERT_EQ(related_pages(model, page, count), by_definition(model, page, count)) << model.pages[page].path;
    }
  }
}

}  // namespace
}  // namespace site
