#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares Bengal's engine and the real Jinja2 over templates that others wrote: those of Debian's packages mkdocs,
mkdocs-material, pelican and sphinx.

    packaged_templates.py ANSWERS FOLDER

ANSWERS is the executable made from answer_cases.cc, FOLDER holds the unpacked packages (tools/test puts
them into build/packages). Every template must compile in both engines or in neither; the themes that a file in
themes/ describes must print the same bytes for each template and each variation of the context.
"""
import collections
import glob
import json
import os
import sys

import jinja2.nodes

import reference
from random_differential import Bengal

TEMPLATES = 173
# The filters that the programs add to Jinja2's own, and how many templates use each; here each gives its subject's text.
FILTERS = {"heading": 3, "repr": 1, "slice_index": 1, "tobool": 9, "todim": 10, "url": 16}
ENDINGS = (".html", ".xml", "_t", ".jinja", ".jinja2", ".j2")
# Sphinx reads its LaTeX templates with other marks than {{ }} and {% %}.
OTHER_MARKS = ("/templates/latex/", "/texinputs", "/templates/imgmath/")
OF_OTHER_MARKS = 12


def files_below(folder):
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(place, name)
            if name.endswith(ENDINGS) and "/usr/share/doc" not in place and not os.path.islink(path):
                yield path


def has_other_marks(path):
    return any(part in path for part in OTHER_MARKS)


def templates_below(folder):
    return [path for path in files_below(folder) if not has_other_marks(path)]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def compare(bengal, name, case):
    """Whether both engines answer the same; says so when they do not."""
    wanted = reference.answer(case["options"], case["templates"], case["context"])
    given = bengal.answer(case)
    if wanted[0] == given[0]:
        if wanted[1] is not None and "compile" in case["options"]:
            print("%s: both refuse: %s" % (name, wanted[1]))
        return wanted[1] is None
    print("%s:\n--- Jinja2\n%s\n--- Bengal\n%s\n" % (name, wanted[0] or wanted[1], given[0] or given[1]))
    return None


def is_counted(what, counted, written):
    """Whether this file, and with it docs/jinja-compatibility.md, says what the packages hold."""
    if counted == written:
        return True
    print("%s: the packages hold %s, not %s; say so here and in docs/jinja-compatibility.md" % (what, counted, written))
    return False


def count_filters(paths):
    """How many templates use each filter that Jinja2 itself does not have."""
    own = reference.environment([], []).filters
    parser = reference.environment(["filter=" + name for name in FILTERS], [])
    counts = collections.Counter()
    for path in paths:
        counts.update({node.name for node in parser.parse(read(path)).find_all(jinja2.nodes.Filter)} - set(own))
    return dict(sorted(counts.items()))


def check_compiling(bengal, folder):
    options = ["compile"] + ["filter=" + name for name in FILTERS]
    paths = templates_below(folder)
    results = [compare(bengal, path, {"options": options, "templates": [("main", read(path))], "context": "{}"})
               for path in paths]
    print("%d templates: %d compile, %d are refused by both, %d differ" %
          (len(results), results.count(True), results.count(False), results.count(None)))
    counted = [is_counted("templates", len(paths), TEMPLATES), is_counted("filters", count_filters(paths), FILTERS),
               is_counted("templates with other marks", sum(map(has_other_marks, files_below(folder))), OF_OTHER_MARKS)]
    return results.count(True) == len(results) and all(counted)


def check_theme(bengal, folder, theme):
    templates = [(os.path.relpath(path, folder), read(path)) for path in templates_below(folder)]
    results = []
    for name, text in templates:
        others = [each for each in templates if each[0] != name]
        for number, variation in enumerate(theme["variations"]):
            context = json.dumps({**theme["context"], **variation})
            case = {"options": theme["options"], "templates": [(name, text)] + others, "context": context}
            results.append(compare(bengal, "%s/%s, variation %d" % (folder, name, number), case))
    print("%s: %d outputs: %d the same, %d refused by both, %d differ" %
          (folder, len(results), results.count(True), results.count(False), results.count(None)))
    return results.count(True) > len(results) * 0.8 and None not in results


def main():
    answers, folder = sys.argv[1:]
    if not os.path.isfile(os.path.join(folder, "packages")):
        print("skipped: the packages are not there; tools/test downloads them")
        return 77
    bengal = Bengal(answers)
    good = check_compiling(bengal, folder)
    for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "themes", "*.json"))):
        theme = json.loads(read(path))
        for place in theme["folders"]:
            good = check_theme(bengal, os.path.join(folder, place), theme) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
