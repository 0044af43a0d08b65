#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares the expected outputs of the case files with what Jinja2 itself gives.

    differential.py             checks every case that does not say `--- differs`
    differential.py --update    writes Jinja2's output into the `expect` sections that are empty or absent

Needs the Python package jinja2, version 3.1. The format of the case files is described in cases.h.
"""
import glob
import os
import sys

import reference


class Case:
    def __init__(self, name):
        self.name = name
        self.sections = []  # (title, [lines])

    def text(self, word):
        for title, lines in self.sections:
            if title.split(" ")[0] == word:
                return "\n".join(lines)
        return None

    def title(self, word):
        for title, _ in self.sections:
            if title.split(" ")[0] == word:
                return title
        return None

    def templates(self):
        return [(title[len("template"):].strip() or "main", "\n".join(lines))
                for title, lines in self.sections if title.split(" ")[0] == "template"]


def read(path):
    """The lines before the first case, and the cases."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    lines = (text[:-1] if text.endswith("\n") else text).split("\n")
    head, cases, section = [], [], None
    for line in lines:
        if line.startswith("=== "):
            cases.append(Case(line[4:]))
            section = []
            cases[-1].sections.append(("", section))
        elif line.startswith("--- ") and cases:
            section = []
            cases[-1].sections.append((line[4:].strip(), section))
        elif cases:
            section.append(line)
        else:
            head.append(line)
    return head, cases


def write(path, head, cases):
    lines = list(head)
    for case in cases:
        lines.append("=== " + case.name)
        for title, body in case.sections:
            if title:
                lines.append("--- " + title)
            lines.extend(body)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("\n".join(lines) + "\n")


def answer(case):
    return reference.answer((case.text("options") or "").split(), case.templates(), case.text("context"))


def main():
    update = "--update" in sys.argv
    folder = os.path.dirname(os.path.abspath(__file__))
    wrong = compared = 0
    for path in sorted(glob.glob(os.path.join(folder, "*.cases"))):
        head, cases = read(path)
        for case in cases:
            if case.title("differs") is not None:
                continue
            compared += 1
            output, error = answer(case)
            expected = case.text("expect")
            if update and not expected and case.title("error") is None:
                case.sections = [each for each in case.sections if each[0] != "expect"]
                if error is None:
                    case.sections.append(("expect", output.split("\n")))
                else:
                    print("%s: %s: no output: %s" % (os.path.basename(path), case.name, error))
                    case.sections.append(("error template-error", []))
                continue
            if case.title("error") is not None:
                if error is None:
                    wrong += 1
                    print("%s: %s: Jinja2 does not fail, it gives:\n%s|" % (os.path.basename(path), case.name, output))
            elif error is not None or output != expected:
                wrong += 1
                print("%s: %s: expected:\n%s|\nJinja2 gives:\n%s|" %
                      (os.path.basename(path), case.name, expected, error if output is None else output))
        if update:
            write(path, head, cases)
    print("%d cases compared, %d wrong" % (compared, wrong))
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
