# SPDX-License-Identifier: MIT
"""Renders the built-in templates with the reference Jinja2 over stand-ins for the site's objects."""
import datetime
import os
import re
import sys
import unittest
from types import SimpleNamespace as Thing

try:
    import jinja2
    import markupsafe
except ImportError:
    sys.exit(77)

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "builtin")
BASE = "https://example.org/base"


def absolute_url(url):
    return url if "//" in url else BASE + url


def environment():
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(os.path.join(FOLDER, "templates")),
        autoescape=jinja2.select_autoescape(["html", "xml"]), trim_blocks=True, lstrip_blocks=True)
    made.filters.update(
        absolute_url=absolute_url,
        date_iso=lambda date: date.isoformat(),
        dateformat=lambda date, form: date.strftime(form))
    made.globals.update(
        site=site(), config={"features": {"rss": True, "atom": False}},
        url_for=lambda thing: BASE + thing.url, asset_url=lambda name: BASE + "/assets/" + name,
        canonical_url=absolute_url, page_url=lambda base, number: f"{base}page/{number}/" if number > 1 else base,
        alternate_links=lambda page: [], file_exists=lambda path: True,
        get_breadcrumbs=lambda page: [Thing(title="Home", url="/"), Thing(title="Docs & more", url="/docs/"),
                                      Thing(title=page.title, url=page.url)],
        get_menu=lambda name: [], tag_url=lambda tag: f"{BASE}/tags/{tag}/",
        get_auto_nav=lambda: [Thing(name="Docs", url="/docs/", active=False, active_trail=True, children=[
            Thing(name="Start", url="/docs/start/", active=True, active_trail=False, children=[])])])
    return made


def page(title, url="/docs/a/", **fields):
    plain = dict(title=title, url=url, lang="", noindex=False, date=None, author="", summary="",
                 type="doc", tags=[], translations=[], is_home=False, prev_in_section=None, next_in_section=None)
    return Thing(**{**plain, **fields})


def site():
    dated = [page(f"Post {n}", f"/blog/{n}/", date=datetime.date(2020 + n, 5, 1)) for n in range(7)]
    return Thing(title="A <site>", language="en", author="Ann", regular_pages=dated + [page("No date")])


def render(name, this, **context):
    plain = dict(page=this, title=this.title, content=markupsafe.Markup("<p>body</p>"), metadata={}, toc_items=[], meta_desc="")
    return environment().get_template(name).render(**{**plain, **context})


def links(html):
    return re.findall(r'href="([^"]*)"', html)


class Templates(unittest.TestCase):
    def test_every_template_compiles(self):
        made = environment()
        for name in made.list_templates():
            made.get_template(name)

    def test_a_page_shows_title_body_date_tags_contents_and_neighbours(self):
        html = render("page.html", page("Q & A", date=datetime.date(2024, 5, 2), tags=["c++"],
                                        prev_in_section=page("Before", "/docs/b/"),
                                        next_in_section=page("After", "/docs/c/")),
                      toc_items=[Thing(id="one", title="One", level=2)], meta_desc='say "hi"')
        self.assertIn("<h1>Q &amp; A</h1>", html)
        self.assertIn("<title>Q &amp; A · A &lt;site&gt;</title>", html)
        self.assertIn("<p>body</p>", html)
        self.assertIn('<time datetime="2024-05-02">2 May 2024</time>', html)
        self.assertIn('<li class="level-2"><a href="#one">One</a></li>', html)
        self.assertIn('content="say &#34;hi&#34;"', html)
        for url in ("/tags/c++/", "/docs/b/", "/docs/c/", "/assets/css/style.css", "/rss.xml", "/docs/a/"):
            self.assertIn(BASE + url, links(html))
        self.assertNotIn(BASE + "/atom.xml", links(html))

    def test_a_blog_post_has_contents_only_when_it_asks(self):
        items = [Thing(id="one", title="One", level=2)]
        self.assertNotIn("On this page", render("page.html", page("Post", type="blog"), toc_items=items))
        self.assertIn("On this page",
                      render("page.html", page("Post", type="blog"), toc_items=items, metadata={"toc": True}))

    def test_the_current_menu_entry_is_marked(self):
        html = render("page.html", page("A"))
        self.assertIn(f'<a href="{BASE}/docs/start/" aria-current="page">Start</a>', html)
        self.assertIn(f'<a href="{BASE}/docs/" class="trail">Docs</a>', html)

    def test_a_list_shows_sections_posts_and_pages(self):
        posts = [page("One", date=datetime.date(2024, 1, 1), summary="The <first>"), page("Two", summary="Second")]
        html = render("index.html", page("Docs", "/docs/"), posts=posts, subsections=[page("Sub", "/docs/sub/")],
                      current_page=2, total_pages=3, base_url="/docs/")
        self.assertIn("The &lt;first&gt;", html)
        self.assertIn("Second", html)
        self.assertIn("Page 2 of 3", html)
        for url in ("/docs/sub/", "/docs/page/3/"):
            self.assertIn(BASE + url, links(html))
        self.assertIn(f'<link rel="canonical" href="{BASE}/docs/page/2/">', html)
        self.assertIn(f'<a rel="prev" href="{BASE}/docs/">', html)
        self.assertNotIn("Recent", html)

    def test_the_home_page_shows_the_five_latest_dated_pages(self):
        html = render("index.html", page("A <site>", "/", is_home=True), posts=[], subsections=[])
        self.assertIn("<title>A &lt;site&gt;</title>", html)
        self.assertEqual(re.findall(r">(Post \d)</a>", html), ["Post 6", "Post 5", "Post 4", "Post 3", "Post 2"])

    def test_a_term_lists_its_pages(self):
        html = render("tag.html", page("News", "/tags/news/"), tag="News", tag_slug="news", posts=[page("One")])
        self.assertIn(">One</a>", html)

    def test_the_index_of_terms_works_for_any_taxonomy(self):
        terms = [dict(name="C++", slug="c++", count=2), Thing(name="Go", slug="go", count=1, url="/topics/go.html")]
        html = render("tags.html", page("Topics", "/topics/"), tags=terms)
        self.assertIn(BASE + "/topics/c++/", links(html))
        self.assertIn(BASE + "/topics/go.html", links(html))

    def test_the_archive_groups_by_year(self):
        html = render("archive.html", page("Archive"))
        self.assertEqual(re.findall(r"<h2>(\d+)</h2>", html), [str(year) for year in range(2026, 2019, -1)])

    def test_the_page_for_missing_pages_has_no_canonical_address(self):
        html = render("404.html", page("Not here", "/404.html"), content="")
        self.assertIn("<h1>Not here</h1>\n<p>There is nothing at this address.", html)
        self.assertNotIn("canonical", html)

    def test_the_page_for_missing_pages_can_be_written(self):
        html = render("404.html", page("Gone", "/404.html"))
        self.assertIn("<h1>Gone</h1>\n<p>body</p>", html)
        self.assertNotIn("There is nothing", html)

    def test_a_body_with_a_heading_of_its_own_gets_no_second_one(self):
        body = markupsafe.Markup('<h1 id="mine">Mine</h1>')
        for name in ("page.html", "index.html"):
            self.assertEqual(render(name, page("From the file"), content=body).count("<h1"), 1)

    def test_a_page_leads_to_its_translations(self):
        html = render("page.html", page("A", translations=[page("Le A", "/fr/a/", lang="fr")]))
        self.assertIn(f'<a hreflang="fr" href="{BASE}/fr/a/">fr</a>', html)
        self.assertNotIn("Languages", render("page.html", page("A")))

    def test_a_site_without_a_name_has_no_empty_links(self):
        made = environment()
        made.globals["site"].title = made.globals["site"].author = ""
        html = made.get_template("page.html").render(page=page("A"), title="A", content="", metadata={}, toc_items=[])
        self.assertIn(f'<a class="brand" href="{BASE}/">Home</a>', html)
        self.assertNotIn('title=""', html)
        self.assertNotIn("<p></p>", html)

    def test_tags_are_balanced(self):
        for name, context in (("page.html", {}), ("index.html", dict(posts=[page("x")])), ("tags.html", dict(tags=[])),
                              ("archive.html", {}), ("404.html", {})):
            html = render(name, page("A", tags=["t"], next_in_section=page("B")), **context)
            open_elements = []
            for closing, element in re.findall(r"<(/?)([a-z0-9]+)", html):
                if element in ("meta", "link"):
                    continue
                if closing:
                    self.assertEqual(open_elements.pop(), element, name)
                else:
                    open_elements.append(element)
            self.assertEqual(open_elements, [], name)


def luminance(color):
    digits = color[1:] if len(color) == 7 else "".join(c * 2 for c in color[1:])
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Stylesheet(unittest.TestCase):
    def test_text_has_the_contrast_of_level_aa_in_both_schemes(self):
        with open(os.path.join(FOLDER, "assets/css/style.css")) as file:
            schemes = re.findall(r":root \{(.*?)\}", file.read(), re.S)
        self.assertEqual(len(schemes), 2)
        for scheme in schemes:
            colors = dict(re.findall(r"--(\w+): (#\w+)", scheme))
            for text in ("text", "soft", "link", "good", "warn", "bad"):
                for back in ("back", "raised"):
                    light, dark = sorted((luminance(colors[text]), luminance(colors[back])), reverse=True)
                    self.assertGreaterEqual((light + 0.05) / (dark + 0.05), 4.5, (text, back, scheme))


if __name__ == "__main__":
    unittest.main()
