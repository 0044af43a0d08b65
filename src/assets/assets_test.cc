// SPDX-License-Identifier: MIT
#include "assets/assets.h"

#include <gtest/gtest.h>

#include <utility>

#include "assets/css_parse.h"
#include "base/clock.h"
#include "base/hash.h"

namespace assets {
namespace {

/// A file system on which some files cannot be read.
class PartlyUnreadable final : public base::FileSystem {
 public:
  explicit PartlyUnreadable(const base::FileSystem& fs) : fs_(fs) {}
  std::string unreadable;

  base::Expected<std::string> read(const std::string& path, std::uint64_t most) const override {
    if (path == unreadable) return refuse(path);
    return fs_.read(path, most);
  }
  base::Expected<base::FileStat> stat(const std::string& path) const override { return fs_.stat(path); }
  base::Expected<std::vector<base::DirectoryEntry>> list(const std::string& path) const override {
    return fs_.list(path);
  }
  base::Expected<std::string> real_path(const std::string& path) const override { return fs_.real_path(path); }
  base::Expected<void> write(const std::string& path, std::string_view) override { return refuse(path); }
  base::Expected<void> write_atomically(const std::string& path, std::string_view) override { return refuse(path); }
  base::Expected<void> create_directories(const std::string& path) override { return refuse(path); }
  base::Expected<void> rename(const std::string& path, const std::string&) override { return refuse(path); }
  base::Expected<void> remove_file(const std::string& path) override { return refuse(path); }
  base::Expected<void> remove_directory(const std::string& path) override { return refuse(path); }
  base::Expected<void> remove_tree(const std::string& path) override { return refuse(path); }

 private:
  static std::unexpected<base::Error> refuse(const std::string& path) {
    return std::unexpected(base::Error{base::ErrorCode::permission, path, "permission denied"});
  }
  const base::FileSystem& fs_;
};

/// A site at /site with assets in the site and in one theme.
class AssetsTest : public testing::Test {
 protected:
  void add(const std::string& name, std::string_view bytes) { fs_.add("/site/assets/" + name, bytes); }

  Assets collect(unsigned jobs = 1) { return collect_from(fs_, jobs); }
  Assets collect_from(const base::FileSystem& fs, unsigned jobs) {
    theme::Chain chain(fs,
                       {{"site", "/site/templates", "/site/assets"},
                        {"plain", "/site/themes/plain/templates", "/site/themes/plain/assets"}},
                       "/site");
    return Assets::collect(fs, chain, config_, jobs, sink_);
  }
  /// The output of a stylesheet, with plain names.
  std::string bundle(const std::string& name) {
    config_.fingerprint = false;
    Assets assets = collect();
    const Asset* asset = assets.find(name);
    return asset == nullptr ? "(none)" : asset->bytes;
  }
  std::string messages() const {
    std::string out;
    for (const auto& report : sink_.reports()) {
      const auto& [file, line, column, length, text] = report.diagnostic.location;
      out += report.diagnostic.code + " " + file + ":" + std::to_string(line) + ":" + std::to_string(column);
      if (!report.diagnostic.hint.empty()) out += " " + report.diagnostic.hint;
      out += "\n";
    }
    return out;
  }

  base::MemoryFileSystem fs_;
  config::Config config_;
  diagnostics::Sink sink_;
};

TEST_F(AssetsTest, a_name_changes_with_the_bytes_and_with_nothing_else) {
  add("js/app.min.js", "one");
  std::string first = collect().find("js/app.min.js")->output_path;
  EXPECT_TRUE(first.starts_with("assets/js/app.min.")) << first;
  EXPECT_TRUE(first.ends_with(".js")) << first;
  EXPECT_EQ(first.size(), std::string("assets/js/app.min.12345678.js").size());
  add("js/other.js", "x");
  EXPECT_EQ(collect().find("js/app.min.js")->output_path, first);
  add("js/app.min.js", "two");
  EXPECT_NE(collect().find("js/app.min.js")->output_path, first);
}

TEST_F(AssetsTest, names_stay_plain_without_fingerprints) {
  add("LICENSE", "x");
  add("a.css", "b{}");
  config_.fingerprint = false;
  Assets assets = collect();
  EXPECT_EQ(assets.find("LICENSE")->output_path, "assets/LICENSE");
  EXPECT_EQ(assets.find("a.css")->output_path, "assets/a.css");
}

TEST_F(AssetsTest, only_stylesheets_are_kept_in_memory) {
  add("a.png", "image");
  add("a.css", "b{}");
  Assets assets = collect();
  EXPECT_FALSE(assets.find("a.png")->processed);
  EXPECT_EQ(assets.find("a.png")->bytes, "");
  EXPECT_EQ(assets.find("a.png")->source, "/site/assets/a.png");
  EXPECT_TRUE(assets.find("a.css")->processed);
}

TEST_F(AssetsTest, the_site_shadows_its_theme_also_for_imports) {
  fs_.add("/site/themes/plain/assets/style.css", "@import '_vars.css';\nbody{}\n");
  fs_.add("/site/themes/plain/assets/_vars.css", "theme{}");
  add("_vars.css", "site{}");
  EXPECT_EQ(bundle("style.css"), "site{}\n\nbody{}\n");
}

TEST_F(AssetsTest, imports_are_replaced_in_source_order) {
  add("main.css", "@charset \"utf-8\";\n/* top */\n@import 'a.css';\n@import url(b/b.css);\nmain{}\n");
  add("a.css", "@charset \"utf-8\";@import \"b/c.css\";a{}");
  add("b/b.css", "b{}");
  add("b/c.css", "c{}");
  EXPECT_EQ(bundle("main.css"), "@charset \"utf-8\";\n/* top */\nc{}\na{}\n\nb{}\n\nmain{}\n");
  EXPECT_EQ(collect().find("main.css")->imports, (std::vector<std::string>{"a.css", "b/b.css", "b/c.css"}));
  EXPECT_EQ(messages(), "");
}

TEST_F(AssetsTest, conditions_become_blocks) {
  add("main.css", "@import 'a.css' layer(x.y) supports(display: grid) screen, print;\n@import 'a.css' layer;");
  add("a.css", "a{}");
  EXPECT_EQ(bundle("main.css"),
            "@media screen, print {\n@supports (display: grid) {\n@layer x.y {\na{}\n}\n}\n}\n\n@layer {\na{}\n}\n");
}

TEST_F(AssetsTest, the_last_import_of_a_file_counts) {
  add("main.css", "@import 'a.css';@import 'b.css';@import 'a.css';");
  add("a.css", "a{}");
  add("b.css", "b{}");
  EXPECT_EQ(bundle("main.css"), "b{}\na{}\n");
}

TEST_F(AssetsTest, a_file_stays_once_for_each_condition_unless_a_later_import_has_none) {
  add("a.css", "a{}");
  add("two.css", "@import 'a.css' screen;@import 'a.css' print;@import 'a.css' screen;");
  EXPECT_EQ(bundle("two.css"), "@media print {\na{}\n}\n@media screen {\na{}\n}\n");
  add("one.css", "@import 'a.css' screen;@import 'a.css';");
  EXPECT_EQ(bundle("one.css"), "a{}\n");
}

TEST_F(AssetsTest, the_first_mention_of_a_layer_keeps_its_place) {
  add("main.css", "@layer z;@import 'a.css' layer(x);@import 'a.css' layer(y);@import 'a.css' layer(x);");
  add("a.css", "a{}");
  EXPECT_EQ(bundle("main.css"), "@layer z;@layer x {\na{}\n}\n@layer y {\na{}\n}\n@layer x {\na{}\n}\n");
}

TEST_F(AssetsTest, partials_have_no_output_and_other_imported_files_have) {
  add("main.css", "@import '_a.css';@import 'b.css';");
  add("_a.css", "a{}");
  add("b.css", "b{}");
  add("_unused.css", "u{}");
  Assets assets = collect();
  EXPECT_EQ(assets.find("_a.css"), nullptr);
  EXPECT_NE(assets.find("b.css"), nullptr);
  EXPECT_NE(assets.find("_unused.css"), nullptr);
}

TEST_F(AssetsTest, a_circle_of_imports_is_reported_once_and_broken) {
  add("a.css", "@import 'b.css';\na{}\n");
  add("b.css", "\n  @import 'a.css';\nb{}\n");
  EXPECT_EQ(bundle("a.css"), "\n  \nb{}\n\na{}\n");
  EXPECT_EQ(messages(), "import-cycle assets/b.css:2:11 the import that closes the circle is left out; remove it\n");
}

TEST_F(AssetsTest, a_missing_import_is_reported_with_its_place_and_kept) {
  add("css/main.css", "a{}/*é*/");
  add("css/b.css", "/* é */ @import 'rest.css';\nb{}");
  add("css/reset.css", "r{}");
  EXPECT_EQ(bundle("css/b.css"), "/* é */ @import 'rest.css';\nb{}");
  EXPECT_EQ(messages(), "missing-import assets/css/b.css:1:17 did you mean 'css/reset.css'?\n");
}

TEST_F(AssetsTest, imports_from_elsewhere_move_above_the_rules) {
  add("main.css",
      "@layer l;\n@import url(https://x.org/1.css) print;\n@import 'a.css';\n@import '//x.org/2.css';\nm{}");
  add("a.css", "@import 'https://x.org/3.css';\na{}");
  EXPECT_EQ(bundle("main.css"),
            "@layer l;\n@import url(https://x.org/1.css) print;\n@import 'https://x.org/3.css';\n"
            "@import '//x.org/2.css';\n\na{}\n\n\nm{}");
}

TEST_F(AssetsTest, an_import_from_elsewhere_keeps_the_conditions_around_it) {
  add("main.css", "@import 'a.css' screen;");
  add("a.css", "@import 'https://x.org/3.css' layer(b);");
  EXPECT_EQ(bundle("main.css"),
            "@import url(\"data:text/css,%40import%20%27https%3A//x.org/3.css%27%20layer%28b%29%3B\") screen;\n"
            "@media screen {\n}\n");
}

TEST_F(AssetsTest, an_unfinished_import_does_not_swallow_what_follows) {
  add("main.css", "@import 'open.css' print;@import 'stray.css' print;m{}");
  add("open.css", "a{b:'c");
  add("stray.css", "a{}}b{}");
  EXPECT_EQ(bundle("main.css"), "@media print {\na{b:'c'}\n}\n@media print {\na{}!b{}\n}\nm{}");
}

TEST_F(AssetsTest, urls_lead_to_the_fingerprinted_asset) {
  add("css/main.css", "a{b:url(../img/a%20b.png?v#f);c:url( \"../img/a b.png\" );d:image-set('../img/x.png' 1x)}");
  add("img/a b.png", "1");
  add("img/x.png", "2");
  Assets assets = collect();
  std::string spaced = assets.find("img/a b.png")->output_path.substr(std::string("assets/img/a b.").size());
  std::string plain = assets.find("img/x.png")->output_path.substr(std::string("assets/img/x.").size());
  EXPECT_EQ(assets.find("css/main.css")->bytes, "a{b:url(../img/a%20b." + spaced + "?v#f);c:url( \"../img/a%20b." +
                                                    spaced + "\" );d:image-set('../img/x." + plain + "' 1x)}");
  EXPECT_EQ(messages(), "");
}

TEST_F(AssetsTest, a_stylesheets_name_changes_with_the_bytes_of_what_it_refers_to) {
  add("main.css", "@import '_deep/a.css';");
  add("_deep/a.css", "a{b:url(x.svg)}");
  add("_deep/x.svg", "1");
  std::string first = collect().find("main.css")->output_path;
  add("_deep/x.svg", "2");
  EXPECT_NE(collect().find("main.css")->output_path, first);
}

TEST_F(AssetsTest, urls_of_an_imported_file_lead_to_the_same_place) {
  add("main.css", "@import 'css/deep/a.css';");
  add("css/deep/a.css", "a{b:url(x.png);c:url('../../../images/(1).png');d:url(#e);f:url(data:,g)}");
  add("css/deep/x.png", "1");
  EXPECT_EQ(bundle("main.css"), "a{b:url(css/deep/x.png);c:url('../images/(1).png');d:url(#e);f:url(data:,g)}\n");
}

TEST_F(AssetsTest, absolute_urls_stay_but_for_the_sites_own_assets) {
  config_.baseurl = "https://x.org/docs";
  add("css/a.css", "a{b:url(/x.png);c:url(http://y/z);d:url(/docs/assets/x.png);e:url(/docs/assets/none.png)}");
  add("x.png", "1");
  EXPECT_EQ(bundle("css/a.css"), "a{b:url(/x.png);c:url(http://y/z);d:url(../x.png);e:url(/docs/assets/none.png)}");
}

TEST_F(AssetsTest, a_url_to_no_asset_is_reported_unless_a_static_file_is_there) {
  add("css/a.css", "a{b:url(../img/none.png);c:url(../img/static.png);d:url(../../e.png)}");
  add("img/nine.png", "1");
  fs_.add("/site/static/assets/img/static.png", "1");
  bundle("css/a.css");
  EXPECT_EQ(messages(), "missing-asset assets/css/a.css:1:5 did you mean 'img/nine.png'?\n");
}

TEST_F(AssetsTest, without_bundling_imports_lead_to_fingerprinted_names) {
  config_.bundle = false;
  add("a.css", "@import '_b.css' print;@import url(_b.css);");
  add("_b.css", "b{}");
  Assets assets = collect();
  std::string imported = assets.find("_b.css")->output_path.substr(std::string("assets/").size());
  EXPECT_EQ(assets.find("a.css")->bytes, "@import \"" + imported + "\" print;@import \"" + imported + "\";");
}

TEST_F(AssetsTest, stylesheets_that_refer_to_each_other_get_stable_names_that_change_with_either) {
  config_.bundle = false;
  add("a.css", "@import 'b.css';a{}");
  add("b.css", "@import 'a.css';b{}");
  add("c.css", "@import 'a.css';");
  add("self.css", "x{y:url(self.css)}");
  Assets first = collect();
  Assets second = collect(4);
  for (const Asset& asset : first.all()) {
    EXPECT_EQ(asset.output_path, second.find(asset.name)->output_path);
    EXPECT_EQ(asset.bytes, second.find(asset.name)->bytes);
  }
  EXPECT_NE(first.find("a.css")->bytes.find(first.find("b.css")->output_path.substr(7)), std::string::npos);
  EXPECT_NE(first.find("b.css")->bytes.find(first.find("a.css")->output_path.substr(7)), std::string::npos);
  EXPECT_NE(first.find("c.css")->bytes.find(first.find("a.css")->output_path.substr(7)), std::string::npos);
  EXPECT_NE(first.find("self.css")->bytes.find(first.find("self.css")->output_path.substr(7)), std::string::npos);
  add("b.css", "@import 'a.css';changed{}");
  EXPECT_NE(collect().find("a.css")->output_path, first.find("a.css")->output_path);
  EXPECT_EQ(collect().find("self.css")->output_path, first.find("self.css")->output_path);
}

TEST_F(AssetsTest, what_cannot_be_read_is_reported_and_the_rest_is_there) {
  add("a.png", "1");
  add("b.png", "2");
  PartlyUnreadable fs(fs_);
  fs.unreadable = "/site/assets/a.png";
  Assets assets = collect_from(fs, 1);
  EXPECT_EQ(assets.find("a.png"), nullptr);
  EXPECT_NE(assets.find("b.png"), nullptr);
  EXPECT_EQ(messages(), "unreadable-asset assets/a.png:0:0\n");
  EXPECT_EQ(sink_.exit_code(false), 6);
}

TEST_F(AssetsTest, jobs_do_not_change_the_result) {
  for (int i = 0; i < 100; ++i) {
    std::string number = std::to_string(i);
    add("i" + number + ".png", number);
    add("s" + number + ".css", "a{b:url(i" + number + ".png)}c{d:url(s" + std::to_string((i * 7 + 1) % 100) + ".css)}");
  }
  Assets one = collect(1), many = collect(8);
  ASSERT_EQ(one.all().size(), 200u);
  ASSERT_EQ(many.all().size(), 200u);
  for (std::size_t i = 0; i < one.all().size(); ++i) {
    EXPECT_EQ(one.all()[i].output_path, many.all()[i].output_path);
    EXPECT_EQ(one.all()[i].bytes, many.all()[i].bytes);
  }
}

TEST_F(AssetsTest, no_imported_text_reaches_beyond_its_blocks) {
  base::SeededNumbers numbers(3);
  const char* const pieces[] = {"@import 'b.css'",
                                "@import url(c.css) print",
                                ";",
                                "{",
                                "}",
                                "(",
                                ")",
                                "@layer x",
                                "a{b:url(d.png)}",
                                "/*",
                                "*/",
                                "\"",
                                "\\",
                                "<!--",
                                "@media print{",
                                "url(",
                                "'x'",
                                "@x y;",
                                "\n",
                                "]",
                                "\xFF"};
  auto random_text = [&] {
    std::string text;
    for (std::uint64_t count = numbers.next() % 10; count > 0; --count)
      text += pieces[numbers.next() % std::size(pieces)];
    return text;
  };
  add("main.css", "@import 'a.css' layer(l) screen;@import 'b.css';\nlast{rule:1}");
  for (int round = 0; round < 1500; ++round) {
    for (const char* name : {"a.css", "b.css", "c.css"}) add(name, random_text());
    std::string out = bundle("main.css");
    ASSERT_TRUE(out.ends_with("\nlast{rule:1}")) << out;
    // The last rule is at the top level and whole: a statement before it closes nothing of it.
    ParsedCss before = parse_css(std::string_view(out).substr(0, out.size() - 13));
    ASSERT_EQ(before.closing, "") << out;
    ASSERT_EQ(parse_css(out).closing, "") << out;
  }
}

TEST_F(AssetsTest, a_net_of_imports_stays_small) {
  for (int i = 0; i < 60; ++i) {
    std::string next = std::to_string(i + 1);
    add("s" + std::to_string(i) + ".css", "@import 's" + next + ".css';@import 's" + next + ".css';a{}\n");
  }
  add("s60.css", "end{}\n");
  EXPECT_LT(bundle("s0.css").size(), 1000u);
  EXPECT_EQ(messages(), "");
}

TEST_F(AssetsTest, a_net_of_imports_with_conditions_meets_a_limit) {
  for (int i = 0; i < 40; ++i) {
    std::string next = std::to_string(i + 1);
    add("_s" + std::to_string(i) + ".css", "@import '_s" + next + ".css' layer(a);@import '_s" + next + ".css' print;");
  }
  add("_s40.css", "end{}");
  add("main.css", "@import '_s0.css';");
  double begin = base::monotonic_seconds();
  EXPECT_NE(bundle("main.css"), "(none)");
  EXPECT_LT(base::monotonic_seconds() - begin, 10.0);
  EXPECT_TRUE(messages().starts_with("import-limit assets/main.css")) << messages();
}

TEST_F(AssetsTest, a_long_chain_of_imports_meets_a_limit) {
  for (int i = 0; i < 3000; ++i) add("_" + std::to_string(i) + ".css", "@import '_" + std::to_string(i + 1) + ".css';");
  add("main.css", "@import '_0.css';");
  bundle("main.css");
  EXPECT_NE(messages().find("import-limit assets/main.css"), std::string::npos);
}

TEST_F(AssetsTest, what_stylesheets_name_is_known_with_its_place) {
  config_.baseurl = "https://example.org/docs";
  std::string text =
      "@import '_part.css';\n"
      "a { background: url(../img/x.png#top); }\n"
      "b { background: url('/docs/photos/my%20cat.jpg?1'); }\n"
      "c { background: url(gone.svg), url(data:image/png;base64,AA), url(//cdn/x.png), url(/other/y.png); }\n"
      "d { background: url(../../../x.png), url(#mark), url(https://example.org/z.png); }\n";
  add("css/site.css", text);
  add("css/_part.css", "i { background: url(../img/x.png) }");
  add("css/plain.css", "i { color: red }");
  add("img/x.png", "PNG");
  Assets assets = collect();
  ASSERT_EQ(assets.stylesheets().size(), 2u);
  const StylesheetUses &part = assets.stylesheets()[0], &site = assets.stylesheets()[1];
  EXPECT_EQ(part.name, "css/_part.css");
  EXPECT_EQ(part.uses, (std::vector<StylesheetUses::Use>{{"assets/img/x.png", false, true, 16, 33}}));
  EXPECT_EQ(site.source, "/site/assets/css/site.css");
  std::vector<std::string> paths, written;
  for (const StylesheetUses::Use& use : site.uses) {
    paths.push_back(use.path);
    written.push_back(text.substr(use.begin, use.end - use.begin));
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"assets/css/_part.css", "assets/img/x.png", "photos/my cat.jpg",
                                             "assets/css/gone.svg"}));
  EXPECT_EQ(written, (std::vector<std::string>{"'_part.css'", "url(../img/x.png#top)", "'/docs/photos/my%20cat.jpg?1'",
                                               "url(gone.svg)"}));
  EXPECT_TRUE(site.uses[0].is_import);
  EXPECT_FALSE(site.uses[2].is_relative);
}

}  // namespace
}  // namespace assets
