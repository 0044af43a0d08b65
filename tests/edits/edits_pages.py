# SPDX-License-Identifier: MIT
"""Edits of pages and sections."""

import formats
import sites
from registry import Two, edit


def readable(site, pages=None):
    return [path for path in (site.pages() if pages is None else pages) if formats.read_page(site.files[path])]


def pick(random, paths):
    return random.choice(paths) if paths else None


def change_page(random, site, change, pages=None):
    """Rewrites one page: `change(front)` may return a new body, or None to keep it, or False when it does not fit."""
    path = pick(random, readable(site, pages))
    if not path:
        return None
    kind, front, body = formats.read_page(site.files[path])
    new_body = change(front, body)
    if new_body is False:
        return None
    data = formats.write_page(kind, front, body if new_body is None else new_body)
    return [("write", path, data)] if data != site.files[path] else None


def change_key(key, make, drop=0.2, pages=None):
    """An edit that sets a key of a page's front matter to something else, or takes it out."""
    def make_changes(random, site):
        def change(front, body):
            if key in front and random.random() < drop:
                del front[key]
            else:
                front[key] = make(random, site)
        return change_page(random, site, change, pages(site) if pages else None)
    return make_changes


def section_pages(site):
    return [path for path in site.pages() if path.endswith("index.md")]


@edit("page: body", weight=8)
def body(random, site):
    return change_page(random, site, lambda front, body: sites.body(random, site))


@edit("page: one word of the body", weight=8)
def word(random, site):
    def change(front, body):
        at = body.rfind(" ")
        return False if at < 0 else f"{body[:at]} changed{site.number()}{body[at:]}"
    return change_page(random, site, change)


@edit("page: blank line at the end")
def blank(random, site):
    return change_page(random, site, lambda front, body: body + "\n")


edit("page: title", weight=6)(change_key("title", lambda random, site: f"{sites.title(random)} {site.number()}", 0.1))
edit("page: date", weight=4)(change_key("date", lambda random, site: sites.date(random)))
edit("page: lastmod")(change_key("lastmod", lambda random, site: sites.date(random)))
edit("page: description", weight=3)(change_key("description", lambda random, site: sites.sentence(random)))
edit("page: weight", weight=3)(change_key("weight", lambda random, site: random.randint(1, 20)))
edit("page: tags", weight=5)(change_key("tags", lambda random, site: random.sample(sites.TAGS, random.randint(1, 3)), 0.3))
edit("page: categories")(change_key("categories", lambda random, site: random.sample(sites.CATEGORIES, random.randint(0, 2)), 0.4))
edit("page: draft", weight=3)(change_key("draft", lambda random, site: random.random() < 0.7, 0.5))
edit("page: expiry")(change_key("expiry", lambda random, site: random.choice(["2001-01-01", "2095-01-01"]), 0.4))
edit("page: date in the future")(change_key("date", lambda random, site: "2095-01-01", 0))
edit("page: template")(change_key("template", lambda random, site: random.choice(["special.html", "page.html", "wide.html", "none.html"]), 0.6))
edit("page: layout")(change_key("layout", lambda random, site: random.choice(["wide", "special.html", "none"]), 0.4))
edit("page: type")(change_key("type", lambda random, site: random.choice(["blog", "doc", "tutorial", "odd"]), 0.4))
edit("page: content type of a section")(change_key("content_type", lambda random, site: random.choice(["blog", "doc", "list"]), 0.4, section_pages))
edit("page: slug")(change_key("slug", lambda random, site: f"slug-{site.number()}", 0.5))
edit("page: url")(change_key("url", lambda random, site: random.choice(["/at/%d/", "/at/%d.html"]) % site.number(), 0.5))
edit("page: aliases")(change_key("aliases", lambda random, site: [f"/old/{random.randint(1, 9)}/"], 0.4))
edit("page: id")(change_key("id", lambda random, site: random.choice(sites.IDS), 0.4))
edit("page: menu", weight=3)(change_key("menu", lambda random, site: random.choice(
    ["main", "footer", {"main": {"weight": random.randint(1, 9)}}, {"main": {"name": sites.title(random), "parent": "m0"}}, False]), 0.4))
edit("page: cascade", weight=3)(change_key("cascade", lambda random, site: random.choice(
    [{"color": random.choice(["green", "black"])}, {"audience": "experts"}, {"type": "doc"}, {"draft": True}, {"author": "Grace"},
     {"hidden": True}, {"tags": ["red"]}, {"template": "special.html"}]), 0.4, section_pages))
edit("page: own parameter")(change_key("color", lambda random, site: f"color{site.number()}"))
edit("page: audience")(change_key("audience", lambda random, site: random.choice(["experts", "beginners", "all"])))
edit("page: author")(change_key("author", lambda random, site: random.choice(sites.AUTHORS)))
edit("page: series")(change_key("series", lambda random, site: random.choice(["one", "two", "three"]), 0.4))
edit("page: hidden or noindex")(lambda random, site: change_key(random.choice(["hidden", "noindex"]), lambda *_: True, 0.6)(random, site))
edit("page: featured")(change_key("featured", lambda random, site: True, 0.6))
edit("page: outputs")(change_key("outputs", lambda random, site: random.choice([["json"], ["txt"], ["json", "txt"]]), 0.5))
edit("page: toc or preprocess")(lambda random, site: change_key(random.choice(["toc", "preprocess"]), lambda *_: False, 0.5)(random, site))
edit("page: paginate of a list")(change_key("paginate", lambda random, site: random.choice([1, 2, 3, False]), 0.4, section_pages))
edit("page: language")(change_key("lang", lambda random, site: random.choice(site.languages or ["en", "fr"]), 0.5))
edit("page: translation key")(change_key("translation_key", lambda random, site: random.choice(["one", "two"]), 0.4))
edit("page: keywords or image")(lambda random, site: change_key(
    random.choice(["keywords", "image"]), lambda *_: f"word{site.number()}", 0.3)(random, site))
edit("page: key of a wrong type")(change_key("title", lambda random, site: [site.number()], 0))


@edit("page: last use of a term", weight=3)
def last_use(random, site):
    users = {}
    for path in readable(site):
        for tag in formats.read_page(site.files[path])[1].get("tags") or []:
            users.setdefault(tag, []).append(path)
    rare = sorted(tag for tag, paths in users.items() if len(paths) == 1) or sorted(users)
    if not rare:
        return None
    tag = random.choice(rare)
    changes = []
    for path in users[tag]:
        kind, front, text = formats.read_page(site.files[path])
        front["tags"] = [each for each in front["tags"] if each != tag]
        changes.append(("write", path, formats.write_page(kind, front, text)))
    return changes


@edit("page: heading renamed", weight=4)
def heading(random, site):
    def change(front, body):
        lines = body.split("\n")
        places = [i for i, line in enumerate(lines) if line.startswith("##")]
        if not places:
            return False
        place = random.choice(places)
        lines[place] = random.choice(["", "## " + random.choice(sites.HEADINGS), lines[place] + " again", lines[place].replace("##", "###", 1)])
        return "\n".join(lines)
    return change_page(random, site, change)


@edit("page: reference added", weight=4)
def add_reference(random, site):
    return change_page(random, site, lambda front, body: body + "\nAlso " + sites.reference(random, site) + "\n")


@edit("page: front matter broken and mended", weight=3)
def broken_front_matter(random, site):
    path = pick(random, site.pages())
    if not path:
        return None
    good = site.files[path]
    bad = random.choice([b"---\ntitle: [1, 2\n---\nx\n", b"---\ntitle: never closed\n", b"+++\na = = 1\n+++\nx\n", b"{ \"title\": \nx\n",
                         b"---\ntitle: a: b\n---\nx\n", b"---\ndate: 2024-02-31\n---\nx\n", b"---\ntitle: \xff\xfe\n---\nx \xff\n"])
    return Two([("write", path, bad)], [("write", path, good)])


@edit("page: kind of front matter")
def other_kind(random, site):
    path = pick(random, readable(site))
    if not path:
        return None
    _, front, text = formats.read_page(site.files[path])
    return [("write", path, formats.write_page(random.choice(["yaml", "toml", "json"]), front, text))]


@edit("page: added", weight=6)
def add(random, site):
    folder = pick(random, site.folders())
    if not folder:
        return None
    name = random.choice([f"added-{site.number()}", random.choice(sites.WORDS), "start", "404"])
    path = f"{folder}/{name}{random.choice(['.md', '.md', '.markdown'])}"
    return None if path in site.files else [("write", path, sites.page(random, site))]


@edit("page: deleted", weight=5)
def delete(random, site):
    path = pick(random, site.pages())
    return path and [("delete", path)]


@edit("page: deleted and put back with other content", weight=3)
def put_back(random, site):
    path = pick(random, site.pages())
    return path and Two([("delete", path)], [("write", path, sites.page(random, site))])


@edit("page: deleted and put back as it was")
def put_back_as_it_was(random, site):
    path = pick(random, site.pages())
    return path and Two([("delete", path)], [("write", path, site.files[path])])


@edit("page: renamed", weight=4)
def rename(random, site):
    path = pick(random, site.plain_pages())
    return path and [("rename", path, f"{path.rpartition('/')[0]}/renamed-{site.number()}.md")]


@edit("page: renamed in case only")
def rename_case(random, site):
    path = pick(random, site.plain_pages())
    if not path:
        return None
    folder, _, name = path.rpartition("/")
    new = f"{folder}/{name.removesuffix('.md').swapcase()}.md"
    return None if new in site.files or not path.endswith(".md") else [("rename", path, new)]


@edit("page: two swapped", weight=3)
def swap(random, site):
    pages = site.plain_pages()
    if len(pages) < 2:
        return None
    one, two = random.sample(pages, 2)
    return [("rename", one, one + ".tmp"), ("rename", two, one), ("rename", one + ".tmp", two)]


@edit("page: moved to another section", weight=3)
def move(random, site):
    path, folder = pick(random, site.plain_pages()), pick(random, site.folders())
    if not path:
        return None
    new = f"{folder}/{path.rpartition('/')[2]}"
    return None if new in site.files else [("rename", path, new)]


@edit("page: two claim one URL", weight=3)
def two_claim(random, site):
    pages = site.plain_pages()
    if not pages:
        return None
    path = random.choice(pages)
    stem = path.rpartition(".")[0]
    rival = random.choice([f"{stem}.markdown", f"{path.rpartition('/')[0]}/aaa-{site.number()}.md"])
    address = "/" + stem.removeprefix("content/") + "/"
    data = formats.write_page("yaml", {"title": "Rival"} if rival.endswith(".markdown") else {"title": "Rival", "url": address}, "Rival.\n")
    loser = random.choice([rival, path])
    return Two([("write", rival, data)], [("delete", loser)])


@edit("section: added", weight=3)
def add_section(random, site):
    folder = f"{random.choice(site.folders() or site.roots())}/{random.choice(sites.SECTIONS)}{random.choice(['', str(site.number())])}"
    changes = [("write", f"{folder}/page-{site.number()}.md", sites.page(random, site)) for _ in range(random.randint(1, 3))]
    if random.random() < 0.5:
        changes.append(("write", f"{folder}/_index.md", sites.section_page(random, site)))
    return changes


@edit("section: deleted", weight=2)
def delete_section(random, site):
    folders = [folder for folder in site.folders() if folder not in ("content", *site.roots())]
    return [("delete", random.choice(folders))] if len(folders) > 1 else None


@edit("section: renamed")
def rename_section(random, site):
    folder = pick(random, [folder for folder in site.folders() if folder not in ("content", *site.roots())])
    return folder and [("rename", folder, f"{folder.rpartition('/')[0]}/{random.choice(sites.SECTIONS)}-{site.number()}")]


@edit("section: emptied")
def empty_section(random, site):
    folder = pick(random, [folder for folder in site.folders() if folder not in ("content", *site.roots())])
    pages = [path for path in site.pages() if folder and path.startswith(folder + "/")]
    return [("delete", path) for path in pages] + [("mkdir", folder)] if pages and len(pages) < len(site.pages()) else None


@edit("section: index page added", weight=3)
def add_index(random, site):
    bare = [folder for folder in site.folders() if f"{folder}/_index.md" not in site.files and f"{folder}/index.md" not in site.files]
    folder = pick(random, bare)
    return folder and [("write", f"{folder}/{random.choice(['_index.md', 'index.md'])}", sites.section_page(random, site))]


@edit("section: second index page")
def second_index(random, site):
    folder = pick(random, sorted(path.rpartition("/")[0] for path in section_pages(site)))
    if not folder:
        return None
    both = [("write", f"{folder}/_index.md", b"---\ntitle: Under\n---\nA\n"), ("write", f"{folder}/index.md", b"---\ntitle: Plain\n---\nB\n")]
    return Two(both, [("delete", f"{folder}/{random.choice(['_index.md', 'index.md'])}")])


@edit("section: index page removed", weight=3)
def remove_index(random, site):
    path = pick(random, section_pages(site))
    return path and [("delete", path)]


@edit("page: own page of a term")
def term_page(random, site):
    path = random.choice(["content/tags/_index.md", "content/tags/red.md", "content/tags/c++.md"])
    return [("delete", path)] if path in site.files else [("write", path, formats.write_page("yaml", {"title": f"Term {site.number()}"}, "Text.\n"))]


@edit("bundle: resource", weight=3)
def resource(random, site):
    bundles = [path.rpartition("/")[0] for path in site.pages() if "/bundle-" in path]
    if not bundles:
        return None
    path = f"{random.choice(bundles)}/{random.choice(['photo.svg', 'plan.csv', 'deep/extra.csv', 'new.svg'])}"
    if path in site.files and random.random() < 0.5:
        return [("delete", path)]
    return [("write", path, (sites.SVG % (site.number(), 2)).encode())]


@edit("bundle: becomes a section and back")
def bundle_section(random, site):
    bundles = [path.rpartition("/")[0] for path in site.pages() if "/bundle-" in path]
    path = bundles and f"{random.choice(bundles)}/beside-{site.number()}.md"
    return path and Two([("write", path, sites.page(random, site))], [("delete", path)])


@edit("content: loose file")
def loose(random, site):
    folder = pick(random, site.folders())
    path = folder and f"{folder}/{random.choice(['loose.csv', 'other.csv', '.hidden.csv', '_skipped.md'])}"
    if path in site.files and random.random() < 0.4:
        return [("delete", path)]
    return path and [("write", path, f"a,{site.number()}\n".encode())]
