// SPDX-License-Identifier: MIT
#include "pipeline/html_urls.h"

#include <gtest/gtest.h>

#include "base/hash.h"

namespace pipeline {
namespace {

using Kind = HtmlUrl::Kind;

std::vector<std::string> of_kind(std::string_view html, Kind kind) {
  std::vector<std::string> urls;
  for (const HtmlUrl& url : urls_of_html(html)) {
    if (url.kind == kind) urls.push_back(url.url);
  }
  return urls;
}
std::vector<std::string> resources(std::string_view html) { return of_kind(html, Kind::resource); }

using Urls = std::vector<std::string>;

TEST(UrlsOfHtml, attributes_of_any_spelling_are_read) {
  EXPECT_EQ(resources("<img src=\"/a.png\">"), Urls{"/a.png"});
  EXPECT_EQ(resources("<IMG alt=x SRC='/a.png'/>"), Urls{"/a.png"});
  EXPECT_EQ(resources("<img src=/a.png>"), Urls{"/a.png"});
  EXPECT_EQ(resources("<img\n  src = \" /a.png \" alt>"), Urls{"/a.png"});
  EXPECT_EQ(resources("<img src=\"/a.png?x=1&amp;y=2\">"), Urls{"/a.png?x=1&y=2"});
  EXPECT_EQ(resources("<script src=/a.js></script><video poster=/p.png src=/v.mp4></video>"),
            (Urls{"/a.js", "/p.png", "/v.mp4"}));
  EXPECT_EQ(resources("<object data='/d.svg'></object><svg><use href='/s.svg#i'/><image xlink:href='/i.png'/></svg>"),
            (Urls{"/d.svg", "/s.svg#i", "/i.png"}));
}

TEST(UrlsOfHtml, what_is_loaded_is_told_apart_from_where_readers_may_go) {
  EXPECT_EQ(resources("<link rel='stylesheet' href='/a.css'><link rel='shortcut ICON' href='/i.ico'>"),
            (Urls{"/a.css", "/i.ico"}));
  EXPECT_EQ(resources("<a href='/a.pdf'>x</a><link rel=canonical href='/p/'><iframe src='/q/'></iframe>"), Urls{});
  EXPECT_EQ(of_kind("<a href='/a.pdf'>x</a><link rel=canonical href='/p/'><iframe src='/q/'></iframe>", Kind::link),
            (Urls{"/a.pdf", "/p/", "/q/"}));
}

TEST(UrlsOfHtml, candidates_of_srcset_are_cut_as_browsers_do) {
  EXPECT_EQ(resources("<img srcset='/a.png 1x, /b.png 2x'>"), (Urls{"/a.png", "/b.png"}));
  EXPECT_EQ(resources("<source srcset='/a,b.png, /c.png 100w,/d.png'>"), (Urls{"/a,b.png", "/c.png", "/d.png"}));
  EXPECT_EQ(resources("<img srcset=' , '>"), Urls{});
}

TEST(UrlsOfHtml, styles_and_previews_are_read) {
  EXPECT_EQ(resources("<p style=\"background: url('/a.png')\">"), Urls{"/a.png"});
  EXPECT_EQ(resources("<style>@import '/a.css'; p { background: url(/b.png) }</style>"), (Urls{"/a.css", "/b.png"}));
  EXPECT_EQ(
      resources("<meta property='og:image' content='https://x.org/a.png'><meta name=description content='/b.png'>"),
      Urls{"https://x.org/a.png"});
}

TEST(UrlsOfHtml, what_is_no_reference_is_left_out) {
  EXPECT_EQ(resources("<!-- <img src=/a.png> --><script>x = '<img src=/b.png>'</script>"), Urls{});
  EXPECT_EQ(resources("<img src='data:image/png;base64,AA'><img src='#x'><img src=''><p>&lt;img src=/c.png&gt;</p>"),
            Urls{});
  EXPECT_EQ(resources("<base href='/other/'><img src='a.png'><img src='/b.png'>"), Urls{"/b.png"});
  EXPECT_EQ(resources("<img src=/a.png><img src=/a.png>"), Urls{"/a.png"});
}

TEST(UrlsOfHtml, any_bytes_are_taken) {
  base::SeededNumbers random(7);
  const std::string letters = "<>\"'=/ as!-,&;urlpic{}()#";
  for (int round = 0; round < 20'000; ++round) {
    std::string html = "<img srcset=\"a, b\" style='x:url(";
    for (std::uint64_t count = random.next() % 40; count > 0; --count)
      html.insert(random.next() % html.size(), 1, letters[random.next() % letters.size()]);
    for (const HtmlUrl& url : urls_of_html(html)) EXPECT_FALSE(url.url.empty());
  }
}

TEST(SitePath, leads_below_the_output_root) {
  EXPECT_EQ(site_path("/a/b.png?x#y", "p/index.html", ""), "a/b.png");
  EXPECT_EQ(site_path("b.png", "p/index.html", ""), "p/b.png");
  EXPECT_EQ(site_path("../b%20c.png", "p/index.html", ""), "b c.png");
  EXPECT_EQ(site_path("../../../b.png", "p/index.html", ""), "b.png");
  EXPECT_EQ(site_path("/p/", "index.html", ""), "p/");
  EXPECT_EQ(site_path("/", "index.html", ""), "/");
  EXPECT_EQ(site_path("https://example.org/a.png", "index.html", "https://example.org/"), "a.png");
  EXPECT_EQ(site_path("https://example.org", "index.html", "https://example.org"), "/");
}

TEST(SitePath, below_a_base_url_with_a_path_needs_that_path) {
  const char* base = "https://example.org/docs";
  EXPECT_EQ(site_path("/docs/a.png", "index.html", base), "a.png");
  EXPECT_EQ(site_path("/a.png", "index.html", base), std::nullopt);
  EXPECT_EQ(site_path("/docsa.png", "index.html", base), std::nullopt);
  EXPECT_EQ(site_path("../a.png", "index.html", base), std::nullopt);
  EXPECT_EQ(site_path("../a.png", "p/index.html", base), "a.png");
  EXPECT_EQ(site_path("https://example.org/docs/a.png", "index.html", base), "a.png");
  EXPECT_EQ(site_path("https://example.org/other/a.png", "index.html", base), std::nullopt);
}

TEST(SitePath, of_what_is_elsewhere_is_none) {
  for (const char* url :
       {"https://example.com/a.png", "//cdn/a.png", "mailto:me@example.org", "javascript:x()", "?x", ""})
    EXPECT_EQ(site_path(url, "index.html", "https://example.org"), std::nullopt) << url;
}

TEST(IsFileName, knows_kinds_of_files) {
  EXPECT_TRUE(is_file_name("a/b.PDF"));
  EXPECT_TRUE(is_file_name("x.woff2"));
  for (const char* path : {"a/b", "a/b.html", "v1.2", "a.md", ".png/x"}) EXPECT_FALSE(is_file_name(path)) << path;
}

}  // namespace
}  // namespace pipeline
