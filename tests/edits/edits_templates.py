# SPDX-License-Identifier: MIT
"""Edits of templates and themes."""

import templates
from edits_pages import pick
from edits_site import change_settings
from registry import Two, edit


def template_name(path):
    return path.partition("templates/")[2]


def change_template(random, site, change, name=None):
    paths = sorted(path for path in site.template_files() if name is None or name in template_name(path))
    path = pick(random, paths)
    if not path:
        return None
    text = change(site.files[path].decode(errors="replace"))
    return [("write", path, text.encode())] if text is not None and text.encode() != site.files[path] else None


def insert_text(site, text):
    """A visible mark: in the main part or the first block when there is one, else at the end."""
    mark = f"<i>rev {site.number()}</i>\n"
    for opening in ("<main>\n", "{% block main %}\n", "{% macro badge(x) %}", "{% macro boxed(x) %}"):
        if opening in text:
            return text.replace(opening, opening + mark, 1)
    return text + mark


@edit("template: any", weight=4)
def any_template(random, site):
    return change_template(random, site, lambda text: insert_text(site, text))


@edit("template: leaf", weight=3)
def leaf(random, site):
    name = random.choice(["page.html", "index.html", "tag", "single.html", "404.html"])
    return change_template(random, site, lambda text: insert_text(site, text), name)


@edit("template: parent or grandparent", weight=2)
def parent(random, site):
    return change_template(random, site, lambda text: insert_text(site, text), "base.html")


@edit("template: include", weight=4)
def included(random, site):
    return change_template(random, site, lambda text: insert_text(site, text), "partials/")


@edit("template: include of an include")
def innermost(random, site):
    return change_template(random, site, lambda text: insert_text(site, text), "partials/inner")


@edit("template: macro", weight=3)
def macro(random, site):
    return change_template(random, site, lambda text: insert_text(site, text), "macros/")


@edit("template: comment only", weight=3)
def comment(random, site):
    return change_template(random, site, lambda text: "{# note " + str(site.number()) + " #}" + text)


@edit("template: white space in a tag", weight=3)
def white_space(random, site):
    return change_template(random, site, lambda text: text.replace("{{ ", "{{  ", 1))


@edit("template: widget taken in", weight=3)
def take_in(random, site):
    """Another widget: its partial is added and a template includes it."""
    name = random.choice(sorted(templates.EVERYWHERE))
    changes = change_template(random, site, lambda text: text.replace("</main>", "</main>\n" + templates.includes([name]), 1), "base.html")
    return changes and changes + [("write", f"templates/partials/{name}.html", templates.EVERYWHERE[name].encode())]


@edit("template: include taken out", weight=2)
def take_out(random, site):
    def change(text):
        lines = text.splitlines(keepends=True)
        places = [i for i, line in enumerate(lines) if "{% include" in line]
        if not places:
            return None
        del lines[random.choice(places)]
        return "".join(lines)
    return change_template(random, site, change)


@edit("template: shadows the theme's, and gone again", weight=3)
def shadow(random, site):
    paths = sorted(path for path in site.template_files() if path.startswith("themes/"))
    path = pick(random, paths)
    if path:
        new = random.choice(["templates/", "themes/a/templates/"]) + template_name(path)
    else:
        names = ["page.html", "index.html", "base.html", "tags.html", "partials/menu.html", "partials/posts.html"]
        path, new = "", "templates/" + random.choice(names)
    if new in site.files:
        return None
    if path:
        text = site.files[path].decode(errors="replace")
    elif new == "templates/base.html":
        text = templates.BASE.replace("TOP", "").replace("BOTTOM", "")
    else:
        text = templates.child("<p>shadow {{ title }}</p>{{ content }}\n")
    return Two([("write", new, insert_text(site, text).encode())], [("delete", new)])


@edit("template: for a type or a section added", weight=2)
def for_type(random, site):
    name = random.choice(["blog/single.html", "blog/list.html", "doc/single.html", "docs/list.html", "news.html", "tutorial/page.html",
                          "category.html", "home.html", "archive.html", "wide.html", "special.html", "list.html"])
    path = f"templates/{name}"
    if path in site.files:
        return [("delete", path)]
    return [("write", path, templates.child(f"<p>{name} {{{{ page.title }}}}</p>\n{{{{ content }}}}\n").encode())]


@edit("template: optional or missing include created", weight=4)
def optional(random, site):
    path = f"templates/partials/{random.choice(['optional', 'special', 'kind-page', 'kind-section', 'kind-home', 'kind-term'])}.html"
    if path in site.files and random.random() < 0.5:
        return [("delete", path)]
    return [("write", path, f"made {site.number()} {{{{ page.title }}}}\n".encode())]


@edit("template: deleted and put back", weight=2)
def delete_template(random, site):
    path = pick(random, sorted(site.template_files()))
    return path and Two([("delete", path)], [("write", path, site.files[path])])


@edit("template: syntax error made and mended", weight=4)
def syntax_error(random, site):
    path = pick(random, sorted(site.template_files()))
    if not path:
        return None
    good = site.files[path]
    bad = random.choice([good + b"{% if %}", good.replace(b"{{", b"{{ |", 1), b"{% extends 'none.html' %}",
                         good + b"{{ page.title | nosuchfilter }}", good + b"{% for x in 5 %}{% endfor %}", good + b"{{ nothing.at.all }}",
                         good + b"{% include 'partials/absent.html' %}"])
    return Two([("write", path, bad)], [("write", path, good)])


@edit("theme: changed", weight=2)
def theme(random, site):
    def change(table):
        if "theme" not in table:
            return False
        table["theme"] = random.choice([{"name": "a"}, {"name": "b", "color": "gray"}, {"name": "a", "color": "teal"}])
    return change_settings(random, site, change)


@edit("theme: parent changed or taken away")
def theme_parent(random, site):
    path = "themes/a/theme.toml"
    text = random.choice([b'extends = "b"\n', b'name = "a"\n', b'extends = "missing"\n', b'extends = "a"\n'])
    return [("write", path, text)] if path in site.files else None


SLOT_TEMPLATES = ["shortcodes/box", "shortcodes/Note", "shortcodes/lost", "directives/mine"]


@edit("template: of a shortcode or directive", weight=6)
def slot_template(random, site):
    """Comes, changes, breaks and goes."""
    path = f"templates/{random.choice(SLOT_TEMPLATES)}.html"
    if path in site.files and random.random() < 0.3:
        return [("delete", path)]
    shown = random.choice(["{{ inner }}", "{{ inner }}{{ page.title }}", "{{ name }} {{ raw }}", "{{ args | join(',') }}{{ size }}{{ options.color }}",
                           "{{ title }} {{ site.pages | length }} {{ inner }}", "{{ page.html | length }}", "{{ inner | broken"])
    return [("write", path, f"<div>{site.number()} {shown}</div>\n".encode())]


@edit("page: included file", weight=6)
def included_file(random, site):
    path = random.choice(["snippets/one.md", "snippets/two.md", "snippets/code.py", "content/snippets/one.md"])
    if path in site.files and random.random() < 0.3:
        return [("delete", path)]
    text = random.choice([f"Text {site.number()} with [[start]] and {{{{ page.title }}}}.\n", f"one {site.number()}\n[start:part]\n*two*\n[end:part]\nthree\n",
                          f'--8<-- "snippets/two.md"\n\n{{{{< box />}}}} {site.number()}\n', f"# begin\nprint({site.number()})\n",
                          '--8<-- "snippets/one.md"\n'])
    return [("write", path, text.encode())]
