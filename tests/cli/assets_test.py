#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs `bengal check assets` and `bengal cache inspect asset` on real files.

usage: assets_test.py EXECUTABLE
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BENGAL = os.path.abspath(sys.argv.pop(1))
USAGE, TEMPLATE, CONTENT = 2, 4, 5

CONFIG = "[site]\ntitle = 'Site'\nbaseurl = 'https://example.org/docs'\n"
BASE = """<link rel="stylesheet" href="{{ asset_url('css/site.css') }}">
{{ page.html }}
"""
SITE = {
    "bengal.toml": CONFIG,
    "templates/base.html": BASE, "templates/page.html": "{% extends 'base.html' %}", "templates/home.html": "{% extends 'base.html' %}",
    "templates/404.html": "gone",
    "assets/css/site.css": "@import '_part.css';\np { background: url(../img/bg.png) }\n",
    "assets/css/_part.css": "i { background: url(../img/part.png) }\n",
    "assets/img/bg.png": "bg", "assets/img/part.png": "part",
    "static/img/logo.png": "logo",
    "content/index.md": "---\ntitle: Home\ntemplate: home.html\n---\n![logo](/img/logo.png)\n",
    "content/a.md": "---\ntitle: A\ntemplate: page.html\n---\n[home](/)\n",
}


class AssetCase(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bengal-assets-"))
        self.site = self.folder / "site"
        for path, text in SITE.items():
            self.write(path, text)

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, path, text=""):
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def bengal(self, *arguments, code=0):
        done = subprocess.run([BENGAL, *map(str, arguments)], capture_output=True, text=True, cwd=self.site, timeout=120, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout if code == 0 else done.stdout + done.stderr

    def objects(self, *arguments, code=0):
        return [json.loads(line) for line in self.bengal(*arguments, "--json", code=code).splitlines()]

    def check(self, *arguments, code=0):
        """(problems as (code, file, line, message), summary)"""
        *problems, last = self.objects("check", "assets", *arguments, code=code)
        self.assertEqual(last["summary"]["exit_code"], code)
        return [(each["code"], each["file"], each["line"], each["message"]) for each in problems], last["summary"]

    def files(self):
        return {str(file.relative_to(self.site)): (file.read_bytes(), file.stat().st_mtime_ns)
                for file in sorted(self.site.rglob("*")) if file.is_file() and file.name != "lock.mdb"}


class Check(AssetCase):
    def test_a_site_where_all_is_well_is_good(self):
        problems, summary = self.check("--strict")
        self.assertEqual(problems, [])
        self.assertEqual((summary["assets"], summary["unused"], summary["missing"]), (4, 0, 0))
        self.assertIn("4 assets, 0 unused", self.bengal("check", "assets"))

    def test_it_changes_nothing_with_and_without_a_cache(self):
        before = self.files()
        self.check()
        self.assertEqual(self.files(), before)
        self.bengal("build")
        self.write("content/a.md", "---\ntemplate: page.html\n---\n![x](gone.png)\n")
        before = self.files()
        self.check(code=CONTENT)
        self.assertEqual(self.files(), before)

    def test_it_reports_on_the_site_as_it_is_now(self):
        for built in (False, True):
            with self.subTest(built=built):
                if built:
                    self.bengal("build")
                self.assertEqual(self.check()[0], [])
                self.write("content/a.md", "---\ntemplate: page.html\n---\ntext\n\n![x](/img/lgo.png)\n")
                wanted = ("missing-asset", "content/a.md", 6, "'/img/lgo.png' leads to no file of the site")
                self.assertEqual(self.check(code=CONTENT)[0], [wanted])
                self.bengal("build")
                self.assertEqual(self.check(code=CONTENT)[0], [wanted], "from what the build remembers")
                self.write("static/img/lgo.png", "now it is there")
                self.assertEqual(self.check()[0], [])
                (self.site / "static/img/lgo.png").unlink()
                self.write("content/a.md", SITE["content/a.md"])

    def test_a_missing_file_is_said_with_its_place_and_a_suggestion(self):
        self.write("content/a.md", "---\ntemplate: page.html\n---\n<img srcset='/docs/img/logo.png, /docs/pics/logo.png 2x'>\n")
        text = self.bengal("check", "assets", code=CONTENT)
        self.assertIn("content/a.md:4:34: error: '/pics/logo.png' leads to no file of the site [missing-asset]", text)
        self.assertIn("did you mean '/img/logo.png'?", text)

    def test_what_a_template_names_is_said_once_with_its_pages(self):
        self.write("templates/base.html", BASE + "<script src='/docs/app.js'></script>{{ asset_url('img/no.png') }}")
        *problems, last = self.objects("check", "assets", code=TEMPLATE)
        found = {each["message"]: each for each in problems}
        self.assertEqual(len(found), 2)
        literal = found["'/app.js' leads to no file of the site"]
        self.assertEqual((literal["file"], literal["line"], literal["pages"]), ("templates/base.html", 3, ["content/a.md", "content/index.md"]))
        asked = found["there is no asset 'img/no.png'"]
        self.assertEqual((asked["severity"], asked["file"], len(asked["pages"])), ("error", "templates/base.html", 2))
        self.assertEqual(last["summary"]["missing"], 2)

    def test_stylesheets_are_held_against_assets_static_files_and_outputs(self):
        self.write("assets/css/site.css", "@import '_part.css';\n@import 'none.css';\na { background: url(../img/bg.png), url(../img/b.png) }\n"
                   "b { background: url(../../img/logo.png), url(../../img/no.png), url(/docs/img/logo.png), url(/docs/no.svg) }\n")
        problems, _ = self.check(code=CONTENT)
        self.assertEqual(sorted((code, line, message) for code, _, line, message in problems),
                         [("missing-asset", 3, "the asset 'img/b.png' does not exist"),
                          ("missing-asset", 4, "'/img/no.png' leads to no file of the site"),
                          ("missing-asset", 4, "'/no.svg' leads to no file of the site"),
                          ("missing-import", 2, "the imported stylesheet 'css/none.css' does not exist")])
        self.assertEqual({file for _, file, _, _ in problems}, {"assets/css/site.css"})
        self.bengal("build")
        self.assertEqual(self.check(code=CONTENT)[0], problems, "from what the build remembers")

    def test_an_asset_by_its_plain_name_has_another_address(self):
        self.write("content/a.md", "---\ntemplate: page.html\n---\n![x](/assets/img/bg.png)\n")
        (_, _, _, message), = self.check(code=CONTENT)[0]
        self.assertRegex(message, r"^'/assets/img/bg.png' leads nowhere: the asset's address is '/assets/img/bg.[0-9a-f]{8}.png'$")
        self.write("bengal.toml", CONFIG + "[assets]\nfingerprint = false\n")
        self.assertEqual(self.check()[0], [])

    def test_unused_assets_are_warnings_and_fail_under_strict(self):
        self.write("assets/css/old.css", "i { background: url(../img/old.png) }")
        self.write("assets/img/old.png", "old")
        self.write("assets/img/alone.png", "alone")
        problems, summary = self.check()
        self.assertEqual({(code, file) for code, file, _, _ in problems},
                         {("unused-asset", f"assets/{name}") for name in ("css/old.css", "img/old.png", "img/alone.png")})
        self.assertEqual((summary["unused"], summary["warnings"], summary["errors"]), (3, 3, 0))
        self.check("--strict", code=CONTENT)

    def test_a_name_in_a_script_a_body_a_read_file_or_a_preview_is_a_use(self):
        for name in ("js/app.js", "js/work.js", "img/seen.png", "img/inline.svg", "img/card.png"):
            self.write("assets/" + name, "x")
        self.write("assets/js/app.js", "new Worker('/docs/assets/js/work.js')")
        self.write("templates/page.html", BASE + "<script src=\"{{ asset_url('js/app.js') }}\"></script>{{ read_file('assets/img/inline.svg') }}"
                   "<meta property='og:image' content=\"{{ og_image('img/card.png') }}\">")
        self.write("bengal.toml", CONFIG + "[assets]\nfingerprint = false\n")
        self.write("content/a.md", "---\ntemplate: page.html\n---\n<img src='/docs/assets/img/seen.png'>\n")
        self.assertEqual(self.check("--strict")[0], [])

    def test_assets_of_themes_are_checked_on_request_and_built_in_ones_never(self):
        self.write("bengal.toml", CONFIG + "[build]\ntheme = 'plain'\n")
        self.write("themes/plain/theme.toml", "name = 'plain'\n")
        self.write("themes/plain/assets/img/theirs.png", "x")
        self.assertEqual(self.check()[0], [])
        self.assertEqual([file for _, file, _, _ in self.check("--themes")[0]], ["themes/plain/assets/img/theirs.png"])

    def test_links_to_pages_elsewhere_and_files_of_others_are_not_its_business(self):
        self.bengal("build")
        self.write("public/CNAME.pdf", "put there by hand")
        self.write("content/a.md", "---\ntemplate: page.html\n---\n[a](/no/page/) [b](https://example.com/x.png) ![c](https://example.com/x.png) "
                   "![d](//cdn.example.com/x.png) [e](/CNAME.pdf) <img src='/outside.png'>\n\n    ![f](code.png)\n")
        self.assertEqual(self.check()[0], [])

    def test_files_beside_pages_and_static_pages_count(self):
        self.write("content/b/index.md", "---\ntemplate: page.html\n---\n![x](cat.png) ![y](dog.png) [z](cat.pdf)\n")
        self.write("content/b/cat.png", "cat")
        self.write("static/plain.html", "<img src='img/logo.png'>\n<img src='img/none.png'>\n")
        problems, _ = self.check(code=CONTENT)
        self.assertEqual({(file, line, message.split("'")[1]) for _, file, line, message in problems},
                         {("content/b/index.md", 4, "/b/dog.png"), ("content/b/index.md", 4, "/b/cat.pdf"), ("static/plain.html", 2, "/img/none.png")})

    def test_errors_of_the_build_are_said_and_its_other_warnings_are_not(self):
        self.write("content/a.md", "---\ntemplate: page.html\n---\n[x](none.md)\n")
        self.assertEqual(self.check()[0], [])
        self.write("templates/page.html", "{{ }}")
        self.assertIn("template-syntax", [code for code, _, _, _ in self.check(code=TEMPLATE)[0]])

    def test_mistakes_of_the_command_line(self):
        self.assertIn("needs a command: assets", self.bengal("check", code=USAGE))
        self.bengal("check", "assets", "--source", "nowhere", code=USAGE)
        self.assertIn("--strict", self.bengal("help", "check", "assets"))


class Inspect(AssetCase):
    def test_users_are_told_by_kind(self):
        self.write("content/a.md", "---\ntemplate: page.html\n---\n![x](/img/logo.png)\n")
        self.bengal("build")
        style, = self.objects("cache", "inspect", "asset", "css/site.css")
        self.assertEqual((style["templates"], style["outputs"]), (["base.html"], ["a/index.html", "index.html"]))
        picture, = self.objects("cache", "inspect", "asset", "img/part.png")
        self.assertEqual((picture["stylesheets"], picture["outputs"]), (["css/_part.css"], []))
        logo, = self.objects("cache", "inspect", "asset", "/img/logo.png")
        self.assertEqual((logo["pages"], logo["outputs"]), (["content/a.md", "content/index.md"], ["a/index.html", "index.html"]))
        self.assertIn("named by template base.html\n  used by 2 outputs", self.bengal("cache", "inspect", "asset", "css/site.css"))

    def test_all_assets_are_listed_used_or_not(self):
        self.write("assets/img/alone.png", "x")
        self.bengal("build")
        listed = self.bengal("cache", "inspect", "asset").splitlines()
        self.assertIn("img/alone.png: used by 0 outputs", listed)
        self.assertIn("img/bg.png: used by 0 outputs and 1 stylesheet", listed)
        self.assertIn("css/site.css: used by 2 outputs", listed)


if __name__ == "__main__":
    unittest.main(verbosity=1)
