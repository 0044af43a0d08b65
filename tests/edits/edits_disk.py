# SPDX-License-Identifier: MIT
"""Edits that only a disk, a clock or a process can show: times, links, the output tree, the cache, interrupted builds."""

from edits_pages import pick
from edits_site import assets
from registry import Two, edit


def some_input(random, site):
    kinds = [site.pages(), site.template_files(), assets(site), site.paths("data/"), site.config_files(), site.paths("static/")]
    return pick(random, sorted(random.choice(kinds)) or site.pages())


def flipped(data):
    """Other bytes of the same length that every reader still understands: a digit or a letter near the end is another."""
    for at in range(len(data) - 1, -1, -1):
        if data[at:at + 1].isalnum() and data[at] < 128:
            return data[:at] + (b"7" if data[at] != ord("7") else b"8") + data[at + 1:]
    return None


@edit("file: touched", weight=4)
def touch(random, site):
    path = some_input(random, site)
    return path and [("mtime", path, None)]


@edit("file: time set back", weight=3)
def set_back(random, site):
    path = some_input(random, site)
    return path and [("mtime", path, random.choice([-1, -3600, -10**9, 3600]))]


@edit("file: changed and time set back", weight=3)
def changed_and_set_back(random, site):
    path = pick(random, site.pages())
    return path and [("write", path, site.files[path] + f"\nmore {site.number()}\n".encode()), ("mtime", path, random.choice([-5, -10**9]))]


@edit("file: same size and time, other content", weight=4)
def same_stat(random, site):
    path = some_input(random, site)
    data = path and flipped(site.files[path])
    return [("same_stat", path, data, random.random() < 0.5)] if data else None


@edit("file: two edits at once, same size", weight=3)
def two_at_once(random, site):
    path = pick(random, site.pages())
    if not path:
        return None
    numbers = [site.number() % 90 + 10 for _ in range(3)]
    versions = [site.files[path] + f"\nversion {number}\n".encode() for number in numbers]
    return [("write", path, versions[0]), ("build", []), ("write", path, versions[1]), ("build", []), ("write", path, versions[2])]


@edit("file: edited while a build runs", weight=3)
def during_build(random, site):
    path = some_input(random, site)
    data = path and flipped(site.files[path])
    return [("edit_during_build", path, data, random.choice([0, 0.002, 0.005, 0.01, 0.02]))] if data else None


@edit("file: whole checkout with fresh times", weight=2)
def checkout(random, site):
    return [("checkout",)]


@edit("file: mode", weight=1)
def chmod(random, site):
    path = some_input(random, site)
    return path and Two([("chmod", path, 0o444)], [("chmod", path, 0o644)])


@edit("file: too large or unreadable, then mended", weight=2)
def unreadable(random, site):
    path = pick(random, site.pages() if random.random() < 0.7 else site.template_files())
    bad = random.choice([("sparse", path, 1 << 25), ("fifo", path), ("link", path, "nowhere.md")])
    return path and Two([bad], [("write", path, site.files[path])])


@edit("file: a folder where a file was, and back", weight=2)
def folder_for_file(random, site):
    path = some_input(random, site)
    return path and Two([("mkdir", path)], [("write", path, site.files[path])])


@edit("link: page or folder", weight=2)
def link(random, site):
    """A link to a page beside it, led elsewhere one step later."""
    folder = pick(random, site.folders())
    pages = [path.rpartition("/")[2] for path in site.plain_pages() if path.rpartition("/")[0] == folder]
    if not pages:
        return None
    path = f"{folder}/link-{site.number()}.md"
    later = random.choice([("link", path, random.choice(pages)), ("link", path, "gone.md"), ("delete", path)])
    return Two([("link", path, random.choice(pages))], [later])


@edit("link: folder, also in a circle", weight=1)
def link_folder(random, site):
    folder = pick(random, site.folders())
    path = f"content/linked-{site.number()}"
    target = random.choice([folder.removeprefix("content/"), "."]) if folder and folder != "content" else "."
    return Two([("link", path, target)], [("delete", path)])


@edit("site: moved to another folder", free=True, weight=2)
def moved(random, site):
    return [("move",)]


@edit("clock: a page becomes due", weight=1)
def due(random, site):
    folder = pick(random, site.folders())
    key = random.choice([b"date", b"date", b"expiry"])
    before, after = b"---\ntitle: Due\n" + key + b": ", b"\ntags: [red]\n---\nDue.\n"
    return folder and Two([("due", f"{folder}/due-{site.number()}.md", before, after, 2.0)], [("wait",)])


@edit("output: one file deleted", weight=3)
def delete_output(random, site):
    return [("out_delete", random.random()) for _ in range(random.randint(1, 3))]


@edit("output: one file edited", weight=3)
def edit_output(random, site):
    return [("out_edit", random.random(), random.choice(["longer", "same size", "same time"]))]


@edit("output: touched", weight=2)
def touch_output(random, site):
    return [("out_touch", random.random())]


@edit("output: a folder in the place of a file", weight=1)
def output_folder(random, site):
    return [("out_to_folder", random.random())]


@edit("output: whole tree deleted", weight=2)
def delete_tree(random, site):
    return [("out_delete_all",)]


@edit("output: foreign file", weight=3)
def foreign(random, site):
    number = site.number()
    name = random.choice(["foreign-%d.txt", "zz/foreign-%d/x.html", "blog/foreign-%d.dat", "assets/foreign-%d.css"]) % number
    return [("out_foreign", name, b"mine\n")]


@edit("output: another folder", free=True, weight=1)
def other_output(random, site):
    others = [flag for flag in site.flags if flag not in ("--output", "public2")]
    return Two([("flags", others + ["--output", "public2"])], [("flags", others)])


@edit("output: cleaned, cache kept", weight=2)
def cleaned(random, site):
    return [("clean", [])]


@edit("output: all cleaned", free=True, weight=1)
def all_cleaned(random, site):
    return [("clean", ["--all"])]


@edit("cache: deleted, output kept", free=True, weight=2)
def cache_deleted(random, site):
    return [random.choice([("cache_delete",), ("cache_delete_store",), ("cache_delete_one", random.random())])]


@edit("cache: truncated", free=True, weight=2)
def cache_truncated(random, site):
    return [("cache_truncate", random.random(), random.choice([0, random.random(), random.random(), 0.999]))]


@edit("cache: bits flipped", free=True, weight=3)
def cache_flipped(random, site):
    return [("cache_flip", random.random(), random.randrange(1 << 30), random.choice([1, 1, 5, 50]))]


@edit("cache: a block lost", free=True, weight=1)
def cache_filled(random, site):
    return [("cache_fill", random.random(), random.choice([0, 255]))]


@edit("cache: another site's", free=True, weight=2)
def cache_swapped(random, site):
    return [("cache_swap", random.random() < 0.5)]


@edit("cache: an older one put back", free=True, weight=2)
def cache_older(random, site):
    slot = str(random.randint(1, 2))
    return Two([("cache_keep_old", slot)], [("cache_put_back", slot)])


@edit("cache: cannot be read nor written", free=True, weight=1)
def cache_blocked(random, site):
    return Two([("cache_block",)], [("cache_unblock",)])


@edit("cache: disk full", free=True, weight=2)
def disk_full(random, site):
    return [("limited_build", random.choice([0, 1000, 5000, 20000, 70000]))]


@edit("cache: two builds at once", free=True, weight=2)
def two_builds(random, site):
    changes = [("two_builds",)]
    path = pick(random, site.pages())
    return [("write", path, site.files[path] + b"\nfor two\n")] + changes if path else changes


@edit("cache: build killed", free=True, weight=3)
def killed(random, site):
    path = pick(random, site.pages())
    changes = [("write", path, site.files[path] + b"\nkilled\n")] if path else []
    return changes + [("killed_build", random.random() * random.choice([0.005, 0.02, 0.05]))]


@edit("cache: warmed", weight=3)
def warmed(random, site):
    return [("warm",)]


@edit("cache: warmed between edits", weight=4)
def warmed_between_edits(random, site):
    """What is edited before and after, also back to what it was, or also the output."""
    path = some_input(random, site)
    data = path and flipped(site.files[path])
    if not data:
        return None
    later = random.choice([[("write", path, site.files[path])], [("write", path, data + b"\n")], [("delete", path)],
                           [("out_delete", random.random())], [("out_edit", random.random(), "same time")], [("out_delete_all",)],
                           [("clean", [])], [("warm",)]])
    return [("write", path, data), ("warm",), *later]


@edit("cache: warmed, then a build of another kind", free=True, weight=2)
def warmed_and_built(random, site):
    path = some_input(random, site)
    data = path and flipped(site.files[path])
    changes = [("write", path, data), ("warm",), ("build", [random.choice(["--no-cache", "--no-incremental"])])]
    return changes if data else None


@edit("cache: deleted, then warmed", free=True, weight=2)
def deleted_and_warmed(random, site):
    return [random.choice([("cache_delete",), ("cache_delete_store",)]), ("warm",)]


@edit("cache: warming killed", weight=2)
def warming_killed(random, site):
    path = pick(random, site.pages())
    changes = [("write", path, site.files[path] + b"\nwarmed and killed\n")] if path else []
    return changes + [("warm", random.random() * random.choice([0.005, 0.02, 0.05]))]


@edit("cache: build by another version", free=True, weight=1)
def other_version(random, site):
    return [("other_program",)]


@edit("cache: a build that makes all again, or without cache", free=True, weight=2)
def other_modes(random, site):
    path = pick(random, site.pages())
    changes = [("write", path, site.files[path] + b"\nwithout cache\n")] if path else []
    return changes + [("build", [random.choice(["--no-cache", "--no-incremental"])])]


@edit("flag: environment or profile", free=True, weight=2)
def environment(random, site):
    others = [flag for flag in site.flags if not flag.startswith(("--environment=", "--profile="))]
    flag = random.choice([[], ["--environment=production"], ["--environment=preview"], ["--profile=writer"], ["--environment=dev"]])
    return [("flags", others + flag)]


@edit("flag: drafts, strict, base URL", free=True, weight=2)
def flags(random, site):
    flag = random.choice(["--drafts", "--strict", "--baseurl=https://flag.example.org"])
    return [("flags", [each for each in site.flags if each != flag] if flag in site.flags else site.flags + [flag])]


@edit("environment variable", free=True, weight=2)
def variable(random, site):
    return [("variables", random.choice([
        {}, {"BENGAL_ENV": "production"}, {"BENGAL_BASEURL": "https://env.example.org"}, {"UNRELATED": "1"},
        {"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "me/project"},
        {"NETLIFY": "true", "CONTEXT": "production", "URL": "https://host.example.org"}]))]
