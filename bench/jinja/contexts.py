# SPDX-License-Identifier: MIT
"""The contexts of the workloads, the same bytes on every machine: `contexts.py FOLDER` writes NAME.json for each.

Texts hold none of the characters that the engines escape in different ways (double quotes, backticks, backslashes), and
no number that they print in different ways (whole floating ones)."""

import json
import sys
from pathlib import Path

WORDS = """alder amber anchor apple arch autumn barley basin beacon birch bridge brook candle canyon cedar chalk cloud
clover coast copper coral creek crystal dawn delta drift dune ember falcon fern field flint forest fountain frost garden
glade granite grove harbor hazel heather hollow island ivory juniper lantern lark laurel linen maple marble meadow mill
moss north oak ocean olive orchard otter pebble pine prairie quarry rain raven red reed ridge river robin sage saffron
sand shore silver slate snow spring spruce stone storm summer thistle thunder timber valley violet walnut water wheat
willow winter wren""".split()


class Random:
    """SplitMix64, as in bench/random.h."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        return (mixed ^ (mixed >> 31)) % bound

    def word(self):
        return WORDS[self.below(len(WORDS))]

    def words(self, least, most):
        return " ".join(self.word() for _ in range(least + self.below(most - least + 1)))


def title(random):
    return random.words(2, 5).capitalize()


def table(random):
    rows = [{
        "id": number,
        "url": f"/stock/{random.word()}/{number}/",
        "name": random.words(1, 3) + (" & sons" if random.below(10) == 0 else ""),
        "kind": random.word(),
        "price": random.below(900) + (1 + random.below(99)) / 100,
        "stock": random.below(40) * random.below(2),
        "place": {"shelf": random.below(60), "room": random.word()},
    } for number in range(1000)]
    return {"title": "the whole stock", "rows": rows}


def link(random):
    return {"url": f"/{random.word()}/{random.word()}/", "title": title(random), "name": random.word(),
            "date": f"2024-{1 + random.below(12):02}-{1 + random.below(28):02}"}


def page(random):
    siblings = [link(random) for _ in range(12)]
    return {
        "site": {"title": "Fields & Rivers", "language": "en", "url": "https://example.org", "year": 2024,
                 "license": "All texts are free to use", "source": "https://example.org/source/", "newest_title": "Newest",
                 "menu": [link(random) for _ in range(8)], "newest": [link(random) for _ in range(5)]},
        "page": {"title": "Walking along the river", "description": random.words(12, 12), "url": siblings[4]["url"],
                 "path": "content/rivers/walking.md", "date": "2024-05-17", "editable": True,
                 "author": {"name": "A. Walker", "url": "/authors/walker/"},
                 "crumbs": [link(random) for _ in range(3)], "siblings": siblings,
                 "tags": [random.word() for _ in range(6)],
                 "notes": [{"kind": "tip", "text": random.words(10, 20)}, {"kind": "warning", "text": random.words(10, 20)}],
                 "body": "\n".join(f"<p>{random.words(30, 60)}</p>" for _ in range(8))},
    }


def filters(random):
    return {"items": [{
        "id": random.words(1, 2),
        "name": f"  {random.words(2, 4)} {number} ",
        "code": random.word() + str(random.below(100)),
        "kind": random.word(),
        "text": random.words(10, 20) + "  ",
        "tags": [random.word() for _ in range(2 + random.below(4))],
        "change": random.below(200) - 100,
        "count": str(random.below(1000)),
        "parts": [{"name": random.word(), "weight": random.below(50), "used": random.below(3) > 0} for _ in range(4)],
    } for number in range(200)]}


def marked_up(random, least, most):
    """Words with something to escape at every third."""
    forms = ("<b>{}</b>", "{} & ", "'{}'", "{} > ", "<{}>", "{}'s")
    count = least + random.below(most - least + 1)
    words = [random.word() for _ in range(count)]
    return " ".join(forms[random.below(len(forms))].format(word) if random.below(3) == 0 else word for word in words)


def escaping(random):
    def code():
        lines = [f"if ({random.word()} < {random.below(100)} && {random.word()} > 0) "
                 f"{random.word()}<{random.word()}>('{random.word()}');" for _ in range(3)]
        return "\n".join(lines)

    return {"comments": [{
        "id": f"comment-{number}",
        "subject": marked_up(random, 3, 8),
        "author": random.word().capitalize() + " & " + random.word().capitalize(),
        "address": f"{random.word()}@example.org",
        "lines": [marked_up(random, 6, 14) for _ in range(1 + random.below(5))],
        "code": code(),
    } for number in range(200)]}


def navigation(random):
    urls = []

    def node(depth, url):
        here = f"{url}{random.word()}-{len(urls)}/"
        urls.append(here)
        children = [] if depth == 0 else [node(depth - 1, here) for _ in range(2 + random.below(2))]
        return {"url": here, "title": title(random), "is_open": depth > 3, "children": children}

    tree = [node(6, "/") for _ in range(3)]
    return {"tree": tree, "current": urls[len(urls) // 2]}


WORKLOADS = (table, page, filters, escaping, navigation)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for seed, workload in enumerate(WORKLOADS):
        text = json.dumps(workload(Random(seed)), indent=1)
        (folder / f"{workload.__name__}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
