#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares random templates between Bengal's engine and the real Jinja2.

    random_differential.py ANSWERS [--count N] [--seed S] [--only NUMBER] [--most N]

ANSWERS is the executable made from answer_cases.cc. Both engines must print the same bytes or both refuse. A template
on which they differ is made smaller as long as they still differ, and printed as a case for the files beside this one.
Left out are templates that show what only Python has (addresses, functions, generators that are spent) and those that
meet the bounds of Bengal's engine; how many is printed.
"""
import argparse
import json
import multiprocessing
import re
import subprocess
import sys

import random_templates
import reference
import shrinking

ONLY_PYTHON = re.compile(r" at 0x[0-9a-f]+|ni-tliub<|<built-in|<bound method|<function|<class |<generator object|&lt;built-in|"
                         r"&lt;bound method|&lt;function|&lt;class |&lt;generator object|&lt;module|<module", re.IGNORECASE)
LETTERS_OF_PYTHON = re.compile(r"builtinmethod|boundmethod|generatorobject")  # with something between the letters


class Bengal:
    """The engine as a process that answers case after case."""

    def __init__(self, path):
        self.path = path
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def answer(self, case):
        """(output, None) or (None, what went wrong)."""
        self.process.stdin.write((json.dumps(case) + "\n").encode())
        self.process.stdin.flush()
        head = self.process.stdout.readline().split()
        if not head:
            status = self.process.wait()
            self.start()
            return None, "the engine ended with status %d" % status
        said = self.process.stdout.read(int(head[1])).decode("utf-8", "surrogateescape")
        return (said, None) if head[0] == b"ok" else (None, said)


def judge(bengal, case):
    """"same", "differs" or "left out", and both answers."""
    def ask(at_once):
        return reference.answer_within(2, case["options"], case["templates"], case["context"], at_once)

    def is_same(wanted):
        return wanted[0] == given[0] if wanted[1] is None else given[1] is not None

    given = bengal.answer(case)
    try:
        wanted = ask(False)
        if is_same(wanted):
            return "same", wanted, given
        if given[1] is not None and given[1].startswith("the engine ended"):
            return "differs", wanted, given
        is_limited = given[1] is not None and given[1].startswith("code limit\n")
        shows_python = wanted[0] is not None and (
            ONLY_PYTHON.search(wanted[0]) or LETTERS_OF_PYTHON.search(re.sub("[^a-z]", "", wanted[0].lower())))
        # Jinja2 makes nothing of slices of literals that have none, when it compiles; other values fail. Python has
        # complex numbers.
        is_limited = is_limited or given[1] is not None and any(
            words in given[1] for words in ("cannot be sliced", "is no real number"))
        left_out = is_limited or shows_python or is_same(ask(True))
        return "left out" if left_out else "differs", wanted, given
    except (reference.TooSlow, MemoryError):
        return "left out", None, given


def show(seed, number, case, wanted, given):
    lines = ["=== random template %d of seed %d" % (number, seed)]
    if case["options"]:
        lines += ["--- options", " ".join(case["options"])]
    if case["context"] != "{}":
        lines += ["--- context", case["context"]]
    for name, text in case["templates"]:
        lines += ["--- template " + name, text]
    lines += ["--- Jinja2", wanted[0] + "|" if wanted[1] is None else wanted[1]]
    lines += ["--- Bengal", given[0] + "|" if given[1] is None else given[1]]
    return "\n".join(lines) + "\n"


def run(work):
    """Compares the templates of some numbers; how many were same, left out and failing, and what differed, shrunk."""
    answers, seed, numbers, most = work
    bengal = Bengal(answers)
    counts, differing = {"same": 0, "left out": 0, "differs": 0, "refused": 0}, []
    for number in numbers:
        case = random_templates.make_case(seed, number)
        verdict, wanted, given = judge(bengal, case)
        counts[verdict] += 1
        counts["refused"] += verdict == "same" and wanted[1] is not None
        if verdict == "differs" and len(differing) < most:
            case = shrinking.shrink(case, lambda smaller: judge(bengal, smaller)[0] == "differs")
            differing.append(show(seed, number, case, *judge(bengal, case)[1:]))
    return counts, differing


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("answers")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--most", type=int, default=5, help="how many differences a process shrinks")
    given = parser.parse_args()
    numbers = range(given.count) if given.only is None else [given.only]
    pieces = [numbers[at:at + 250] for at in range(0, len(numbers), 250)]
    counts, differing = {}, []
    with multiprocessing.Pool() as pool:
        for some, texts in pool.imap_unordered(run, [(given.answers, given.seed, piece, given.most) for piece in pieces]):
            differing += texts
            for key, value in some.items():
                counts[key] = counts.get(key, 0) + value
    print("\n".join(sorted(differing)))
    print("%d templates: %d the same (%d of them refused by both), %d differ, %d left out" %
          (len(numbers), counts["same"], counts["refused"], counts["differs"], counts["left out"]))
    return 1 if counts["differs"] or not counts["same"] else 0


if __name__ == "__main__":
    sys.exit(main())
