# SPDX-License-Identifier: MIT
"""Makes a failing script small: leaves out steps, edits, changes, files of the site and lines of files, as long as the
script still fails in the same way."""

import os
import shutil
import time

from check import run_script


class Shrinker:
    def __init__(self, script, failure, folder, options, seconds):
        self.script = script
        self.failure = failure
        self.folder = folder
        self.options = options
        self.end = time.monotonic() + seconds
        self.runs = 0

    def shrink(self):
        """(script, failure), both as small as the time allows."""
        self.accept({**self.script, "steps": self.script["steps"][:self.failure.step]})
        self.shorten(self.changes(), self.with_changes)
        self.shorten(sorted(self.script["files"]), lambda kept: {**self.script, "files": {path: self.script["files"][path] for path in kept}})
        self.shorten(self.changes(), self.with_changes)
        for path in sorted(self.script["files"], key=lambda path: -len(self.script["files"][path])):
            self.shorten_lines(path)
        for place in self.changes():
            self.shorten_change(place)
        self.shorten(sorted(self.script["files"]), lambda kept: {**self.script, "files": {path: self.script["files"][path] for path in kept}})
        return self.script, self.failure

    def changes(self):
        return [(i, j, k) for i, step in enumerate(self.script["steps"]) for j, edit in enumerate(step) for k in range(len(edit["changes"]))]

    def with_changes(self, kept):
        """The script with some of its changes; steps without changes stay, as builds, unless they are the first or last."""
        kept = set(kept)
        steps = []
        for i, step in enumerate(self.script["steps"]):
            edits = [{**edit, "changes": [change for k, change in enumerate(edit["changes"]) if (i, j, k) in kept]} for j, edit in enumerate(step)]
            edits = [edit for edit in edits if edit["changes"]]
            if edits:
                steps.append(edits)
        return {**self.script, "steps": steps}

    def shorten(self, items, build):
        """Leaves out stretches of `items`, long ones first."""
        size = max(len(items) // 2, 1)
        while items and time.monotonic() < self.end:
            start, shorter = 0, False
            while start < len(items) and time.monotonic() < self.end:
                fewer = items[:start] + items[start + size:]
                if self.accept(build(fewer)):
                    if build == self.with_changes:
                        # The places of what is left have new numbers.
                        items = self.changes()
                    else:
                        items = fewer
                    shorter = True
                else:
                    start += size
            if size == 1 and not shorter:
                return
            size = max(size // 2, 1)

    def shorten_lines(self, path):
        data = self.script["files"].get(path)
        if data is None or data.count(b"\n") < 2:
            return
        self.shorten(data.splitlines(keepends=True), lambda lines: {**self.script, "files": {**self.script["files"], path: b"".join(lines)}})

    def shorten_change(self, place):
        """Leaves out lines of what one change writes."""
        i, j, k = place
        if len(self.script["steps"]) <= i:
            return
        change = self.script["steps"][i][j]["changes"][k]
        if change[0] != "write" or change[2].count(b"\n") < 2:
            return

        def with_lines(lines):
            steps = [[dict(edit, changes=list(edit["changes"])) for edit in step] for step in self.script["steps"]]
            steps[i][j]["changes"][k] = (*change[:2], b"".join(lines))
            return {**self.script, "steps": steps}
        self.shorten(change[2].splitlines(keepends=True), with_lines)

    def accept(self, script):
        """Takes a script over when it fails in the same way."""
        if script == self.script or time.monotonic() > self.end:
            return False
        self.runs += 1
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        failure, _ = run_script(script, self.folder, self.options)
        if failure is None or failure.kind != self.failure.kind:
            return False
        self.script, self.failure = script, failure
        return True


def shown(value, limit=1500):
    text = value.decode(errors="backslashreplace") if isinstance(value, bytes) else str(value)
    return text if len(text) <= limit else f"{text[:limit]}... ({len(text)} characters)"


def describe(script, failure):
    """The script as a reader wants it: files, then step by step what is done, then what went wrong."""
    lines = ["flags: " + " ".join(script["flags"])] if script["flags"] else []
    for path, data in sorted(script["files"].items()):
        lines += [f"--- file {path}", shown(data).rstrip("\n")]
    lines += [f"--- link {path} to {target}" for path, target in sorted(script["links"].items())]
    lines.append("--- build")
    for number, step in enumerate(script["steps"], 1):
        for edit in step:
            lines.append(f"--- step {number}: {edit['name']}")
            for word, *arguments in edit["changes"]:
                if word in ("write", "same_stat", "edit_during_build"):
                    lines += [f"{word} {arguments[0]} {' '.join(map(str, arguments[2:]))}".rstrip(), shown(arguments[1]).rstrip("\n")]
                else:
                    lines.append(" ".join([word, *map(str, arguments)]))
        lines.append("--- build")
    lines += [f"=== {failure.kind} in step {failure.step}:", failure.text.rstrip("\n")]
    return "\n".join(lines) + "\n"
