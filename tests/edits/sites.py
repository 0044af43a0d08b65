# SPDX-License-Identifier: MIT
"""Small random sites in memory: files and links by path, with what the edits need to know about them."""

import formats
import templates

SECTIONS = ["blog", "docs", "guides", "news", "notes", "api"]
DEEPER = ["start", "deep", "more", "old"]
WORDS = ("amber birch cedar delta ember frost grove harbor island jungle kettle lantern meadow nectar orchard pepper quartz river "
         "saddle timber umber velvet willow yonder zephyr").split()
TAGS = ["red", "green", "blue", "C++", "Web Dev", "web dev", "long tag name", "été"]
CATEGORIES = ["News", "How To", "Ideas"]
AUTHORS = ["Ada", "Grace", "Linus"]
HEADINGS = ["Usage", "First steps", "Install", "More", "Notes"]
IDS = ["anchor", "install", "overview", "faq"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d"><circle r="3"/></svg>\n'


class Site:
    """The inputs of a site as the edits see them; `World` holds the same on the disk."""

    def __init__(self):
        self.files = {}
        self.links = {}
        self.flags = []
        self.variables = {}
        self.languages = []
        self.plain = False  # few of its pages have to do with each other but by lists
        self.counter = 0

    def number(self):
        """A number that was not used before, for new names and texts."""
        self.counter += 1
        return self.counter

    def paths(self, folder, *endings):
        return sorted(path for path in self.files if path.startswith(folder) and path.endswith(endings or ("",)))

    def pages(self):
        return [path for path in self.paths("content/", ".md", ".markdown")
                if all(part == "_index.md" or not part.startswith(("_", ".")) for part in path.split("/"))]

    def plain_pages(self):
        return [path for path in self.pages() if not path.endswith(("index.md", "404.md"))]

    def folders(self):
        """Folders of content that hold pages."""
        return sorted({path.rpartition("/")[0] for path in self.pages()})

    def roots(self):
        """Folders that sections stand in: content itself, or one for each language."""
        return [f"content/{language}" for language in self.languages] or ["content"]

    def template_files(self):
        return [path for path in self.files if path.endswith(".html") and (path.startswith("templates/") or path.startswith("themes/"))]

    def config_files(self):
        return [path for path in self.files if path.startswith("config/") or path in ("bengal.toml", "bengal.yaml")]

    def main_config(self):
        """The file that holds most settings."""
        return next((path for path in ("bengal.toml", "bengal.yaml", "config/_default/main.toml") if path in self.files), None)

    def settings(self):
        """The table of the main settings file, or None when there is none or it is broken."""
        path = self.main_config()
        return formats.read_table(path, self.files[path]) if path else None

    def apply(self, change):
        """Follows a change of inputs; changes that only the disk can show leave the model as it is."""
        kind, *arguments = change
        if kind in ("write", "same_stat", "edit_during_build"):
            self.remove(arguments[0])
            self.files[arguments[0]] = arguments[1]
        elif kind in ("delete", "fifo", "sparse", "mkdir"):
            self.remove(arguments[0])
        elif kind == "link":
            self.remove(arguments[0])
            self.links[arguments[0]] = arguments[1]
        elif kind == "rename":
            self.rename(*arguments)
        elif kind == "flags":
            self.flags = arguments[0]
        elif kind == "variables":
            self.variables = arguments[0]

    def remove(self, path):
        for table in (self.files, self.links):
            for each in [each for each in table if each == path or each.startswith(path + "/") or path.startswith(each + "/")]:
                del table[each]

    def rename(self, old, new):
        for table in (self.files, self.links):
            moved = {new + path[len(old):]: table.pop(path) for path in list(table) if path == old or path.startswith(old + "/")}
            table.update(moved)


def sentence(random):
    return " ".join(random.choice(WORDS) for _ in range(random.randint(4, 12))).capitalize() + "."


def title(random):
    return " ".join(random.sample(WORDS, random.randint(1, 3))).title()


def date(random):
    return f"{random.randint(2019, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


# Keys by which a page is more than an entry of lists.
RARE_WHERE_PLAIN = {"draft", "expiry", "url", "aliases", "id", "menu"}


def front_matter(random, site):
    front = {}

    def maybe(chance, key, make):
        if site.plain and key in RARE_WHERE_PLAIN:
            chance /= 10
        if random.random() < chance:
            front[key] = make()

    maybe(0.9, "title", lambda: title(random))
    maybe(0.7, "date", lambda: date(random) + random.choice(["", "", "T10:00:00Z", "T08:30:00+02:00"]))
    maybe(0.2, "lastmod", lambda: date(random))
    maybe(0.4, "description", lambda: sentence(random))
    maybe(0.3, "weight", lambda: random.randint(1, 20))
    maybe(0.6, "tags", lambda: random.sample(TAGS, random.randint(1, 3)))
    maybe(0.3, "categories", lambda: random.sample(CATEGORIES, random.randint(1, 2)))
    maybe(0.3, "author", lambda: random.choice(AUTHORS))
    maybe(0.1, "draft", lambda: True)
    maybe(0.1, "expiry", lambda: random.choice(["2001-01-01", "2095-01-01"]))
    maybe(0.1, "type", lambda: random.choice(["blog", "doc", "tutorial", "odd"]))
    maybe(0.08, "slug", lambda: f"slug-{site.number()}")
    maybe(0.06, "url", lambda: random.choice(["/moved/%d/", "/moved/%d.html"]) % site.number())
    maybe(0.1, "aliases", lambda: [f"/old/{site.number()}/"])
    maybe(0.15, "id", lambda: random.choice(IDS) if random.random() < 0.5 else f"id-{site.number()}")
    maybe(0.1, "menu", lambda: random.choice(["main", "footer", {"main": {"weight": random.randint(1, 9)}}]))
    maybe(0.2, "audience", lambda: random.choice(["experts", "beginners"]))
    maybe(0.15, "color", lambda: random.choice(["red", "blue"]))
    maybe(0.1, "series", lambda: random.choice(["one", "two"]))
    maybe(0.05, "toc", lambda: False)
    maybe(0.05, "hidden", lambda: True)
    maybe(0.05, "noindex", lambda: True)
    maybe(0.05, "featured", lambda: True)
    maybe(0.05, "keywords", lambda: ["one", "two"])
    maybe(0.05, "outputs", lambda: random.choice([["json"], ["txt"], ["json", "txt"]]))
    maybe(0.06, "template", lambda: random.choice(["special.html", "page.html"]))
    maybe(0.06, "layout", lambda: "wide")
    return front


def reference(random, site):
    """A link, a cross reference or a variable in Markdown; one in eight leads nowhere."""
    pages = site.plain_pages()
    if not pages or random.random() < 0.12:
        broken = ["[[nowhere]]", "[gone](gone.md)", "[[id:nobody]]", "{{ page.nothing }}", "[[#nothing]]"]
        return random.choice(broken[:2] if site.plain else broken)
    path = random.choice(pages).removeprefix("content/").removesuffix(".md")
    stem = path.rpartition("/")[2]
    if site.plain:
        return random.choice([f"[[/{path}]]", f"[[{stem}]]", f"[rel](/{path}/)", f"[source]({stem}.md)", f"[other](../{stem}.md)",
                              f"[up](..) [here](./{stem}/)", f"[coded](/{path.replace('-', '%2D')}/)"])
    return random.choice([
        f"[[/{path}]]", f"[[{path}|that page]]", f"[[{stem}]]", f"[[/{path}#{random.choice(HEADINGS).lower().replace(' ', '-')}]]",
        f"[[id:{random.choice(IDS)}]]", f"[[#{random.choice(HEADINGS).lower().replace(' ', '-')}]]", f"[rel](/{path}/)",
        f"[source]({stem}.md)", f"[other](../{stem}.md#usage)", "{{ page.title }}", "{{ site.title }}", "{{ site.params.version }}",
        "{{ page.metadata.audience }}", "{{ config.site.description }}", "`{{ page.title }}` {{/* page.title */}}"])


def shown_by_templates(random, site):
    """What a template of the site or another file may show, or not: they come and go."""
    return random.choice([
        '{{< box "' + title(random) + '" size=3 >}}\n' + sentence(random) + " " + reference(random, site) + "\n{{< /box >}}",
        "Text {{< box />}} and {{ box(size=2) }} and {{< lost >}}",
        '<Note type="tip">\n\n' + sentence(random) + "\n\n</Note>",
        ":::{mine} " + title(random) + "\n:color: red\n" + sentence(random) + "\n:::",
        '--8<-- "snippets/one.md"', "```{include} ../snippets/two.md\n:lines: 1-2\n```", '--8<-- "snippets/one.md:part"',
        ":::{literalinclude} snippets/code.py\n:start-after: begin\n:::"])


def body(random, site):
    parts = []
    for _ in range(random.randint(1, 5)):
        kind = random.random()
        if kind < 0.25:
            parts.append("#" * random.randint(2, 4) + " " + random.choice(HEADINGS + [title(random)]))
        elif kind < 0.55:
            parts.append(sentence(random) + " " + reference(random, site) + " " + sentence(random))
        elif kind < 0.59 and not site.plain:
            parts.append(shown_by_templates(random, site))
        elif kind < 0.62:
            parts.append(":::{note} " + title(random) + "\n" + sentence(random) + "\n:::")
        elif kind < 0.68:
            parts.append("- one\n- two " + reference(random, site) + "\n\n| a | b |\n|---|---|\n| 1 | 2 |")
        elif kind < 0.73:
            parts.append(sentence(random) + "\n\n<!--more-->\n\n" + sentence(random))
        elif kind < 0.78:
            parts.append("```python\nprint('[[not a reference]]')\n```\n\nNote.[^1]\n\n[^1]: " + sentence(random))
        else:
            parts.append(" ".join(sentence(random) for _ in range(random.randint(1, 9))))
    return "\n\n".join(parts) + "\n"


def page(random, site):
    kind = random.choices(["yaml", "toml", "json", ""], [7, 2, 1, 1])[0]
    return formats.write_page(kind, front_matter(random, site) if kind else {}, body(random, site))


def section_page(random, site):
    front = {"title": title(random)}
    if random.random() < 0.4:
        front["cascade"] = random.choice([{"color": "green"}, {"audience": "experts", "author": "Ada"}, {"type": "doc"}, {"draft": False}])
    if random.random() < 0.3:
        front["weight"] = random.randint(1, 9)
    if random.random() < 0.2:
        front["paginate"] = random.choice([1, 2, False])
    if random.random() < 0.2:
        front["content_type"] = random.choice(["blog", "doc", "list"])
    if random.random() < 0.1:
        front["menu"] = random.choice([False, "main"])
    return formats.write_page("yaml", front, body(random, site))


def add_content(random, site):
    for root in site.roots():
        folders = [f"{root}/{name}" for name in random.sample(SECTIONS, random.randint(1, 4))]
        for folder in list(folders):
            if random.random() < 0.4:
                folders.append(f"{folder}/{random.choice(DEEPER)}")
                if random.random() < 0.3:
                    folders.append(f"{folders[-1]}/{random.choice(DEEPER)}x")
        if random.random() < 0.7:
            is_list = random.random() < 0.3 and not site.plain
            front = {"title": "Home", "paginate": 2} if is_list else {"title": title(random)}
            site.files[f"{root}/{random.choice(['index.md', '_index.md'])}"] = formats.write_page("yaml", front, body(random, site))
        count = random.randint(5, 40) // len(site.roots())
        for _ in range(max(count, 2)):
            folder = random.choice([root] + folders * 3)
            name = random.choice([random.choice(WORDS), "start", f"{random.choice(WORDS)}-{site.number()}"])
            site.files[f"{folder}/{name}.md"] = page(random, site)
        for folder in folders:
            if random.random() < 0.5:
                site.files[f"{folder}/{random.choice(['_index.md', '_index.md', 'index.md'])}"] = section_page(random, site)
        if random.random() < 0.6:
            bundle = f"{folders[0]}/bundle-{site.number()}"
            site.files[f"{bundle}/index.md"] = page(random, site)
            site.files[f"{bundle}/photo.svg"] = (SVG % (5, 6)).encode()
            site.files[f"{bundle}/plan.csv"] = b"a,b\n1,2\n"
        if random.random() < 0.2:
            site.files[f"{folders[0]}/loose.csv"] = b"x,y\n"
    if random.random() < 0.2:
        site.files["content/404.md"] = b"---\ntitle: Nothing here\n---\nGone [[start]].\n"


def settings(random, site):
    table = {"site": {"title": title(random), "baseurl": random.choice(["", "/base", "https://example.org", "https://example.org/sub"]),
                      "description": sentence(random), "author": "Ada"}}
    if random.random() < 0.15:
        table["build"] = {"pretty_urls": False}
    if random.random() < 0.7:
        table["pagination"] = {"per_page": random.randint(1, 6)}
    table["params"] = {"version": "1.0", "links": {"home": "/start/"}, "unused": "nobody asks"}
    if random.random() < 0.6:
        table["menu"] = {"main": menu(random, site), "footer": [{"name": "Source", "url": "https://example.org/source", "weight": 1}]}
    if random.random() < 0.5:
        table["output_formats"] = {"per_page": random.choice([["json"], ["txt"], ["json", "txt"]])}
    if random.random() < 0.2:
        table["taxonomies"] = {"series": "series"}
    if random.random() < 0.2:
        table["features"] = {random.choice(["sitemap", "rss", "atom", "llms", "search_index"]): False}
    if random.random() < 0.2:
        table["assets"] = {random.choice(["fingerprint", "bundle"]): False}
    if random.random() < 0.3:
        table["content"] = {"excerpt_words": random.randint(3, 20), "related_count": random.randint(1, 3)}
    if site.languages:
        table["i18n"] = {"strategy": random.choice(["prefix", "prefix", "domain"]), "default_language": "en",
                         "default_in_subdir": random.random() < 0.3,
                         "languages": [{"code": code, "name": code.upper(), "weight": i} for i, code in enumerate(site.languages)]}
    return table


def menu(random, site):
    entries = []
    for i, folder in enumerate(site.folders()[:5]):
        entry = {"name": title(random), "url": folder.removeprefix("content") + "/", "weight": i, "identifier": f"m{i}"}
        if i and random.random() < 0.4:
            entry["parent"] = "m0"
        entries.append(entry)
    return entries or [{"name": "Home", "url": "/"}]


def add_settings(random, site, theme):
    table = settings(random, site)
    if theme:
        table["theme"] = {"name": "a", "color": "teal"}
    kind = random.random()
    if kind < 0.6:
        site.files["bengal.toml"] = formats.write_table(".toml", table)
    elif kind < 0.75:
        site.files["bengal.yaml"] = formats.write_table(".yaml", table)
    else:
        params = table.pop("params")
        site.files["config/_default/main.toml"] = formats.write_table(".toml", table)
        site.files["config/_default/params.yaml"] = formats.write_table(".yaml", params)
        site.files["config/environments/production.yaml"] = b"params: {\"stage\": \"live\"}\nsite: {\"baseurl\": \"https://live.example.org\"}\n"
        site.files["config/environments/preview.toml"] = b"[params]\nstage = \"look\"\n[pagination]\nper_page = 2\n"
        site.files["config/profiles/writer.yaml"] = b"build: {\"drafts\": true}\nparams: {\"stage\": \"writing\"}\n"


def add_data(random, site):
    files = {"data/project.json": {"name": "Bench", "version": "1", "unused": [1, 2]}, "data/extra.json": {"x": 1},
             "data/team/core.yaml": {"people": [{"name": "Ann", "role": "lead"}, {"name": "Bob"}]},
             "data/people.toml": {name: {"mail": f"{name.lower()}@example.org"} for name in AUTHORS},
             "notes/list.json": {"title": "A list"}, "notes/rows.json": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]}
    for path, table in files.items():
        if random.random() < 0.8:
            site.files[path] = formats.write_table(path, table)
    site.files["notes/note.txt"] = b"A note.\n"
    for language in site.languages or ["en"]:
        site.files[f"i18n/{language}.yaml"] = f'search: "Search {language}"\npost: {{"by": "By {{name}} ({language})"}}\n'.encode()


def add_assets(random, site, theme):
    homes = ["assets"] + (["themes/a/assets", "themes/b/assets"] if theme else [])
    texts = {"css/main.css": '@import "base.css";\nbody { color: red }\n', "css/base.css": '@import "deep/_tokens.css";\np { margin: 1px }\n',
             "css/deep/_tokens.css": ":root { --a: 1 }\ni { background: url(../../img/dot.svg) }\n", "js/app.js": "let a = 1;\n",
             "img/dot.svg": SVG % (3, 4), "css/print.css": "@media print { a { color: black } }\n"}
    for name, text in texts.items():
        if random.random() < 0.95:
            site.files[f"{random.choice(homes)}/{name}"] = text.encode()
    site.files["static/plain.txt"] = b"as it is\n"
    if random.random() < 0.3:
        site.files["static/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    if random.random() < 0.5:
        site.files["static/fonts/one.woff"] = bytes(random.randrange(256) for _ in range(100))


def add_templates(random, site, theme):
    homes = ["templates"] * 2 + (["themes/a/templates", "themes/b/templates"] if theme else [])
    for name, text in templates.choose(random, site.plain).items():
        site.files[f"{random.choice(homes)}/{name}"] = text.encode()
    if theme:
        site.files["themes/a/theme.toml"] = b'extends = "b"\n'
        site.files["themes/b/theme.toml"] = b'name = "b"\n'


def make_site(random):
    site = Site()
    site.plain = random.random() < 0.35
    if random.random() < 0.25 and not site.plain:
        site.languages = ["en", "fr"] + (["de"] if random.random() < 0.3 else [])
    theme = random.random() < 0.5
    add_content(random, site)
    add_settings(random, site, theme)
    add_data(random, site)
    add_assets(random, site, theme)
    if random.random() < 0.92:
        add_templates(random, site, theme)
    if random.random() < 0.2:
        site.flags = ["--drafts"]
    return site
