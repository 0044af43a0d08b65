# SPDX-License-Identifier: MIT
"""The list of edits that an incremental build must survive, and which kinds of edit here make them.

A row is a line of the list, one of its items, and the names of kinds (or a reason in parentheses why there is none).
`check` holds the table against the kinds that exist: a kind that no row names is an error, and a name without a kind.
"""

import sys

import edits_disk
import edits_pages
import edits_site
import edits_templates
import registry

MODULES = (edits_pages, edits_site, edits_templates, edits_disk)  # importing them registers their kinds

SHOWN = "(every site: the templates' random choice of widgets prints it, see templates.py)"

TABLE = [
    ("Page fields", "body only", "page: body; page: one word of the body; page: blank line at the end"),
    ("Page fields", "title, date, description, weight",
     "page: title; page: date; page: lastmod; page: description; page: weight"),
    ("Page fields", "tags or categories added, removed, last use", "page: tags; page: categories; page: last use of a term; page: series"),
    ("Page fields", "draft on and off", "page: draft"),
    ("Page fields", "expiry and future dates passing", "page: expiry; page: date in the future; clock: a page becomes due"),
    ("Page fields", "template or layout", "page: template; page: layout"),
    ("Page fields", "type", "page: type; page: content type of a section"),
    ("Page fields", "slug, url, aliases", "page: slug; page: url; page: aliases"),
    ("Page fields", "menu entry added, moved, removed", "page: menu"),
    ("Page fields", "cascade value on a section", "page: cascade"),
    ("Page fields", "any custom parameter", "page: own parameter; page: audience; page: author; page: keywords or image; page: featured"),
    ("Page fields", "front matter broken and mended",
     "page: front matter broken and mended; page: key of a wrong type; page: kind of front matter"),
    ("Page fields", "a linked heading renamed or removed", "page: heading renamed"),
    ("Page fields", "outputs, toc, preprocess, hidden, paginate, id",
     "page: outputs; page: toc or preprocess; page: hidden or noindex; page: paginate of a list; page: id"),
    ("Who shows it", "section lists, paginated lists, recent, related, neighbours, breadcrumbs, navigation", SHOWN),
    ("Who shows it", "cross references by path, id, slug, heading", "page: reference added; page: id; page: heading renamed"),
    ("Who shows it", "term pages, index, counts", "page: tags; page: own page of a term; setting: taxonomy"),
    ("Who shows it", "feeds, sitemap, search index, JSON, text", "setting: features; setting: output formats; page: outputs"),
    ("Who shows it", "backlinks, translations", "page: reference added; page: language; page: translation key"),
    ("Pages and sections", "added, deleted, renamed, in case only, swapped, moved",
     "page: added; page: deleted; page: renamed; page: renamed in case only; page: two swapped; page: moved to another section"),
    ("Pages and sections", "section added, deleted, emptied",
     "section: added; section: deleted; section: emptied; section: renamed; bundle: becomes a section and back"),
    ("Pages and sections", "index page added and removed", "section: index page added; section: index page removed; section: second index page"),
    ("Pages and sections", "deleted and put back",
     "page: deleted and put back with other content; page: deleted and put back as it was"),
    ("Pages and sections", "two pages that claim one URL", "page: two claim one URL"),
    ("Templates", "leaf, parent, grandparent", "template: leaf; template: parent or grandparent; template: any"),
    ("Templates", "include, include of an include, macro", "template: include; template: include of an include; template: macro"),
    ("Templates", "comment or white space only", "template: comment only; template: white space in a tag"),
    ("Templates", "shadows a theme's, added and removed",
     "template: shadows the theme's, and gone again; template: for a type or a section added; template: deleted and put back"),
    ("Templates", "a missing include created", "template: optional or missing include created"),
    ("Templates", "includes taken in and out", "template: widget taken in; template: include taken out"),
    ("Templates", "theme changed; parent theme's file changed", "theme: changed; theme: parent changed or taken away; template: any"),
    ("Templates", "a shortcode or directive template changed", "template: of a shortcode or directive; page: included file"),
    ("Templates", "a syntax error made and mended", "template: syntax error made and mended"),
    ("Data and settings", "a data key changed, added, removed", "data: key"),
    ("Data and settings", "a data file added, deleted, made invalid",
     "data: file added; data: file deleted and put back; data: file made invalid and mended; data: file that templates read or look for"),
    ("Data and settings", "site title, base URL, a parameter",
     "setting: site title; setting: base URL; setting: description; setting: parameter; setting: parameter that nobody reads"),
    ("Data and settings", "a menu, a taxonomy, page size, language",
     "setting: menu entry; setting: taxonomy; setting: page size; setting: language; setting: languages"),
    ("Data and settings", "other settings",
     "setting: pretty URLs; setting: strict; setting: limits of templates; setting: drafts or future; setting: excerpts and related; setting: Markdown; setting: default type; setting: assets; "
     "setting: unknown key; setting: wrong type; setting: order of keys only; setting: comment only"),
    ("Data and settings", "settings broken, deleted", "setting: file broken and mended; setting: whole file deleted and put back"),
    ("Data and settings", "environment or profile switched",
     "flag: environment or profile; setting: file of an environment or profile; flag: drafts, strict, base URL"),
    ("Data and settings", "an environment variable", "environment variable"),
    ("Data and settings", "texts of one language", "text: of one language"),
    ("Data and settings", "the program's own version", "cache: build by another version"),
    ("Assets", "content (fingerprint)", "asset: content"),
    ("Assets", "an imported stylesheet two levels down", "asset: imported stylesheet two levels down; asset: import added or taken out"),
    ("Assets", "added, deleted, renamed", "asset: added, or one that shadows the theme's; asset: deleted; asset: renamed"),
    ("Assets", "a fingerprinted URL used only from Markdown", "(the program has no such use)"),
    ("Assets", "an image that a page resizes", "(the program does not resize images)"),
    ("Assets", "a page resource next to its page", "bundle: resource; content: loose file"),
    ("Assets", "static files", "static: file"),
    ("Files and clocks", "touched without change", "file: touched; file: mode"),
    ("Files and clocks", "two edits within one clock tick", "file: two edits at once, same size; file: edited while a build runs"),
    ("Files and clocks", "mtime set back", "file: time set back; file: changed and time set back"),
    ("Files and clocks", "same size and mtime with other content", "file: same size and time, other content"),
    ("Files and clocks", "a whole checkout with fresh mtimes", "file: whole checkout with fresh times"),
    ("Files and clocks", "the site moved", "site: moved to another folder"),
    ("Files and clocks", "a symlink retargeted", "link: page or folder; link: folder, also in a circle"),
    ("Files and clocks", "unreadable and readable", "file: too large or unreadable, then mended"),
    ("Files and clocks", "a directory where a file was", "file: a folder where a file was, and back"),
    ("Output tree", "one file deleted by hand", "output: one file deleted"),
    ("Output tree", "one edited by hand", "output: one file edited; output: touched; output: a folder in the place of a file"),
    ("Output tree", "the whole tree deleted", "output: whole tree deleted"),
    ("Output tree", "a foreign file", "output: foreign file"),
    ("Output tree", "cleaned output with a kept cache, and the reverse",
     "output: cleaned, cache kept; output: all cleaned; cache: deleted, output kept; output: another folder"),
    ("Cache", "deleted", "cache: deleted, output kept"),
    ("Cache", "truncated at any length", "cache: truncated; cache: a block lost"),
    ("Cache", "bits flipped", "cache: bits flipped"),
    ("Cache", "older and newer format version", "cache: build by another version; cache: an older one put back"),
    ("Cache", "another site's", "cache: another site's"),
    ("Cache", "read-only directory", "cache: cannot be read nor written"),
    ("Cache", "disk full", "cache: disk full"),
    ("Cache", "two builds at once", "cache: two builds at once (also kill_test.py)"),
    ("Cache", "a build killed at any instant", "cache: build killed (also kill_test.py)"),
    ("Cache", "a reader while a build writes", "(kill_test.py, as soon as there is a command that reads the cache)"),
    ("Cache", "builds that renew or ignore it", "cache: a build that makes all again, or without cache"),
    ("Cache", "filled without writing outputs: alone, between edits, with nothing remembered, killed",
     "cache: warmed; cache: warmed between edits; cache: warmed, then a build of another kind; cache: deleted, then warmed; "
     "cache: warming killed"),
    ("Side products", "a skipped page still counts in feeds, search, references, warnings, --strict",
     "flag: drafts, strict, base URL; setting: strict (and every step: messages and exit codes are compared)"),
    ("Time and order", "a template that prints today's date", "(the year alone, in the widget `year`: the program has no clock that could be set)"),
    ("Time and order", "a page that becomes due", "clock: a page becomes due"),
    ("Time and order", "thread order, hash order, directory order", "(every step: builds of one to four threads in folders made in another order)"),
]


def kinds_of(text):
    return [name.partition(" (")[0].strip() for name in text.split(";")] if not text.startswith("(") else []


def check():
    """What is wrong with the table."""
    named = {name for _, _, text in TABLE for name in kinds_of(text)}
    return [f"no such kind: {name}" for name in sorted(named - set(registry.KINDS))] + [
        f"in no row: {name}" for name in sorted(set(registry.KINDS) - named)]


def text():
    return "\n".join(f"{line:20} {item[:60]:60} {kinds}" for line, item, kinds in TABLE)


if __name__ == "__main__":
    print(text())
    for problem in check():
        print(problem)
    sys.exit(1 if check() else 0)
