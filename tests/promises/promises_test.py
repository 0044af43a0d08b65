#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What an edit must not cause: each promise is a site, an edit, and the outputs that the next build renders.

usage: promises_test.py EXECUTABLE

After each edit the output is also compared with a clean build, and the number of parsed pages is the number of edited ones.
"""

import filecmp
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

BENGAL = os.path.abspath(sys.argv.pop(1))

BASE = """<title>{% block title %}{{ page.title }}{% endblock %}</title>
<nav>{% for item in get_menu('main') %}<a href="{{ item.href }}"{% if item.active %} class="on"{% endif %}>{{ item.name }}</a>{% endfor %}</nav>
<aside>{% for p in (site.regular_pages | sort(attribute='date', reverse=true))[:2] %}{{ p.title }};{% endfor %}</aside>
{% block main %}{% endblock %}<footer>{{ config.params.motto }}</footer>
"""
PAGE = """{% extends "base.html" %}{% block main %}{{ page.html }}
{% if page.next_in_section %}next: {{ page.next_in_section.url }}{% endif %}{% endblock %}
"""
LIST = """{% extends "base.html" %}{% block main %}{% for p in section.pages %}<a href="{{ p.url }}">{{ p.url }}</a>{% endfor %}{% endblock %}
"""
HOME = """{% extends "base.html" %}{% block main %}{% for p in site.regular_pages %}<h2>{{ p.title }}</h2>{% endfor %}{% endblock %}
"""
TERM = """{% extends "base.html" %}{% block main %}{% for p in posts %}{{ p.title }}{% endfor %}{% endblock %}
"""
TEAM = """{% extends "base.html" %}{% block main %}{{ site.data.team.ann.role }}{% endblock %}
"""
STYLED = """<link href="{{ asset_url('css/site.css') }}">{% include 'late.html' ignore missing %}
"""
CONFIG = """[site]
title = "Site"
baseurl = "https://example.org"
[params]
motto = "slowly"
unread = "x"
[features]
sitemap = false
rss = false
atom = false
robots = false
search_index = false
llms = false
[[menu.main]]
name = "Docs"
url = "/docs/"
"""


def page(title, day, body="text", more=""):
    return f"---\ntitle: {title}\ndate: 2024-01-{day:02}\n{more}---\n{body}\n"


SITE = {
    "bengal.toml": CONFIG,
    "templates/base.html": BASE, "templates/page.html": PAGE, "templates/index.html": LIST,
    "templates/home.html": HOME, "templates/tag.html": TERM, "templates/tags.html": "{% for t in terms %}{{ t.name }}{% endfor %}",
    "templates/team.html": TEAM, "templates/styled.html": STYLED,
    "templates/404.html": "gone",
    "assets/css/site.css": "p { color: red }\n",
    "data/team.yaml": "ann:\n  role: baker\nbob:\n  role: cook\n",
    "content/index.md": "---\ntitle: Home\n---\n",
    "content/docs/_index.md": "---\ntitle: Docs\n---\n",
    "content/docs/a.md": page("A", 1), "content/docs/b.md": page("B", 2), "content/docs/c.md": page("C", 3, more="tags: [red]\n"),
    "content/docs/new.md": page("N", 20), "content/docs/newer.md": page("O", 21, more="tags: [blue]\n"),
    "content/team.md": page("Team", 4, more="template: team.html\n"),
    "content/styled.md": page("Styled", 5, more="template: styled.html\n"),
}
PAGES = {f"docs/{name}/index.html" for name in ("a", "b", "c", "new", "newer")}
WITH_BASE = PAGES | {"docs/index.html", "index.html", "team/index.html", "tags/red/index.html", "tags/blue/index.html"}
WITH_TEMPLATES = WITH_BASE | {"styled/index.html", "tags/index.html", "404.html"}


class SiteTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bengal-promises-"))
        self.root = self.folder / "site"
        for path, text in SITE.items():
            self.write(path, text)
        self.build()
        time.sleep(0.05)

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def edit(self, path, before, after):
        text = (self.root / path).read_text()
        self.assertIn(before, text)
        self.write(path, text.replace(before, after))

    def build(self, *flags):
        """The outputs that were rendered, and the summary."""
        run = subprocess.run([BENGAL, "build", "--source", self.root, "--json", "--explain", *flags], capture_output=True, text=True)
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        made = {line["explain"]["output"] for line in lines if "explain" in line}
        return made, lines[-1]["summary"]

    def renders(self, expected, parsed=0):
        """The next build renders just these outputs, and leaves what a clean build leaves."""
        made, summary = self.build()
        rendered = {path for path in made if path.endswith(".html") and (self.root / "public" / path).exists()}
        self.assertEqual(rendered, set(expected))
        self.assertEqual(summary["rendered"], len(set(expected)))
        self.assertEqual(summary["parsed"], parsed)
        self.assert_clean()
        return summary

    def assert_clean(self):
        """The output is that of a clean build."""
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        subprocess.run([BENGAL, "build", "--source", self.root, "--no-cache", "--output", clean, "--quiet"], check=True)
        self.assert_same(filecmp.dircmp(clean, self.root / "public"))

    def assert_same(self, compared):
        self.assertEqual((compared.left_only, compared.right_only, compared.diff_files), ([], [], []))
        for below in compared.subdirs.values():
            self.assert_same(below)


class Promises(SiteTest):
    def test_nothing_renders_nothing(self):
        self.renders([])

    def test_what_only_a_query_reads_renders_who_shows_it(self):
        self.write("templates/team.html", "{{ site.regular_pages | sum(attribute='word_count') }}")
        self.build()
        self.edit("content/docs/a.md", "text", "two words")
        self.renders(["docs/a/index.html", "team/index.html"], parsed=1)
        self.write("templates/team.html", "{{ site.regular_pages | selectattr('weight') | sum(attribute='weight') }}")
        self.write("content/docs/a.md", page("A", 1, more="weight: 3\n"))
        self.build()
        self.write("content/docs/a.md", page("A", 1, more="weight: 4\n"))
        made, _ = self.build()
        self.assertIn("team/index.html", made)
        self.assertEqual((self.root / "public/team/index.html").read_text().strip(), "4")

    def test_an_edit_of_front_matter_links_nothing_else(self):
        for before, after in (("title: B", "title: BB"), ("2024-01-02", "2024-01-08"),
                              ("title: BB\n", "title: BB\ntags: [red]\n"), ("tags: [red]\n", "mood: calm\n")):
            self.edit("content/docs/b.md", before, after)
            _, summary = self.build()
            self.assertEqual((summary["parsed"], summary["linked"]), (1, 0), after)
        self.write("content/news/added.md", page("In a section that was not there", 9))
        _, summary = self.build()
        self.assertGreater(summary["linked"], 9)

    def test_a_heading_links_nothing_unless_somebody_refers_to_one(self):
        self.edit("content/docs/a.md", "text", "## First\n\ntext [to b](b.md)")
        made, summary = self.build()
        self.assertEqual((made, summary["linked"]), ({"docs/a/index.html"}, 0))
        self.edit("content/docs/b.md", "text", "See [[#first]].")
        self.renders(["docs/b/index.html"], parsed=1)
        self.edit("content/docs/a.md", "## First", "## First of all {#first}")
        self.renders(["docs/a/index.html", "docs/b/index.html"], parsed=1)
        self.edit("content/docs/c.md", "text", "## First")
        _, summary = self.build()
        self.assertGreater(summary["linked"], 8)

    def test_a_heading_of_a_named_page_renders_who_refers_to_it(self):
        self.edit("content/docs/a.md", "text", "## First\n\ntext")
        self.edit("content/docs/b.md", "text", "See [[docs/a#first]] and [[#own]].\n\n## Own\n")
        self.build()
        self.edit("content/docs/a.md", "## First", "## First of all {#first}")
        self.renders_linking_nothing(["docs/a/index.html", "docs/b/index.html"], parsed=1)
        self.edit("content/docs/b.md", "## Own", "## Mine {#own}")
        self.renders_linking_nothing(["docs/b/index.html"], parsed=1)

    def test_a_touch_renders_nothing(self):
        os.utime(self.root / "content/docs/a.md")
        os.utime(self.root / "templates/base.html")
        self.renders([])

    def test_a_body_renders_that_page(self):
        self.edit("content/docs/a.md", "text", "other text")
        self.renders(["docs/a/index.html"], parsed=1)

    def test_a_title_renders_the_page_and_who_prints_it(self):
        self.edit("content/docs/a.md", "title: A", "title: AA")
        # The list of the section prints addresses only, and its order, by title, is the same.
        self.renders(["docs/a/index.html", "index.html"], parsed=1)

    def test_a_title_that_changes_the_order_renders_the_list_and_the_neighbours(self):
        self.edit("content/docs/a.md", "title: A", "title: Z")
        self.renders(["docs/a/index.html", "index.html", "docs/index.html", "docs/newer/index.html"], parsed=1)

    def test_a_title_among_the_newest_renders_who_shows_the_newest(self):
        self.edit("content/docs/newer.md", "title: O", "title: P")
        self.renders(WITH_BASE, parsed=1)

    def test_a_tag_renders_the_page_its_terms_and_the_index(self):
        self.edit("content/docs/a.md", "title: A\n", "title: A\ntags: [red]\n")
        made, _ = self.build()
        self.assertEqual({path for path in made if path.startswith("tags/")}, {"tags/red/index.html"})
        self.assertNotIn("docs/b/index.html", made)

    def renders_linking_nothing(self, expected, parsed=0):
        """The same, and no other page is linked."""
        self.assertEqual(self.renders(expected, parsed)["linked"], 0)

    def test_an_old_page_that_comes_renders_it_its_neighbour_and_lists(self):
        self.write("content/docs/aa.md", page("AA", 1))
        self.renders_linking_nothing(["docs/aa/index.html", "docs/a/index.html", "docs/index.html", "index.html"], parsed=1)

    def test_a_page_that_goes_renders_its_neighbour_and_lists(self):
        (self.root / "content/docs/b.md").unlink()
        self.renders_linking_nothing(["docs/a/index.html", "docs/index.html", "index.html"])
        self.assertFalse((self.root / "public/docs/b").exists())
        self.write("content/docs/b.md", SITE["content/docs/b.md"])
        self.renders_linking_nothing(["docs/b/index.html", "docs/a/index.html", "docs/index.html", "index.html"], parsed=1)

    def test_a_page_that_comes_renders_who_referred_to_it_in_vain(self):
        self.edit("content/docs/c.md", "text", "See [[/docs/bb]] and [that](../docs/bb.md).")
        self.build()
        self.write("content/docs/bb.md", page("BB", 1))
        self.renders_linking_nothing(["docs/bb/index.html", "docs/b/index.html", "docs/c/index.html", "docs/index.html", "index.html"], parsed=1)
        (self.root / "content/docs/bb.md").unlink()
        self.renders_linking_nothing(["docs/b/index.html", "docs/c/index.html", "docs/index.html", "index.html"])

    def test_a_renamed_page_is_where_its_name_says(self):
        (self.root / "content/docs/b.md").rename(self.root / "content/docs/bx.md")
        self.renders_linking_nothing(["docs/bx/index.html", "docs/a/index.html", "docs/index.html", "index.html"], parsed=1)
        self.assertFalse((self.root / "public/docs/b").exists())

    def test_a_list_gets_and_loses_its_last_part(self):
        self.edit("bengal.toml", "[params]", "[pagination]\nper_page = 5\n[params]")
        self.write("templates/index.html", """{% extends "base.html" %}{% block main %}{% for p in posts %}{{ p.url }}{% endfor %}
{{ total_pages }}{% endblock %}""")
        self.build()
        self.write("content/docs/aa.md", page("AA", 1))
        self.renders_linking_nothing(
            ["docs/aa/index.html", "docs/a/index.html", "docs/index.html", "docs/page/2/index.html", "index.html"], parsed=1)
        (self.root / "content/docs/aa.md").unlink()
        self.renders_linking_nothing(["docs/a/index.html", "docs/index.html", "index.html"])
        self.assertFalse((self.root / "public/docs/page").exists())

    def test_a_page_that_comes_where_a_file_is_made_is_an_error_each_time(self):
        for path, other in (("static/docs/aa/index.html", "content/docs/aa.md"), ("static/docs/AB/index.html", "content/docs/ab.md")):
            self.write(path, "mine")
            self.build()
            self.write(other, page("Other", 1))
            command = [BENGAL, "build", "--source", self.root, "--quiet"]
            clean = subprocess.run([*command, "--no-cache", "--output", self.folder / "clean"], capture_output=True, text=True)
            for _ in range(2):
                run = subprocess.run(command, capture_output=True, text=True)
                self.assertEqual((run.returncode, run.stderr), (clean.returncode, clean.stderr))
                self.assertEqual((self.root / "public" / path.removeprefix("static/")).read_text(), "mine")
            (self.root / other).unlink()
            self.build()

    def test_a_key_of_data_renders_who_reads_it(self):
        self.edit("data/team.yaml", "role: cook", "role: chef")
        self.renders([])
        self.edit("data/team.yaml", "role: baker", "role: boss")
        self.renders(["team/index.html"])

    def test_a_setting_renders_who_reads_it(self):
        self.edit("bengal.toml", 'unread = "x"', 'unread = "y"')
        self.renders([])
        self.edit("bengal.toml", 'motto = "slowly"', 'motto = "fast"')
        self.renders(WITH_BASE)

    def test_what_templates_may_do_renders_what_templates_make(self):
        self.edit("bengal.toml", "[params]", "[templates]\nmax_iterations = 1000\n[params]")
        self.renders(WITH_TEMPLATES)
        self.edit("bengal.toml", "max_iterations = 1000", "max_recursion = 150")
        self.renders(WITH_TEMPLATES)
        self.edit("bengal.toml", "max_recursion = 150\n", "")
        self.renders(WITH_TEMPLATES)

    def test_a_limit_that_is_passed_now_takes_the_page_away(self):
        self.edit("bengal.toml", "[params]", "[templates]\nmax_output_bytes = 20\n[params]")
        self.assert_fails(4, "the output is longer than 20 bytes")
        self.assertFalse((self.root / "public/docs/a").exists())
        self.edit("bengal.toml", "[templates]\nmax_output_bytes = 20\n", "")
        self.renders(WITH_TEMPLATES)

    def test_undefined_names_are_looked_for_when_the_build_becomes_strict(self):
        self.write("templates/team.html", "{{ nothing }}")
        self.build()
        self.edit("bengal.toml", "[params]", "[build]\nstrict = true\n[params]")
        self.assert_fails(4, "'nothing' is undefined")
        self.edit("bengal.toml", "strict = true", "strict = false")
        self.renders(WITH_TEMPLATES)

    def assert_fails(self, code, words):
        run = subprocess.run([BENGAL, "build", "--source", self.root, "--json"], capture_output=True, text=True)
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        self.assertIn(words, run.stdout)

    def test_a_comment_in_a_template_renders_nothing(self):
        self.edit("templates/page.html", "{{ page.html }}", "{# the body #}{{ page.html }}")
        self.edit("templates/base.html", "{{ config.params.motto }}", "{{   config.params.motto   }}")
        self.renders([])

    def test_a_template_renders_who_uses_it(self):
        self.edit("templates/index.html", "</a>", "</a>!")
        self.renders(["docs/index.html"])

    def test_a_missing_include_that_appears_renders_who_asked(self):
        self.write("templates/late.html", "late")
        self.renders(["styled/index.html"])

    def test_a_menu_entry_renders_who_shows_the_menu(self):
        self.edit("bengal.toml", 'name = "Docs"', 'name = "Manual"')
        self.renders(WITH_BASE)

    def test_a_stylesheet_renders_who_prints_its_address(self):
        self.edit("assets/css/site.css", "red", "blue")
        self.renders(["styled/index.html"])

    def test_an_output_deleted_by_hand_is_made_again_alone(self):
        (self.root / "public/docs/a/index.html").unlink()
        self.renders(["docs/a/index.html"])

    def test_an_output_edited_by_hand_is_made_again_alone(self):
        (self.root / "public/docs/a/index.html").write_text("mine")
        self.renders(["docs/a/index.html"])

    def test_a_fresh_checkout_renders_nothing(self):
        copy = self.folder / "copy"
        shutil.copytree(self.root, copy)
        shutil.rmtree(self.root)
        shutil.copytree(copy, self.root)
        self.renders([])

    def test_a_cache_deleted_changes_no_byte(self):
        shutil.rmtree(self.root / ".bengal/cache")
        _, summary = self.build()
        self.assertEqual(summary["written"], 0)


class PartsOfBodies(SiteTest):
    """Templates and files that the Markdown of a page asks for."""

    def setUp(self):
        super().setUp()
        self.write("templates/shortcodes/box.html", "<b>{{ inner }}</b>")
        self.write("templates/directives/mine.html", "<i>{{ inner }}</i>")
        self.write("_part.md", "Part with {{< box >}}a box{{< /box >}}.\n")
        self.write("content/docs/a.md", page("A", 1, "{{< box >}}one{{< /box >}}"))
        self.write("content/docs/b.md", page("B", 2, ":::{mine}\ntwo\n:::\n\n{{< late >}}three{{< /late >}}"))
        self.write("content/docs/c.md", page("C", 3, '--8<-- "_part.md"', more="tags: [red]\n"))
        self.build()

    def output(self, path):
        return (self.root / "public" / path).read_text()

    def test_the_template_of_a_shortcode_renders_who_uses_it_also_in_a_file_that_is_included(self):
        self.write("templates/shortcodes/box.html", "<u>{{ inner }}</u>")
        self.renders({"docs/a/index.html", "docs/c/index.html"})
        self.assertIn("<u>a box</u>", self.output("docs/c/index.html"))
        self.write("templates/shortcodes/box.html", "{# a comment #}<u>{{ inner }}</u>")
        self.renders(set())

    def test_the_template_of_a_directive_renders_who_uses_it(self):
        self.write("templates/directives/mine.html", "<em>{{ inner }}</em>")
        self.renders({"docs/b/index.html"})

    def test_a_shortcode_that_appears_and_goes_renders_who_asked(self):
        self.write("templates/shortcodes/late.html", "<s>{{ inner }}</s>")
        self.renders({"docs/b/index.html"})
        self.assertIn("<s>three</s>", self.output("docs/b/index.html"))
        (self.root / "templates/shortcodes/late.html").unlink()
        self.renders({"docs/b/index.html"})
        self.assertNotIn("<s>", self.output("docs/b/index.html"))

    def test_an_included_file_renders_who_includes_it(self):
        self.write("_part.md", "Another part.\n")
        self.renders({"docs/c/index.html"})
        self.write("content/docs/_part.md", "Beside the page.\n")
        self.renders({"docs/c/index.html"})
        self.assertIn("Beside the page.", self.output("docs/c/index.html"))
        (self.root / "content/docs/_part.md").unlink()
        (self.root / "_part.md").unlink()
        self.renders({"docs/c/index.html"})

    def test_no_file_outside_of_the_site_is_included(self):
        (self.folder / "secret.md").write_text("SECRET")
        self.write("content/docs/c.md", page("C", 3, '--8<-- "../../../secret.md"\n\n--8<-- "/../secret.md"', more="tags: [red]\n"))
        self.build()
        self.assertNotIn("SECRET", self.output("docs/c/index.html"))


class SiteWideOutputs(SiteTest):
    """Outputs that say something of every page are made of pieces, one a page: an edit makes those of its page again."""

    JSON, LLMS, FULL, SITEMAP = "index.json", "llms.txt", "llms-full.txt", "sitemap.xml"

    def setUp(self):
        super().setUp()
        self.edit("bengal.toml", "sitemap = false", "sitemap = true")
        self.edit("bengal.toml", "search_index = false\nllms = false", "search_index = true\nllms = true")
        self.build()

    def makes(self, pieces, outputs):
        made, summary = self.build()
        self.assertEqual(made & {self.JSON, self.LLMS, self.FULL, self.SITEMAP}, set(outputs))
        self.assertEqual(summary["pieces"], pieces)
        self.assert_clean()

    def pages(self):
        return len(json.loads((self.root / "public/index.json").read_text())["pages"])

    def test_a_body_makes_its_pieces(self):
        for body in ("other text", "more and other text", ""):
            self.write("content/docs/a.md", page("A", 1, body))
            self.makes(2, [self.JSON, self.FULL])

    def test_a_title_makes_its_pieces(self):
        self.edit("content/docs/b.md", "title: B", "title: Second")
        self.makes(3, [self.JSON, self.LLMS, self.FULL])

    def test_pages_that_come_and_go_make_their_pieces(self):
        everywhere = [self.JSON, self.LLMS, self.FULL, self.SITEMAP]
        self.write("content/docs/added.md", page("Added", 9))
        self.makes(4, everywhere)
        self.edit("content/docs/added.md", "text", "words")
        self.makes(2, [self.JSON, self.FULL])
        (self.root / "content/docs/b.md").unlink()
        self.makes(0, everywhere)
        self.write("content/docs/b.md", page("B again", 2))
        self.makes(4, everywhere)
        (self.root / "content/docs/added.md").rename(self.root / "content/docs/renamed.md")
        self.makes(4, everywhere)

    def test_pieces_outlive_a_build_that_links_all_pages(self):
        self.write("content/docs/added.md", page("Added", 9))
        self.build()
        self.edit("bengal.toml", 'title = "Site"', 'title = "The site"')
        self.makes(0, [self.JSON, self.LLMS, self.FULL])
        self.write("content/0.md", page("First of all by path", 9))
        self.makes(4, [self.JSON, self.LLMS, self.FULL, self.SITEMAP])
        self.edit("content/docs/added.md", "text", "words")
        self.makes(2, [self.JSON, self.FULL])

    def test_what_all_pieces_say_makes_all(self):
        made, summary = self.build("--no-incremental")
        all_pieces = summary["pieces"]
        self.assertGreater(all_pieces, 3 * self.pages())
        self.edit("bengal.toml", "https://example.org", "https://example.com")
        self.makes(all_pieces, [self.JSON, self.LLMS, self.FULL, self.SITEMAP])

    def test_a_hidden_page_has_empty_pieces(self):
        self.edit("content/docs/a.md", "title: A\n", "title: A\nhidden: true\n")
        self.makes(4, [self.JSON, self.LLMS, self.FULL, self.SITEMAP])
        self.edit("content/docs/b.md", "text", "words")
        self.makes(2, [self.JSON, self.FULL])
        self.edit("content/docs/a.md", "hidden: true\n", "")
        self.makes(4, [self.JSON, self.LLMS, self.FULL, self.SITEMAP])

    def test_a_file_changed_by_hand_is_made_whole(self):
        text = (self.root / "public/index.json").read_text()
        (self.root / "public/index.json").write_text(text.replace("text", "tXXt"))
        self.makes(self.pages(), [self.JSON])
        (self.root / "public/llms-full.txt").unlink()
        self.edit("content/docs/a.md", "text", "words")
        _, summary = self.build()
        self.assertGreater(summary["pieces"], self.pages() - 3)
        self.assert_clean()

    def test_outputs_that_were_forgotten_are_made_whole(self):
        subprocess.run([BENGAL, "cache", "clear", "outputs", "--source", self.root], check=True, capture_output=True)
        _, summary = self.build()
        self.assertGreater(summary["pieces"], 3 * self.pages())
        self.assert_clean()


if __name__ == "__main__":
    unittest.main()
