# SPDX-License-Identifier: MIT
"""Edits of settings, data, texts, assets and static files."""

import json

import formats
import sites
from edits_pages import pick
from registry import Two, edit


def change_settings(random, site, change):
    """Rewrites the main settings; False when the change does not fit."""
    path, table = site.main_config(), site.settings()
    if table is None or change(table) is False:
        return None
    data = formats.write_table(path, table)
    return [("write", path, data)] if data != site.files[path] else None


def setting(section, key, make):
    def make_changes(random, site):
        def change(table):
            group = table.setdefault(section, {})
            if not isinstance(group, dict):
                return False
            if key in group and random.random() < 0.25:
                del group[key]
            else:
                group[key] = make(random, site)
        return change_settings(random, site, change)
    return make_changes


edit("setting: site title", weight=2)(setting("site", "title", lambda random, site: f"Site {site.number()}"))
edit("setting: base URL", weight=2)(setting("site", "baseurl", lambda random, site: random.choice(
    ["", "/b", "https://two.example.org", f"https://example.org/{site.number()}"])))
edit("setting: description", weight=2)(setting("site", "description", lambda random, site: sites.sentence(random)))
edit("setting: language")(setting("site", "language", lambda random, site: random.choice(["en", "fr", "de"])))
edit("setting: parameter", weight=3)(setting("params", "version", lambda random, site: f"v{site.number()}"))
edit("setting: parameter that nobody reads", weight=3)(setting("params", "unused", lambda random, site: f"u{site.number()}"))
edit("setting: page size", weight=2)(setting("pagination", "per_page", lambda random, site: random.randint(1, 6)))
edit("setting: pretty URLs")(setting("build", "pretty_urls", lambda random, site: random.random() < 0.5))
edit("setting: strict", free=True)(setting("build", "strict", lambda random, site: random.random() < 0.5))
edit("setting: limits of templates", free=True)(lambda random, site: setting("templates", *random.choice([
    ("max_iterations", lambda *_: random.choice([20, 100, 400, 4000])), ("max_output_bytes", lambda *_: random.choice([2000, 20000, 200000])),
    ("max_recursion", lambda *_: random.choice([4, 8, 100, 300]))]))(random, site))
edit("setting: drafts or future")(lambda random, site: setting("build", random.choice(["drafts", "future"]), lambda *_: random.random() < 0.5)(random, site))
edit("setting: excerpts and related")(lambda random, site: setting(
    "content", random.choice(["excerpt_words", "related_count"]), lambda *_: random.randint(1, 9))(random, site))
edit("setting: Markdown", weight=2)(lambda random, site: setting("markdown", random.choice(
    ["tables", "footnotes", "heading_ids", "directives", "variables", "cross_references", "definition_lists"]),
    lambda *_: random.random() < 0.5)(random, site))
edit("setting: default type")(setting("content", "default_type", lambda random, site: random.choice(["blog", "doc", "list"])))
edit("setting: features")(lambda random, site: setting(
    "features", random.choice(["sitemap", "rss", "atom", "robots", "llms", "search_index"]), lambda *_: random.random() < 0.5)(random, site))
edit("setting: output formats")(setting("output_formats", "per_page", lambda random, site: random.choice(
    [[], ["json"], ["txt"], ["json", "txt"]])))
edit("setting: assets")(lambda random, site: setting(
    "assets", random.choice(["fingerprint", "bundle"]), lambda *_: random.random() < 0.5)(random, site))
edit("setting: taxonomy")(setting("taxonomies", "series", lambda random, site: random.choice(
    ["series", {"singular": "part", "folder": "parts"}, False])))
edit("setting: unknown key")(setting("site", "tilte", lambda random, site: f"T{site.number()}"))
edit("setting: wrong type")(setting("pagination", "per_page", lambda random, site: random.choice(["many", 0, [1]])))


@edit("setting: menu entry", weight=4)
def menu(random, site):
    def change(table):
        menus = table.setdefault("menu", {})
        entries = menus.setdefault(random.choice(["main", "footer"]), [])
        if not isinstance(entries, list):
            return False
        action = random.choice(["add", "remove", "move", "name", "parent"])
        if action == "add" or not entries:
            entries.append({"name": f"Entry {site.number()}", "url": random.choice(["/blog/", "/docs/", "/", "https://example.org/"]),
                            "weight": random.randint(0, 9)})
        elif action == "remove":
            entries.pop(random.randrange(len(entries)))
        else:
            entry = random.choice(entries)
            entry[{"move": "weight", "name": "name", "parent": "parent"}[action]] = {
                "move": random.randint(0, 9), "name": sites.title(random), "parent": random.choice(["m0", "m1", "nobody"])}[action]
        for name in [name for name, value in menus.items() if value == []]:
            del menus[name]
    return change_settings(random, site, change)


@edit("setting: languages")
def languages(random, site):
    def change(table):
        if "i18n" not in table:
            return False
        key, value = random.choice([("strategy", random.choice(["none", "prefix", "domain"])), ("default_language", random.choice(["en", "fr"])),
                                    ("default_in_subdir", random.random() < 0.5)])
        table["i18n"][key] = value
    return change_settings(random, site, change)


@edit("setting: order of keys only", weight=2)
def key_order(random, site):
    def change(table):
        items = list(table.items())
        table.clear()
        table.update(reversed(items))
    return change_settings(random, site, change)


@edit("setting: comment only", weight=2)
def config_comment(random, site):
    path = site.main_config()
    return path and [("write", path, site.files[path] + f"# note {site.number()}\n".encode())]


@edit("setting: file broken and mended", weight=2)
def broken_settings(random, site):
    path = pick(random, site.config_files())
    return path and Two([("write", path, site.files[path] + b"\n= [broken {\n")], [("write", path, site.files[path])])


@edit("setting: file of an environment or profile", weight=2)
def layer(random, site):
    if not any(path.startswith("config/") for path in site.files):
        return None
    path = random.choice(["config/environments/production.yaml", "config/environments/local.yaml", "config/profiles/writer.yaml",
                          "config/_default/params.yaml", "config/_default/menu.toml"])
    if path in site.files and random.random() < 0.3:
        return [("delete", path)]
    text = {"config/_default/params.yaml": f'version: "p{site.number()}"\n',
            "config/_default/menu.toml": f'[[main]]\nname = "M{site.number()}"\nurl = "/blog/"\n'}
    return [("write", path, text.get(path, f'params: {{"stage": "s{site.number()}"}}\n').encode())]


@edit("setting: whole file deleted and put back")
def without_settings(random, site):
    path = site.main_config()
    return path and Two([("delete", path)], [("write", path, site.files[path])])


@edit("data: key", weight=4)
def data_key(random, site):
    path = pick(random, [path for path in site.paths("data/") + site.paths("notes/", ".json") if formats.read_table(path, site.files[path]) is not None])
    if not path:
        return None
    table = formats.read_table(path, site.files[path])
    if not isinstance(table, dict) or not table:
        return [("write", path, json.dumps([{"a": site.number()}]).encode())] if path.endswith(".json") else None
    key = random.choice(sorted(table))
    action = random.choice(["change", "change", "remove", "add"])
    if action == "remove":
        del table[key]
    elif action == "add":
        table[f"key{site.number()}"] = site.number()
    else:
        kinds = {dict: {"mail": f"m{site.number()}"}, list: [{"name": f"N{site.number()}"}]}
        table[key] = kinds.get(type(table[key]), f"value {site.number()}")
    return [("write", path, formats.write_table(path, table))]


@edit("data: file added", weight=2)
def data_file(random, site):
    path = random.choice(["data/extra.json", "data/new.json", "data/team/core.json", "data/project.yaml", "data/deep/er/one.json"])
    if path in site.files and random.random() < 0.5:
        return [("delete", path)]
    return [("write", path, f'{{"name": "file {site.number()}"}}\n'.encode())]


@edit("data: file deleted and put back", weight=2)
def delete_data(random, site):
    path = pick(random, site.paths("data/") + site.paths("notes/"))
    return path and Two([("delete", path)], [("write", path, site.files[path])])


@edit("data: file made invalid and mended", weight=2)
def invalid_data(random, site):
    path = pick(random, site.paths("data/") + site.paths("i18n/"))
    return path and Two([("write", path, random.choice([b"{ [", b"a: [\n", b"\xff\xfe = 1\n"]))], [("write", path, site.files[path])])


@edit("data: file that templates read or look for", weight=3)
def notes(random, site):
    path = random.choice(["notes/note.txt", "notes/hint.txt"])
    if path in site.files and random.random() < 0.4:
        return [("delete", path)]
    return [("write", path, f"Note {site.number()}.\n".encode())]


@edit("text: of one language", weight=3)
def text(random, site):
    language = random.choice(site.languages or ["en", "fr"])
    path = f"i18n/{language}.yaml"
    if path in site.files and random.random() < 0.2:
        return [("delete", path)]
    return [("write", path, f'search: "Find {random.choice(["it", str(site.number())])}"\npost: {{"by": "From {{name}}"}}\n'.encode())]


def assets(site):
    return sorted(path for path in site.files if path.startswith("assets/") or (path.startswith("themes/") and "/assets/" in path))


@edit("asset: content", weight=4)
def asset(random, site):
    path = pick(random, assets(site))
    if not path:
        return None
    if path.endswith(".svg"):
        return [("write", path, (sites.SVG % (site.number(), 7)).encode())]
    return [("write", path, site.files[path] + f"/* {site.number()} */\nb {{ order: {site.number()} }}\n".encode())]


@edit("asset: imported stylesheet two levels down", weight=3)
def tokens(random, site):
    path = pick(random, [path for path in assets(site) if path.endswith("_tokens.css")])
    return path and [("write", path, f":root {{ --a: {site.number()} }}\n".encode())]


@edit("asset: import added or taken out", weight=2)
def imports(random, site):
    path = pick(random, [path for path in assets(site) if path.endswith("main.css")])
    if not path:
        return None
    line = b'@import "print.css";\n'
    text = site.files[path]
    return [("write", path, text.replace(line, b"", 1) if line in text else line + text)]


@edit("asset: added, or one that shadows the theme's", weight=2)
def add_asset(random, site):
    path = random.choice(["assets/css/main.css", "assets/css/base.css", "assets/js/app.js", "assets/img/dot.svg",
                          f"assets/css/new-{site.number()}.css"])
    return None if path in site.files else [("write", path, f"/* added {site.number()} */\n".encode())]


@edit("asset: deleted", weight=2)
def delete_asset(random, site):
    path = pick(random, assets(site))
    return path and [("delete", path)]


@edit("asset: renamed", weight=2)
def rename_asset(random, site):
    path = pick(random, assets(site))
    return path and [("rename", path, path.replace("/css/", "/css2/") if "/css/" in path else path + ".old")]


@edit("static: file", weight=2)
def static(random, site):
    path = random.choice(["static/plain.txt", "static/new.txt", "static/robots.txt", "static/404.html", "static/rss.xml",
                          "static/blog/index.html", "static/.well-known/x"])
    if path in site.files and random.random() < 0.5:
        return [("delete", path)]
    return [("write", path, f"static {site.number()}\n".encode())]
