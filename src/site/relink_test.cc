// SPDX-License-Identifier: MIT
#include "site/relink.h"

#include <algorithm>
#include <random>

#include "base/strings.h"
#include "site/link_test_site.h"
#include "site/linked_site.h"

namespace site {

namespace {

/// Everything in a linked site that anybody can ask for, by names: two sites with equal descriptions are one.
std::string describe(const Model& model) {
  std::vector<std::string> lines;
  std::string text;
  auto add = [&](std::initializer_list<std::string_view> parts) {
    for (std::string_view part : parts) text.append(part).append(" ");
  };
  auto end_line = [&] { lines.push_back(std::exchange(text, "")); };
  auto key = [&](PageId id) { return id == k_none ? std::string("-") : model.pages[id].key; };
  auto add_pages = [&](const std::vector<PageId>& ids) {
    for (PageId id : ids) add({key(id)});
    end_line();
  };
  for (std::size_t id = 0; id < model.pages.size(); ++id) {
    const Page& page = model.pages[id];
    add({page.key, page.title, page.type, page.slug, page.url, page.output_path, page.lang, page.translation_key});
    add({key(page.next), key(page.previous), key(page.next_in_section), key(page.previous_in_section)});
    add({std::to_string(page.list_pages), std::to_string(page.per_page), model.sections[page.section].path});
    for (TermId term : page.terms) add({model.terms[term].slug});
    if (page.metadata.is_map()) {
      for (const value::Map::Entry& entry : page.metadata.as_map().entries())
        add({entry.key.string_or("?"), entry.value.string_or("")});
    }
    end_line();
  }
  // Generated pages come in another order.
  std::sort(lines.begin(), lines.end());
  for (std::size_t id = 0; id < model.sections.size(); ++id) {
    const Section& section = model.sections[id];
    add({section.path, section.title, section.content_type, ":"});
    for (SectionId each : section.subsections) add({model.sections[each].path});
    add_pages(section.pages);
  }
  for (std::size_t id = 0; id < model.taxonomies.size(); ++id) {
    for (TermId term_id : model.taxonomies[id].terms) {
      const Term& term = model.terms[term_id];
      add({model.taxonomies[id].name, term.slug, term.name, key(term.page), ":"});
      for (const auto& [name, uses] : term.spellings) add({name, std::to_string(uses)});
      add_pages(term.pages);
    }
  }
  for (std::size_t id = 0; id < model.menu_items.size(); ++id) {
    const MenuItem& item = model.menu_items[id];
    add({item.menu, item.name, item.url, key(item.page)});
    end_line();
  }
  return base::join(lines, "\n");
}

/// A linked site as records, and its files.
class Remembered {
 public:
  explicit Remembered(TestSite& site) : site_(site) {
    site.link();
    write_linked_site(*site.model,
                      [&](const std::string& key, std::string value) { records_[key] = std::move(value); });
  }

  /// The site opened from its records, with the documents of the files as they are now.
  std::unique_ptr<Model> open() {
    LinkedRecords from;
    from.get = [this](std::string_view key) -> std::optional<std::string_view> {
      auto found = records_.find(std::string(key));
      return found == records_.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    };
    from.document = [this](const std::string& path) { return content::read_document(path, site_.files.at(path), {}); };
    from.damaged = [] { FAIL() << "a record is missing"; };
    return open_linked_site(site_.config, std::move(from));
  }

  /// Writes `path` and links by difference; says whether that was possible. Then the records are those of the new site.
  bool edit(const std::string& path, const std::string& text) {
    site_.files[path] = text;
    std::unique_ptr<Model> model = open();
    difference = {};
    if (!relink(*model, {path}, {site_.now, 0}, difference)) return false;
    write_difference(*model, difference,
                     [&](const std::string& key, std::string value) { records_[key] = std::move(value); });
    return true;
  }

  std::string as_remembered() { return describe(*open()); }
  std::string as_linked_anew() {
    TestSite fresh(site_.files);
    fresh.config = site_.config;
    return describe(fresh.link());
  }

  Difference difference;

 private:
  TestSite& site_;
  std::map<std::string, std::string> records_;
};

Files blog() {
  return {{"_index.md", with("title: Home\ncascade: {mood: calm}")},
          {"blog/_index.md", with("title: Blog\ncascade: {author: Ada}")},
          {"blog/a.md", with("title: A\ndate: 2020-01-01\ntags: [x, y]")},
          {"blog/b.md", with("title: B\ndate: 2020-01-02\ntags: [x]")},
          {"blog/c.md", with("title: C\ndate: 2020-01-03\ntags: [y, X]")},
          {"docs/one.md", with("title: One")},
          {"docs/two.md", with("title: Two\nweight: 5")},
          {"docs/three.md", with("title: Three\ncategories: k")},
          {"docs/four.md", with("title: Four\ncategories: k")}};
}

struct Edit {
  const char* path;
  const char* keys;
};

}  // namespace

TEST(Relink, GivesWhatLinkingAnewGives) {
  for (const Edit& edit : {Edit{"blog/a.md", "title: Another\ndate: 2020-01-01\ntags: [x, y]"},
                           Edit{"blog/a.md", "title: A\ndate: 2021-01-01\ntags: [x, y]"},
                           Edit{"blog/c.md", "title: C\ndate: 2019-01-01\ntags: [y, X]"},
                           Edit{"blog/b.md", "title: B\ndate: 2020-01-02\ntags: [x, y]"},
                           Edit{"blog/b.md", "title: B\ndate: 2020-01-01\ntags: [y, x]"},
                           Edit{"blog/c.md", "title: C\ndate: 2020-01-03\ntags: [x]\nmood: merry"},
                           Edit{"docs/one.md", "title: Zebra"}, Edit{"docs/one.md", "title: One\nweight: 9"},
                           Edit{"docs/two.md", "title: Two"}, Edit{"docs/three.md", "title: 3\ncategories: k"}}) {
    TestSite site(blog());
    Remembered remembered(site);
    ASSERT_TRUE(remembered.edit(edit.path, with(edit.keys))) << edit.keys;
    EXPECT_EQ(remembered.as_remembered(), remembered.as_linked_anew()) << edit.path << "\n" << edit.keys;
  }
}

TEST(Relink, ChangesTheRecordsConcernedOnly) {
  TestSite site(blog());
  Remembered remembered(site);
  ASSERT_TRUE(remembered.edit("blog/a.md", with("title: Another\ndate: 2020-01-01\ntags: [x, y]")));
  EXPECT_EQ(remembered.difference.pages.size(), 1u);
  EXPECT_FALSE(remembered.difference.lists);
  ASSERT_TRUE(remembered.edit("docs/one.md", with("title: Xylophone")));
  EXPECT_EQ(remembered.difference.pages.size(), 3u) << "the page, and those before and behind it, then and now";
  EXPECT_TRUE(remembered.difference.lists);
}

TEST(Relink, LeavesWhatReachesFurtherToLinking) {
  for (const Edit& edit :
       {Edit{"blog/_index.md", "title: Weblog"}, Edit{"blog/a.md", "title: A\nslug: other"},
        Edit{"blog/a.md", "title: A\ndate: 2020-01-01\ntags: [x, y, z]"},
        Edit{"blog/a.md", "title: A\ndate: 2099-01-01\ntags: [x, y]"}, Edit{"blog/a.md", "title: A\ntags: [x, y]"},
        Edit{"docs/one.md", "title: One\ndraft: true"}, Edit{"docs/one.md", "title: One\nmenu: main"},
        Edit{"docs/one.md", "title: One\naliases: [/1]"}, Edit{"docs/one.md", "title: [a, b]"},
        Edit{"docs/one.md", "title: One\ntags: [X]"}}) {
    TestSite site(blog());
    Remembered remembered(site);
    EXPECT_FALSE(remembered.edit(edit.path, with(edit.keys))) << edit.keys;
  }
}

TEST(Relink, GivesWhatLinkingAnewGivesAfterManyRandomEdits) {
  constexpr int k_sites = 20, k_edits = 40;
  int linked_by_difference = 0;
  for (unsigned seed = 0; seed < k_sites; ++seed) {
    std::mt19937 random(seed);
    auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
    auto front_matter = [&] {
      std::string keys = "title: T" + std::to_string(below(9));
      keys += "\ndate: 20" + std::to_string(10 + below(9)) + "-01-01";
      if (below(3) == 0) keys += "\nweight: " + std::to_string(below(4));
      keys += "\ntags: [";
      for (const char* tag : {"red", "Red", "green", "blue", "sky"}) {
        if (below(2) == 0) keys += std::string(tag) + ", ";
      }
      return with(keys + "]\ncategories: " + (below(2) == 0 ? "k" : "l"));
    };
    TestSite site;
    std::vector<std::string> paths;
    for (const char* folder : {"blog", "docs", "docs/deep", "wide", ""}) {
      for (int i = 0; i < 5; ++i) {
        paths.push_back(std::string(folder) + (*folder == 0 ? "" : "/") + "p" + std::to_string(i) + ".md");
        site.files[paths.back()] = front_matter();
      }
    }
    site.config.per_page = 3;
    auto remembered = std::make_unique<Remembered>(site);
    for (int i = 0; i < k_edits; ++i) {
      const std::string& path = paths[below(static_cast<unsigned>(paths.size()))];
      if (!remembered->edit(path, front_matter())) {
        remembered = std::make_unique<Remembered>(site);
        continue;
      }
      ++linked_by_difference;
      ASSERT_EQ(remembered->as_remembered(), remembered->as_linked_anew()) << "seed " << seed << ", edit " << i;
    }
  }
  EXPECT_GT(linked_by_difference, k_sites * k_edits / 3);
}

}  // namespace site
