#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the commands that look at the cache on real files: explanations, rehearsals, comparisons, checks.

usage: cache_test.py EXECUTABLE
"""

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
USAGE, FILES = 2, 6

PAGE = "<title>{{ page.title }}</title><p>{{ site.title }}</p>{{ page.html }}"
HOME = "{% for p in site.regular_pages %}<a href='{{ p.url }}'>{{ p.title }}</a>{% endfor %}"
CONFIG = ("[site]\ntitle = 'Site'\nbaseurl = 'https://example.org'\n[features]\nsitemap = false\nrss = false\natom = false\n"
          "robots = false\nsearch_index = false\nllms = false\n")


class CacheCase(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bengal-cache-"))
        self.site = self.folder / "site"
        self.write("bengal.toml", CONFIG)
        self.write("templates/page.html", PAGE)
        self.write("templates/home.html", HOME)
        self.write("content/index.md", "---\ntemplate: home.html\n---\n")
        self.write("templates/plain.html", "a list")
        self.write("content/blog/_index.md", "---\ntemplate: plain.html\n---\n")
        self.write("content/blog/a.md", "---\ntitle: Old\ntemplate: page.html\n---\ntext a\n")
        self.write("content/blog/b.md", "---\ntitle: B\ntemplate: page.html\n---\ntext b\n")

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, path, text=""):
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def edit(self, path, before, after):
        text = (self.site / path).read_text()
        self.assertIn(before, text)
        self.write(path, text.replace(before, after))

    def bengal(self, *arguments, code=0):
        done = subprocess.run([BENGAL, *map(str, arguments)], capture_output=True, text=True, cwd=self.site, timeout=120, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout if code == 0 else done.stdout + done.stderr

    def objects(self, *arguments, code=0):
        return [json.loads(line) for line in self.bengal(*arguments, "--json", code=code).splitlines()]

    def explain(self, *arguments):
        """The explanations of a build by output."""
        lines = self.objects("build", "--explain", *arguments)
        return {line["explain"]["output"]: line["explain"] for line in lines if "explain" in line}

    def files(self):
        """All files of the site but LMDB's table of readers."""
        return {str(file.relative_to(self.site)): (file.read_bytes(), file.stat().st_mtime_ns)
                for file in sorted(self.site.rglob("*")) if file.is_file() and file.name != "lock.mdb"}


class Explanations(CacheCase):
    def test_a_title_is_explained_by_the_page_the_question_and_both_answers(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "Old", "New")
        found = self.explain()
        self.assertEqual(found["blog/a/index.html"]["input"], "content/blog/a.md")
        for output in ("blog/a/index.html", "index.html"):
            with self.subTest(output):
                chain = found[output]
                self.assertEqual((chain["why"], chain["input"], chain["change"]), ("answer", "content/blog/a.md", "edited"))
                self.assertEqual((chain["question"], chain["before"], chain["after"]),
                                 ("the title of content/blog/a.md", "'Old'", "'New'"))
        self.assertNotIn("blog/b/index.html", found)

    def test_the_text_names_each_output_once(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "Old", "New")
        lines = self.bengal("build", "--explain").splitlines()
        wanted = "blog/a/index.html: content/blog/a.md edited -> the title of content/blog/a.md: 'Old', now 'New'"
        self.assertTrue(any(line.startswith(wanted) for line in lines), lines)

    def test_a_body_explains_its_page_alone(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "text a", "text c")
        found = self.explain()
        self.assertEqual(list(found), ["blog/a/index.html"])
        self.assertEqual(found["blog/a/index.html"]["question"], "the body of content/blog/a.md")

    def test_a_template_explains_its_users(self):
        self.bengal("build")
        self.edit("templates/page.html", "<p>", "<p class=x>")
        found = self.explain()
        self.assertEqual({chain["input"] for chain in found.values()}, {"templates/page.html"})
        self.assertEqual(set(found), {"blog/a/index.html", "blog/b/index.html"})

    def test_a_setting_is_named_with_both_values_and_its_line(self):
        self.bengal("build")
        self.edit("bengal.toml", "'Site'", "'Other'")
        chain = self.explain()["blog/a/index.html"]
        self.assertEqual(chain["input"], "setting site.title")
        self.assertIn("changed from 'Site' to 'Other' (bengal.toml:2", chain["change"])

    def test_new_and_removed_outputs_are_explained(self):
        self.bengal("build")
        self.write("content/blog/c.md", "---\ntemplate: page.html\n---\n")
        (self.site / "content/blog/b.md").unlink()
        found = self.explain()
        self.assertEqual((found["blog/c/index.html"]["why"], found["blog/c/index.html"]["change"]), ("new", "added"))
        self.assertEqual((found["blog/b/index.html"]["why"], found["blog/b/index.html"]["change"]), ("removed", "removed"))

    def test_one_output_may_be_named_in_many_ways_and_says_that_it_was_kept(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "text a", "text c")
        self.assertEqual(self.explain("/blog/b/")["blog/b/index.html"]["why"], "kept")
        for name in ("blog/b", "public/blog/b/index.html", "https://example.org/blog/b/", "blog/b/index.html"):
            with self.subTest(name):
                self.assertEqual(list(self.explain(name)), ["blog/b/index.html"])

    def test_an_unknown_output_is_an_error(self):
        self.bengal("build")
        self.assertIn("no output 'nowhere'", self.bengal("build", "--explain", "nowhere", code=USAGE))

    def test_a_full_build_and_a_file_that_was_tampered_with_are_explained(self):
        self.assertEqual({chain["why"] for chain in self.explain().values()}, {"first"})
        self.write("public/blog/a/index.html", "spoiled")
        self.assertEqual({name: chain["why"] for name, chain in self.explain().items()}, {"blog/a/index.html": "tampered"})
        self.assertIn("text a", (self.site / "public/blog/a/index.html").read_text())


class Rehearsals(CacheCase):
    def test_a_dry_run_says_what_the_build_does_and_changes_nothing(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "Old", "New")
        (self.site / "content/blog/b.md").unlink()
        before = self.files()
        run = self.objects("build", "--dry-run")[-1]["dry_run"]
        self.assertEqual(self.files(), before)
        self.assertIn("blog/a/index.html", run["rendered"])
        self.assertEqual(run["removed"], ["blog/b/index.html"])
        summary = self.objects("build")[-1]["summary"]
        self.assertEqual((summary["rendered"], summary["written"], summary["removed"]),
                         (len(run["rendered"]), len(run["written"]), len(run["removed"])))

    def test_a_dry_run_of_a_new_site_makes_no_folder(self):
        run = self.objects("build", "--dry-run")[-1]["dry_run"]
        self.assertIn("index.html", run["written"])
        self.assertFalse((self.site / "public").exists())
        self.assertFalse((self.site / ".bengal").exists())

    def test_a_dry_run_reports_what_is_wrong(self):
        self.write("templates/page.html", "{{ }}")
        self.assertIn("page.html", self.bengal("build", "--dry-run", code=4))


class Verification(CacheCase):
    def test_what_was_built_is_the_same_as_a_clean_build(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "Old", "New")
        self.assertTrue(self.objects("build", "--verify")[-1]["verify"]["same"])
        before = self.files()
        self.assertTrue(self.objects("cache", "verify")[-1]["verify"]["same"])
        self.assertEqual(self.files(), before)
        self.assertEqual(sorted(os.listdir(self.site)), [".bengal", "bengal.toml", "content", "public", "templates"])

    def test_differences_are_listed_and_end_with_code_6(self):
        self.write("content/blog/c.md", "x")
        self.bengal("build")
        (self.site / "content/blog/c.md").unlink()
        self.write("public/blog/a/index.html", "spoiled")
        (self.site / "public/blog/b/index.html").unlink()
        self.write("public/mine.txt", "not Bengal's")
        found = self.objects("cache", "verify", code=FILES)[-1]["verify"]
        kinds = {each["path"]: each["kind"] for each in found["differences"]}
        self.assertEqual(kinds["blog/a/index.html"], "different")
        self.assertEqual(kinds["blog/b/index.html"], "missing")
        self.assertEqual(kinds["blog/c/index.html"], "left over")
        self.assertNotIn("mine.txt", kinds)

    def test_a_page_that_prints_the_time_is_the_same(self):
        self.write("templates/page.html", "{{ site.build_time }} {{ now().isoformat() if now is defined }}")
        self.assertTrue(self.objects("build", "--verify", "--no-incremental")[-1]["verify"]["same"])


class Why(CacheCase):
    def test_it_keeps_the_reason_of_the_last_time(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "Old", "New")
        self.bengal("build")
        self.edit("content/blog/b.md", "text b", "text c")
        self.bengal("build")
        story = self.objects("why", "/blog/a/")[0]
        self.assertEqual((story["build"], story["last_build"]), (2, 3))
        self.assertEqual((story["question"], story["after"]), ("the title of content/blog/a.md", "'New'"))
        asked = {each["thing"]: {one["question"]: one.get("answer") for one in each["asked"]} for each in story["depends_on"]}
        self.assertEqual(asked["content/blog/a.md"]["title"], "'New'")
        self.assertIn("template page.html", asked)
        self.assertNotIn("content/blog/b.md", asked)

    def test_a_source_file_names_its_outputs(self):
        self.bengal("build")
        self.assertIn("blog/a/index.html\n  made by build 1 of 1", self.bengal("why", "content/blog/a.md"))

    def test_uses_of_a_page_a_template_and_the_settings(self):
        self.bengal("build")

        def asked(file):
            return {use["output"] for use in self.objects("why", "--uses", file)[0]["asked"]}

        self.assertEqual(asked("content/blog/a.md"), {"blog/a/index.html", "index.html"})
        self.assertEqual(asked("templates/page.html"), {"blog/a/index.html", "blog/b/index.html"})
        self.assertLessEqual({"blog/a/index.html", "blog/b/index.html"}, asked("bengal.toml"))

    def test_uses_of_data_are_those_of_its_keys(self):
        self.write("data/people.yaml", "ann: Ann\nbob: Bob\n")
        self.write("data/other.yaml", "x: 1\n")
        self.edit("templates/page.html", "<p>", "<p>{{ site.data.people.ann }}")
        self.bengal("build")
        for file, count in (("data/people.yaml", 2), ("data/other.yaml", 0)):
            self.assertEqual(len(self.objects("why", "--uses", file)[0]["asked"]), count, file)

    def test_what_is_not_there_is_an_error(self):
        self.assertIn("there is none yet", self.bengal("why", "/", code=FILES))
        self.bengal("build")
        self.assertIn("made no output 'zzz'", self.bengal("why", "zzz", code=USAGE))
        self.bengal("why", code=USAGE)


class Cache(CacheCase):
    def test_stats_count_what_builds_did(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "text a", "text c")
        self.bengal("build")
        stats = self.objects("cache", "stats")[0]
        first, second = stats["builds"]
        self.assertTrue(first["full"] and not second["full"])
        self.assertEqual((second["rendered"], second["written"], second["parsed"], second["kept"]), (1, 1, 1, first["outputs"] - 1))
        entries = {table["name"]: table["entries"] for table in stats["tables"]}
        self.assertEqual(entries["documents"], 4)
        self.assertIn("documents", self.bengal("cache", "stats"))

    def test_only_the_last_builds_and_the_last_full_one_are_counted(self):
        self.bengal("build")
        for i in range(25):
            self.write("content/blog/a.md", f"---\ntemplate: page.html\n---\n{i}\n")
            self.bengal("build", "--quiet")
        numbers = [build["number"] for build in self.objects("cache", "stats")[0]["builds"]]
        self.assertEqual(numbers, [1, *range(7, 27)])
        self.bengal("build", "--no-incremental")
        self.assertEqual([build["number"] for build in self.objects("cache", "stats")[0]["builds"]], list(range(8, 28)))

    def test_inspect_lists_kinds_and_tells_all_about_one_thing(self):
        self.bengal("build")
        pages = {entry["name"] for entry in self.objects("cache", "inspect", "page")}
        self.assertLessEqual({"content/blog/a.md", "content/blog/b.md"}, pages)
        page, = self.objects("cache", "inspect", "page", "content/blog/a.md")
        self.assertIn({"question": "title", "answer": "'Old'"}, page["asked"])
        self.assertEqual(set(page["outputs"]), {"blog/a/index.html", "index.html"})
        query, = self.objects("cache", "inspect", "query", "site.regular_pages")
        self.assertEqual(query["outputs"], ["index.html"])
        self.assertEqual({entry["name"] for entry in self.objects("cache", "inspect", "template")} & {"page.html"}, {"page.html"})
        self.assertIn("made by build 1", self.bengal("cache", "inspect", "output", "blog/a/index.html"))
        self.assertIn("no page 'zzz'", self.bengal("cache", "inspect", "page", "zzz", code=USAGE))
        self.assertIn("page", self.bengal("cache", "inspect"))

    def test_without_a_cache_each_command_says_so(self):
        for command in ("stats", "inspect", "verify", "doctor", "compact"):
            with self.subTest(command):
                self.assertIn("there is none yet", self.bengal("cache", command, code=FILES))
        self.bengal("cache", "clear")

    def test_doctor_finds_nothing_after_many_builds_and_clears_what_is_damaged(self):
        for i in range(3):
            self.write(f"content/blog/n{i}.md", f"---\ntitle: N{i}\ntags: [x, y{i}]\n---\n[a](a.md)\n")
            self.bengal("build")
        (self.site / "content/blog/n1.md").unlink()
        self.bengal("build")
        self.assertEqual(self.objects("cache", "doctor")[0]["problems"], [])
        data = self.site / ".bengal/cache/data.mdb"
        bytes_ = data.read_bytes()
        data.write_bytes(bytes_.replace(b"content/blog/n2.md", b"content/blog/n9.md"))
        found = self.objects("cache", "doctor", code=FILES)[0]
        self.assertTrue(found["problems"] and found["cleared"])
        self.assertIn("there is none yet", self.bengal("cache", "stats", code=FILES))
        self.bengal("build")
        self.assertTrue(self.objects("cache", "verify")[-1]["verify"]["same"])

    def test_each_part_can_be_cleared_and_the_next_build_is_right(self):
        self.bengal("build")
        tree = {file: file.read_bytes() for file in (self.site / "public").rglob("*") if file.is_file()}
        for part, rendered, parsed in (("outputs", True, False), ("pages", False, True), ("statistics", False, False), ("", True, True)):
            with self.subTest(part):
                self.bengal("cache", "clear", *([part] if part else []))
                summary = self.objects("build")[-1]["summary"]
                self.assertEqual((summary["rendered"] > 0, summary["parsed"] > 0), (rendered, parsed))
                self.assertEqual({file: file.read_bytes() for file in tree}, tree)
                self.assertEqual(self.objects("cache", "doctor")[0]["problems"], [])

    def test_compact_keeps_everything(self):
        self.bengal("build")
        entries = self.objects("cache", "stats")[0]["tables"]
        sizes = self.objects("cache", "compact")[0]
        self.assertLessEqual(sizes["bytes"], sizes["bytes_before"])
        self.assertEqual([t["entries"] for t in self.objects("cache", "stats")[0]["tables"]], [t["entries"] for t in entries])
        self.assertEqual(self.objects("build")[-1]["summary"]["rendered"], 0)

    def test_files_of_the_python_generator_are_named_once_and_left_alone(self):
        self.write(".bengal/cache.json", "{}")
        self.assertIn("1 file of the Python Bengal in .bengal/ (cache.json) left alone", self.bengal("build"))
        self.edit("content/blog/a.md", "Old", "New")
        self.assertNotIn("Python", self.bengal("build"))
        self.assertNotIn("Python", self.bengal("build", "--no-incremental"))
        self.assertEqual((self.site / ".bengal/cache.json").read_text(), "{}")


class Warming(CacheCase):
    def output(self):
        return {file: data for file, data in self.files().items() if file.startswith("public/") or file == ".bengal/outputs"}

    def clean(self):
        """What a build that knows nothing leaves."""
        self.bengal("build", "--no-cache", "--quiet", "--output", self.folder / "clean")
        return self.tree(self.folder / "clean")

    def tree(self, folder):
        return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    def assert_clean(self):
        self.assertEqual(self.tree(self.site / "public"), self.clean())

    def test_a_build_after_it_neither_reads_nor_links_pages(self):
        warm = self.objects("cache", "warm")[-1]["warm"]
        self.assertEqual((warm["parsed"], warm["failed"], warm["remembered"]), (4, 0, True))
        self.assertFalse((self.site / "public").exists())
        self.assertFalse((self.site / ".bengal/outputs").exists())
        summary = self.objects("build")[-1]["summary"]
        items = {each["name"]: each["items"] for each in summary["passes"]}
        self.assertEqual((summary["parsed"], items["read"]), (0, 0))
        self.assertEqual(summary["written"], summary["outputs"])
        self.assert_clean()
        self.assertEqual(self.objects("build")[-1]["summary"]["rendered"], 0)

    def test_it_leaves_the_output_alone_and_the_next_build_notices_the_edits(self):
        self.write("static/x.txt", "x")
        self.write("assets/x.css", "p { color: red }")
        self.bengal("build")
        self.edit("content/blog/a.md", "Old", "New")
        self.write("content/blog/c.md", "---\ntemplate: page.html\n---\nnew\n")
        (self.site / "content/blog/b.md").unlink()
        self.write("static/x.txt", "y")
        self.write("static/new.txt", "new")
        self.write("assets/x.css", "p { color: blue }")
        before = self.output()
        self.assertEqual(self.objects("cache", "warm")[-1]["warm"]["parsed"], 2)
        self.assertEqual(self.output(), before)
        summary = self.objects("build")[-1]["summary"]
        self.assertEqual((summary["parsed"], summary["removed"]), (0, 2))
        self.assert_clean()
        self.assertEqual(self.objects("cache", "doctor")[0]["problems"], [])

    def test_an_output_without_a_maker_goes_although_no_folder_has_changed(self):
        self.bengal("build")
        time.sleep(0.05)
        self.bengal("build")  # The folders are now old enough to be believed.
        (self.site / "content/blog/b.md").unlink()
        self.write("content/blog/c.md", "---\ntemplate: page.html\n---\nnew\n")
        self.bengal("cache", "warm")
        self.assertEqual(self.objects("build")[-1]["summary"]["removed"], 1)
        self.assert_clean()

    def test_edits_after_it_are_noticed_also_back_to_what_was_built(self):
        self.bengal("build")
        before = self.tree(self.site / "public")
        self.edit("content/blog/a.md", "Old", "New")
        self.bengal("cache", "warm")
        self.edit("content/blog/a.md", "New", "Old")
        summary = self.objects("build")[-1]["summary"]
        self.assertEqual((summary["parsed"], summary["written"]), (1, 0))
        self.assertEqual(self.tree(self.site / "public"), before)
        self.edit("content/blog/a.md", "Old", "Mid")
        self.bengal("cache", "warm")
        self.edit("content/blog/a.md", "Mid", "Newest")
        self.bengal("build")
        self.assert_clean()

    def test_it_makes_nothing_again_that_stands_with_the_same_bytes(self):
        self.bengal("build")
        shutil.rmtree(self.site / ".bengal/cache")
        self.bengal("cache", "warm")
        summary = self.objects("build")[-1]["summary"]
        self.assertEqual((summary["rendered"], summary["written"], summary["removed"]), (0, 0, 0))

    def test_a_file_that_was_tampered_with_before_it_is_mended_after_it(self):
        self.bengal("build")
        self.write("public/blog/a/index.html", "spoiled")
        (self.site / "public/blog/b/index.html").unlink()
        self.bengal("cache", "warm")
        self.assertEqual(self.objects("build")[-1]["summary"]["written"], 2)
        self.assert_clean()

    def test_with_nothing_new_it_renders_nothing(self):
        self.bengal("cache", "warm")
        warm = self.objects("cache", "warm")[-1]["warm"]
        self.assertEqual((warm["parsed"], warm["rendered"], warm["remembered"]), (0, 0, True))

    def test_explanations_survive_it(self):
        self.bengal("build")
        self.edit("content/blog/a.md", "Old", "New")
        self.bengal("cache", "warm")
        chain = self.explain()["blog/a/index.html"]
        self.assertEqual((chain["question"], chain["after"], chain["note"]),
                         ("the title of content/blog/a.md", "'New'", "found out by `bengal cache warm`"))

    def test_what_is_wrong_is_said_now_and_by_the_next_build(self):
        self.write("templates/plain.html", "{{ }}")
        problems = [each["message"] for each in self.objects("cache", "warm", code=4)[:-1]]
        self.assertTrue(problems)
        self.assertEqual([each["message"] for each in self.objects("build", code=4)[:-1]], problems)
        self.write("templates/plain.html", "a list")
        self.bengal("build")
        self.assert_clean()

    def test_a_cache_that_cannot_be_kept_is_an_error(self):
        self.write(".bengal/cache", "not a folder")
        self.assertIn("nothing could be remembered", self.bengal("cache", "warm", code=FILES))


if __name__ == "__main__":
    unittest.main(verbosity=1)
