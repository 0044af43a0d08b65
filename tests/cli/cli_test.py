#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the real executable on real files: commands, exit codes, bad input, interrupted builds.

usage: cli_test.py EXECUTABLE
"""

import html.parser
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

BENGAL = os.path.abspath(sys.argv.pop(1))
USAGE, CONFIG, TEMPLATE, CONTENT, FILES = 2, 3, 4, 5, 6


class Links(html.parser.HTMLParser):
    """The addresses that a page refers to."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


class SiteCase(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bengal-cli-"))
        self.site = self.folder / "site"
        self.site.mkdir()

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, path, text=""):
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def bengal(self, *arguments, stdin=None, limit=None, **variables):
        return subprocess.run([BENGAL, *map(str, arguments)], input=stdin, capture_output=True, text=True, cwd=self.folder, timeout=120,
                              preexec_fn=limit, check=False, env={**os.environ, **variables})

    def build(self, *arguments, limit=None):
        """Exit code, problems and summary of a build, from its JSON."""
        done = self.bengal("build", "--source", self.site, "--json", *arguments, limit=limit)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertGreaterEqual(done.returncode, 0, f"killed by a signal: {done.stderr}")
        problems = [line for line in lines if "summary" not in line]
        return done.returncode, problems, lines[-1].get("summary") if lines else None

    def tree(self, folder=None):
        root = folder or self.site / "public"
        return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}

    def output(self, path):
        return (self.site / "public" / path).read_text()

    def assert_problem(self, problems, **wanted):
        for problem in problems:
            if all(problem.get(key) == value for key, value in wanted.items()):
                return problem
        self.fail(f"no problem like {wanted} among {json.dumps(problems, indent=1)}")


class Commands(SiteCase):
    def test_each_skeleton_builds_strictly_and_its_links_lead_somewhere(self):
        for kind in ("default", "docs", "blog"):
            with self.subTest(kind):
                self.assertEqual(self.bengal("new", "site", kind, "--template", kind).returncode, 0)
                done = self.bengal("build", "--source", kind, "--strict", "--quiet")
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
                root = self.folder / kind / "public"
                for page in root.rglob("*.html"):
                    here = "/" + str(page.relative_to(root))
                    for link in Links(page.read_text()).found:
                        address = urllib.parse.urlsplit(urllib.parse.urljoin(here, link))
                        if address.scheme or address.netloc:
                            continue
                        target = root / urllib.parse.unquote(address.path).lstrip("/")
                        target = target / "index.html" if target.is_dir() else target
                        self.assertTrue(target.is_file(), f"{here} links to {link}")

    def test_new_site_refuses_a_folder_that_is_not_empty(self):
        self.write("mine", "x")
        done = self.bengal("new", "site", "site")
        self.assertEqual(done.returncode, USAGE)
        self.assertEqual(sorted(os.listdir(self.site)), ["mine"])

    def test_what_new_site_says_can_be_pasted_into_a_shell(self):
        name = "It's my site & more"
        done = self.bengal("new", "site", name)
        self.assertEqual(done.returncode, 0)
        command = next(line for line in done.stdout.splitlines() if line.strip().startswith("cd "))
        there = subprocess.run(["sh", "-c", command + " && pwd"], capture_output=True, text=True, cwd=self.folder, check=True)
        self.assertEqual(there.stdout.strip(), str((self.folder / name).resolve()))

    def test_new_page_writes_front_matter_that_builds(self):
        self.write("content/index.md", "x")
        done = self.bengal("new", "page", "blog/my-post", "--title", 'A "b": c', "--tag", "x", "--source", self.site)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.build()[0], 0)
        self.assertIn("A &#34;b&#34;: c", self.output("blog/my-post/index.html"))
        self.assertEqual(self.bengal("new", "page", "../out", "--source", self.site).returncode, USAGE)

    def test_new_page_takes_a_path_as_a_shell_completes_it(self):
        self.write("content/index.md", "x")
        for path in ("content/blog/one.md", "./content/blog/two.md"):
            self.assertEqual(self.bengal("new", "page", path, "--source", self.site).returncode, 0)
        self.assertEqual(sorted(file.name for file in (self.site / "content/blog").iterdir()), ["one.md", "two.md"])
        (self.site / "content/content").mkdir()
        self.bengal("new", "page", "content/three", "--source", self.site)
        self.assertTrue((self.site / "content/content/three.md").exists(), "a folder of that name is meant")

    def test_a_page_made_today_is_there_today_on_any_clock(self):
        self.write("content/index.md", "x")
        for zone in ("EAST-14", "WEST+12", "UTC0"):
            self.assertEqual(self.bengal("new", "page", zone.lower(), "--source", self.site, TZ=zone).returncode, 0)
            self.assertEqual(self.bengal("build", "--source", self.site, "--quiet", TZ=zone).returncode, 0)
            self.assertTrue((self.site / "public" / zone.lower() / "index.html").is_file(), zone)

    def test_clean_removes_what_was_built_and_nothing_else(self):
        self.write("content/a.md", "x")
        self.build()
        self.write("public/mine.txt", "mine")
        self.assertEqual(self.bengal("clean", "--source", self.site).returncode, 0)
        self.assertEqual(self.tree(), {"mine.txt": b"mine"})

    def test_config_show_says_where_values_come_from(self):
        self.write("bengal.toml", '[site]\ntitle = "T"\n')
        done = self.bengal("config", "show", "--origin", "--source", self.site)
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r'site\.title = "T".*bengal\.toml:2')

    def test_render_renders_one_template(self):
        self.write("t/base.html", "<{% block b %}{% endblock %}>")
        self.write("t/a.html", "{% extends 'base.html' %}{% block b %}{{ x }}{% endblock %}\n")
        done = self.bengal("render", "a.html", "--templates", self.site / "t", "--data", "-", stdin='{"x": "<1>"}')
        self.assertEqual((done.returncode, done.stdout), (0, "<<1>>"))
        done = self.bengal("render", "a.html", "--templates", self.site / "t", "--data", "-", "--autoescape", "--keep-trailing-newline",
                           stdin='{"x": "<1>"}')
        self.assertEqual(done.stdout, "<&lt;1&gt;>")
        self.assertEqual(self.bengal("render", "none.html", "--templates", self.site / "t").returncode, TEMPLATE)
        for data in ("[1]", '{"a":}'):
            done = self.bengal("render", "a.html", "--templates", self.site / "t", "--data", "-", stdin=data)
            self.assertEqual(done.returncode, CONTENT)
            self.assertIn("(standard input)", done.stderr)

    def test_markdown_converts_standard_input(self):
        self.assertEqual(self.bengal("markdown", "--commonmark", stdin="# *a* ~~b~~\n").stdout, "<h1><em>a</em> ~~b~~</h1>\n")
        self.assertIn("<del>b</del>", self.bengal("markdown", stdin="~~b~~\n").stdout)
        self.assertEqual(self.bengal("markdown", "--gfm", stdin="# a ~~b~~\n").stdout, "<h1>a <del>b</del></h1>\n")

    def test_every_command_has_help_and_mistakes_get_a_suggestion(self):
        for command in ("build", "new", "clean", "config", "render", "markdown"):
            self.assertEqual(self.bengal("help", command).returncode, 0, command)
            self.assertIn("--", self.bengal(command, "--help").stdout)
        for whole in (self.bengal("help"), self.bengal(), self.bengal("--help")):
            self.assertEqual(whole.returncode, 0)
            self.assertIn("Convert Markdown", whole.stdout)
        for words in (["new", "site"], ["config", "show"]):
            done = self.bengal("help", *words)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("Usage: bengal " + " ".join(words) + " [OPTIONS]", done.stdout)
            self.assertEqual(self.bengal(*words, "--help").stdout, done.stdout)
        done = self.bengal("build", "--drafst")
        self.assertEqual(done.returncode, USAGE)
        self.assertIn("--drafts", done.stderr)
        self.assertEqual(self.bengal("build", "--source", "none").returncode, USAGE)

    def test_mistakes_on_the_command_line_say_what_is_wrong_and_where_to_look(self):
        for words, said in (
            (["biuld"], "bengal: there is no command 'biuld'\n  hint: did you mean 'build'?\n  Run `bengal help` for"),
            (["help", "nope"], "bengal: there is no command 'nope'\n"),
            (["help", "new", "sit"], "bengal: there is no command 'new sit'\n  hint: did you mean 'site'?\n  Run `bengal help new`"),
            (["config", "shw"], "bengal: there is no command 'config shw'\n  hint: did you mean 'show'?\n"),
            (["new"], "bengal: `bengal new` needs a command: site, page\n"),
            (["build", "--sorce", "x"], "bengal: `bengal build` has no option '--sorce'\n  hint: did you mean '--source'?\n"),
            (["build", "--sorce=x"], "bengal: `bengal build` has no option '--sorce'\n  hint: did you mean '--source'?\n"),
            (["build", "extra"], "bengal: `bengal build` takes no 'extra'\n  Run `bengal help build` for"),
            (["build", "--baseurl"], "bengal: --baseurl needs a value\n  Run `bengal help build`"),
            (["new", "site"], "bengal: `bengal new site`: name is required\n  Run `bengal help new site`"),
        ):
            done = self.bengal(*words)
            self.assertEqual((done.returncode, done.stdout), (USAGE, ""), words)
            self.assertEqual(done.stderr[:len(said)], said)

    def test_a_folder_that_was_removed_is_not_taken_for_the_root_of_the_disk(self):
        gone = self.folder / "gone"
        gone.mkdir()
        run = subprocess.run(["sh", "-c", 'rmdir "$PWD" && exec "$0" build', BENGAL], cwd=gone, capture_output=True, text=True, timeout=20)
        self.assertEqual(run.returncode, USAGE, run.stdout + run.stderr)
        self.assertIn("current folder", run.stderr)

    def test_the_summary_counts_in_whole_words(self):
        self.write("content/a.md", "[[nope]]")
        self.assertIn("0 errors, 1 warning\n", self.bengal("build", "--source", self.site).stdout)


class Outputs(SiteCase):
    def write_blog(self, posts=150):
        self.write("bengal.toml", '[site]\ntitle = "B"\n')
        numbers = random.Random(1)
        for i in range(posts):
            self.write(f"content/s{i % 5}/p{i}.md", f"---\ntitle: P{i}\ndate: 2024-01-{1 + i % 28:02}\ntags: [t{i % 7}]\n---\n"
                       + " ".join(str(numbers.random()) for _ in range(200)) + f"\n\n[next](p{(i + 5) % posts}.md)\n")

    def test_output_does_not_depend_on_jobs_nor_on_the_time(self):
        self.write_blog()
        trees = []
        for jobs in (1, 2, 7):
            self.build("--jobs", jobs, "--output", self.folder / f"out{jobs}")
            trees.append(self.tree(self.folder / f"out{jobs}"))
            time.sleep(0.6)
        self.assertGreater(len(trees[0]), 150)
        self.assertEqual(trees[0], trees[1])
        self.assertEqual(trees[0], trees[2])

    def test_messages_do_not_depend_on_jobs(self):
        for number in range(60):
            self.write(f"content/p{number:02}.md", f"---\ntitle: P{number}\n---\n" + "> " * 101 + "deep\n")
        said = [self.build("--jobs", jobs, "--no-cache")[:2] for jobs in (1, 2, 7)]
        self.assertEqual([problem["code"] for problem in said[0][1]], ["nesting-too-deep"] * 60)
        self.assertEqual(said[0], said[1])
        self.assertEqual(said[0], said[2])

    def test_output_does_not_depend_on_the_order_in_which_files_were_made(self):
        self.write_blog(40)
        self.build()
        first = self.tree()
        files = [(str(f.relative_to(self.site)), f.read_bytes()) for f in (self.site / "content").rglob("*.md")]
        shutil.rmtree(self.site)
        random.Random(2).shuffle(files)
        self.write("bengal.toml", '[site]\ntitle = "B"\n')
        for path, text in files:
            self.write(path, text)
        self.build()
        self.assertEqual(self.tree(), first)

    def test_the_template_profile_counts_what_ran(self):
        self.write("bengal.toml", "[site]\ntitle = 'T'\n")
        self.write("templates/frame.html", "{% block content %}{% endblock %}{% include 'foot.html' %}")
        self.write("templates/page.html", "{% extends 'frame.html' %}{% block content %}{% macro m() %}.{% endmacro %}{{ m() }}{{ m() }}{% endblock %}")
        self.write("templates/foot.html", "foot")
        for name in "abc":
            self.write(f"content/{name}.md", "---\ntemplate: page.html\n---\ntext\n")
        done = self.bengal("build", "--source", self.site, "--json", "--jobs", 1, "--profile-templates")
        self.assertEqual(done.returncode, 0, done.stdout)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        rows = [line["template_profile"] for line in lines if "template_profile" in line]
        counts = {(row["kind"], row["name"], row["template"]): (row["calls"], row["reused"]) for row in rows}
        self.assertEqual(counts[("template", "page.html", "page.html")], (3, 0))
        self.assertEqual(counts[("template", "frame.html", "frame.html")], (3, 0))
        self.assertEqual(counts[("block", "content", "page.html")], (3, 0))
        self.assertEqual(counts[("macro", "m", "page.html")], (6, 0))
        self.assertEqual(counts[("include", "foot.html", "foot.html")], (3, 2))
        self.assertEqual([row["own_seconds"] for row in rows], sorted((row["own_seconds"] for row in rows), reverse=True))
        self.assertTrue(all(0 <= row["own_seconds"] <= row["seconds"] for row in rows))
        again = self.bengal("build", "--source", self.site, "--no-incremental", "--jobs", 4, "--profile-templates")
        self.assertIn("macro m in page.html", again.stdout)
        self.assertIn("No template ran.", self.bengal("build", "--source", self.site, "--profile-templates").stdout)

    def test_a_second_build_writes_nothing(self):
        self.write_blog(20)
        self.build()
        times = {file: file.stat().st_mtime_ns for file in (self.site / "public").rglob("*")}
        summary = self.build()[2]
        self.assertEqual((summary["written"], summary["removed"]), (0, 0))
        self.assertEqual(times, {file: file.stat().st_mtime_ns for file in (self.site / "public").rglob("*")})

    def test_after_a_build_that_was_killed_the_next_one_is_right(self):
        self.write_blog()
        self.build("--output", self.folder / "clean")
        clean = self.tree(self.folder / "clean")
        for delay in (0.001, 0.004, 0.008, 0.015, 0.03, 0.06):
            process = subprocess.Popen([BENGAL, "build", "--source", str(self.site), "--quiet"])
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.wait()
            code, problems, summary = self.build()
            self.assertEqual((code, problems, summary["foreign"]), (0, [], []))
            self.assertEqual(self.tree(), clean)
            self.assertEqual(sorted(os.listdir(self.site)), [".bengal", "bengal.toml", "content", "public"])
            if delay > 0.01:
                shutil.rmtree(self.site / "public")

    def test_a_full_disk_leaves_earlier_files_whole(self):
        self.write("content/small.md", "small")
        self.write("content/large.md", "x")
        self.build()
        before = self.output("large/index.html")
        self.write("content/large.md", "word " * 20000)
        self.write("content/small.md", "smaller")

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000))

        code, problems, _ = self.build(limit=limit)
        self.assertEqual(code, FILES, problems)
        self.assertEqual(self.output("large/index.html"), before)
        self.assertIn("smaller", self.output("small/index.html"))
        self.assertEqual(self.build()[0], 0)
        self.assertIn("word word", self.output("large/index.html"))

    def test_an_output_folder_that_cannot_be_made_is_an_error(self):
        self.write("content/a.md", "x")
        self.write("blocked", "a file")
        code, problems, _ = self.build("--output", self.site / "blocked" / "public")
        self.assertEqual(code, FILES, problems)


class BadInput(SiteCase):
    def setUp(self):
        super().setUp()
        self.write("content/good.md", "fine")

    def tearDown(self):
        self.assertIn("fine", self.output("good/index.html"), "the rest of the site is built")
        super().tearDown()

    def test_broken_front_matter_points_into_the_yaml(self):
        self.write("content/a.md", "---\ntitle: x\nbad: [1, 2\n---\ntext\n")
        code, problems, _ = self.build()
        self.assertEqual(code, CONTENT)
        self.assert_problem(problems, file="content/a.md", severity="error")
        self.assertIn(problems[0]["line"], (3, 4))

    def test_a_template_never_reads_outside_the_site(self):
        (self.folder / "secret.html").write_text("SECRET")
        (self.site / "templates").mkdir()
        os.symlink(self.folder / "secret.html", self.site / "templates" / "link.html")
        for number, name in enumerate(("../../secret.html", "/etc/passwd", "../../../../../../etc/passwd", "link.html")):
            self.write(f"templates/t{number}.html", "{% include '" + name + "' %}")
            self.write(f"content/p{number}.md", f"---\ntemplate: t{number}.html\n---\n")
        self.write("templates/files.html", "{{ read_file('../secret.html') }}{{ read_file('/etc/passwd') }}{{ file_exists('../secret.html') }}")
        self.write("content/files.md", "---\ntemplate: files.html\n---\n")
        code, problems, _ = self.build()
        self.assertEqual(code, TEMPLATE, problems)
        self.assertEqual(self.output("files/index.html").strip(), "False")
        self.assertFalse(any(b"SECRET" in text or b"root:" in text for text in self.tree().values()))

    def test_loops_and_dangling_links_do_not_stop_the_build(self):
        os.symlink(self.site / "content", self.site / "content" / "loop")
        os.symlink("nowhere.md", self.site / "content" / "dangling.md")
        os.symlink("self.md", self.site / "content" / "self.md")
        code, problems, _ = self.build()
        self.assertEqual(code, 0)
        self.assertEqual(sorted(problem["code"] for problem in problems), ["dangling-link", "dangling-link", "link-loop"])

    def test_a_page_that_cannot_be_read_is_named(self):
        os.mkfifo(self.site / "content" / "pipe.md")
        self.write("content/large.md")
        os.truncate(self.site / "content" / "large.md", 2 << 30)
        code, problems, _ = self.build()
        self.assertEqual(code, FILES)
        self.assert_problem(problems, file="content/large.md", code="cannot-read", severity="error")
        self.assert_problem(problems, code="not-a-file", severity="warning")

    def test_a_missing_parent_and_a_wrong_argument_have_their_place(self):
        self.write("templates/p.html", "{% extends 'nobase.html' %}")
        self.write("templates/w.html", "{{ 'x'|truncate(lenght=3) }}")
        self.write("content/p.md", "---\ntemplate: p.html\n---\n")
        self.write("content/w.md", "---\ntemplate: w.html\n---\n")
        code, problems, _ = self.build()
        self.assertEqual(code, TEMPLATE)
        self.assert_problem(problems, file="templates/p.html", line=1, column=4, code="missing-template")
        wrong = self.assert_problem(problems, file="templates/w.html", line=1, column=4, code="wrong-argument")
        self.assertIn("length", wrong["hint"])

    def test_a_template_that_cannot_be_read_is_named(self):
        self.write("content/a.md", "---\ntemplate: a.html\n---\n")
        (self.site / "templates").mkdir()
        # Too large to be read, and hardly anything on the disk; root reads whatever has mere permissions against it.
        self.write("templates/a.html")
        os.truncate(self.site / "templates" / "a.html", (16 << 20) + 1)
        code, problems, _ = self.build()
        self.assertEqual(code, TEMPLATE)
        problem = self.assert_problem(problems, code="cannot-read")
        self.assertIn("16 MiB", problem["hint"])
        self.assertIn("templates/a.html", problem["file"])

    def test_invalid_utf8_is_said_with_its_place(self):
        self.write("content/a.md", b"# one\n\ntwo \xff three\n")
        _, problems, _ = self.build()
        problem = self.assert_problem(problems, file="content/a.md", code="invalid-utf8")
        self.assertEqual((problem["line"], problem["column"]), (3, 5))

    def test_a_page_of_100_megabytes_is_refused(self):
        self.write("content/huge.md", "word and word\n" * (100_000_000 // 14))
        code, problems, _ = self.build()
        self.assertIn(code, (CONTENT, FILES))
        self.assert_problem(problems, file="content/huge.md", severity="error")

    def test_ten_thousand_levels_are_survived(self):
        self.write("content/list.md", "".join("  " * i + "- x\n" for i in range(10000)))
        self.write("content/quote.md", ">" * 10000 + " x\n")
        self.write("content/yaml.md", "---\na: " + "[" * 10000 + "\n---\nx\n")
        started = time.monotonic()
        code, problems, _ = self.build()
        self.assertEqual(code, CONTENT, problems)
        self.assert_problem(problems, file="content/yaml.md", code="nesting-too-deep")
        self.assertLess(time.monotonic() - started, 60)

    def test_equal_causes_are_one_message(self):
        self.write("templates/page.html", "fine {{ page.titel.x }}")
        for i in range(20):
            self.write(f"content/p{i}.md", "x")
        code, problems, _ = self.build()
        self.assertEqual(code, TEMPLATE)
        self.assertEqual(len(problems), 1)
        self.assertEqual(problems[0]["page_count"], 21)
        (self.site / "templates/page.html").unlink()
        self.assertEqual(self.build()[0], 0)

    def test_colors_only_on_terminals(self):
        self.write("content/a.md", "[[nowhere]]")
        done = self.bengal("build", "--source", self.site)
        self.assertNotIn("\x1b", done.stderr)
        self.assertIn("content/a.md:1:3: warning", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
