# SPDX-License-Identifier: MIT
"""Runs a script of edits: after each step the incremental build of the site is held against a clean build of a copy.

A script is {"files": {path: bytes}, "links": {path: target}, "flags": [...], "steps": [[edit, ...], ...]}, an edit is
{"name": text, "free": bool, "changes": [change, ...]}. Step 0, the first build, comes before them.
"""

import base64
import collections
import json
import os
import shutil
import subprocess
import time

import trees
from world import OUTPUTS, World, Built

Failure = collections.namedtuple("Failure", "kind step text")
Count = collections.namedtuple("Count", "step names rendered needed example")

RENDERED = (".html", ".xml", ".json", ".txt")
JOBS = ("1", "2", "4")


class Options:
    """How scripts are run."""

    def __init__(self, bengal, clean_only=False, fault=None, max_waste=None, ignored=()):
        self.bengal = os.path.abspath(bengal)
        self.clean_only = clean_only
        self.fault = fault
        self.max_waste = max_waste
        self.ignored = tuple(ignored)  # keys of messages that are not compared
        help_text = subprocess.run([self.bengal, "help", "build"], capture_output=True, text=True, check=False).stdout
        self.supports_cache = "--no-cache" in help_text


class Run:
    def __init__(self, folder, options):
        self.options = options
        self.folder = folder
        self.world = World(folder, options.bengal, options.supports_cache, options.ignored)
        self.counts = []
        self.last = None  # what the last incremental build answered

    def play(self, script, stop_before=None):
        """Runs a script; the first failure, or None."""
        world = self.world
        world.flags = list(script["flags"])
        for path, data in script["files"].items():
            world.do_write(path, data)
        for path, target in script["links"].items():
            world.do_link(path, target)
        for number, edits in enumerate([[]] + script["steps"]):
            try:
                for edit in edits:
                    for change in edit["changes"]:
                        world.apply(change)
                        if world.complaint:
                            return Failure("change", number, world.complaint)
                if number == stop_before:
                    return None
                failure = self.step(number, edits)
            except subprocess.TimeoutExpired as problem:
                return Failure("hang", number, str(problem))
            if failure:
                return failure
        return None

    def step(self, number, edits):
        """Both builds, and all that can be said against them."""
        world = self.world
        before = trees.snapshot(world.output())
        made = self.incremental(number, before)
        after = trees.snapshot(world.output())
        clean, wanted, hollow = self.clean(number)
        if world.due is not None and time.time() >= world.due:
            return None  # the machine was too slow: the page became due between the two builds
        failure = self.compare(number, made, clean, before, after, wanted, hollow)
        if failure:
            return failure
        failure = self.count(number, edits, made, before, wanted)
        if failure:
            return failure
        if number % 3 == 1 and not self.options.clean_only and not world.blocked and world.due is None:
            failure = self.idle(number, made)
        world.cache_hurt = world.blocked
        return failure

    def incremental(self, number, before):
        """Builds the site; a fault makes as if the program were wrong in a certain way."""
        fault, world = self.options.fault, self.world
        if fault == "stale" and number % 2 == 1:
            return self.last
        made = world.build("--jobs", JOBS[number % 3], *self.dead())
        if fault == "leftover" and before:
            for path in set(before) - set(trees.snapshot(world.output()) or {}):
                world.do_write(world.output_name() + "/" + path, before[path])
        if fault == "silent" and number:
            made = made._replace(problems=made.problems[1:])
        if fault == "greedy" and world.foreign and os.path.isdir(world.output()):
            for path in world.foreign:
                trees.remove(os.path.join(world.output(), path))
        self.last = made
        return made

    def dead(self):
        """Flags of the fault that nothing is ever taken from the cache."""
        return ["--no-incremental"] if self.options.fault == "dead" and self.world.supports_cache else []

    def clean(self, number):
        folder = os.path.join(self.folder, "clean")
        trees.copy_inputs(self.world.site, folder, OUTPUTS)
        extra = ["--no-cache"] if self.world.supports_cache and number % 2 else []
        clean = self.world.build("--jobs", JOBS[(number + 1) % 3], *extra, site=folder)
        output = os.path.join(folder, self.world.output_name())
        wanted, hollow = trees.snapshot(output), trees.empty_folders(output)
        shutil.rmtree(folder)
        return clean, wanted, hollow

    def compare(self, number, made, clean, before, after, wanted, hollow):
        for name, built in (("incremental", made), ("clean", clean)):
            if built.code < 0 or built.summary is None and built.code == 0:
                return Failure("crash", number, f"the {name} build ended with {built.code}: {built.errors[-2000:]}")
        world = self.world
        if wanted is None:
            # A build that stops before it makes anything leaves everything as it was.
            if (after or {}) != (before or {}):
                return Failure("stopped", number, "a build that could not begin changed the output\n"
                               + trees.first_difference(before or {}, after or {}))
        else:
            failure = self.compare_trees(number, made, before or {}, after or {}, wanted, hollow)
            if failure:
                return failure
        if world.blocked:
            return None
        if made.code != clean.code:
            return Failure("exit", number, f"clean {clean.code}, incremental {made.code}\n" + differing_problems(clean, made))
        if made.problems != clean.problems:
            return Failure("messages", number, differing_problems(clean, made))
        return None

    def compare_trees(self, number, made, before, after, wanted, hollow):
        world = self.world
        lost = sorted(path for path in world.foreign - set(wanted) if path not in after)
        if lost:
            return Failure("foreign", number, "files that are not ours were removed: " + ", ".join(lost))
        left = set(after) - set(wanted) - world.foreign
        if world.cache_hurt:
            # Without its manifest the program cannot know what it wrote earlier: it is kept and reported.
            world.foreign.update(left & set(before))
            left -= set(before)
        world.foreign.difference_update(wanted)
        # A foreign file that has been edited away by hand is gone.
        own = {path: data for path, data in after.items() if path not in world.foreign}
        if own != wanted:
            return Failure("tree", number, trees.first_difference(wanted, own))
        reported = set(made.summary["foreign"]) if made.summary else set()
        if reported != world.foreign and not world.blocked:
            return Failure("foreign", number, f"foreign files: {sorted(world.foreign)}\nreported: {sorted(reported)}")
        if set(trees.empty_folders(world.output())) - set(hollow):
            return Failure("tree", number, f"empty folders: {sorted(set(trees.empty_folders(world.output())) - set(hollow))}")
        return None

    def count(self, number, edits, made, before, wanted):
        """Notes how many outputs were rendered and how many had to be."""
        free = number == 0 or any(edit["free"] for edit in edits)
        if free or self.options.clean_only or before is None or wanted is None or made.summary is None:
            return None
        needed = [path for path, data in wanted.items() if self.is_rendered(path) and before.get(path) != data]
        rendered = made.summary["rendered"]
        example = f"changed: {', '.join(sorted(needed)[:4])}" if needed else "nothing changed"
        self.counts.append(Count(number, tuple(edit["name"] for edit in edits), rendered, len(needed), example))
        if self.options.max_waste is not None and rendered > len(needed) + self.options.max_waste:
            return Failure("waste", number, f"rendered {rendered}, but only {len(needed)} outputs changed ({example})")
        return None

    def is_rendered(self, path):
        return path.endswith(RENDERED) and not path.startswith("assets/") and not os.path.exists(self.world.path("static/" + path))

    def idle(self, number, made):
        """A build of a site in which nothing changed renders and writes nothing, and says the same."""
        again = self.world.build("--jobs", JOBS[number % 3], *self.dead())
        if (again.code, again.problems) != (made.code, made.problems):
            return Failure("idle", number, "a second build says other things\n" + differing_problems(made, again))
        if again.summary and (again.summary["rendered"], again.summary["written"], again.summary["removed"]) != (0, 0, 0):
            numbers = {key: again.summary[key] for key in ("rendered", "written", "removed", "failed")}
            return Failure("idle", number, f"nothing changed since the last build, but {numbers}")
        return None


def differing_problems(clean: Built, made: Built):
    """Messages of one build only; of two about the same thing only what differs."""
    wanted, found = collections.Counter(clean.problems), collections.Counter(made.problems)
    missing, extra = (list(map(json_or_text, (a - b).elements())) for a, b in ((wanted, found), (found, wanted)))
    lines = []
    for value in missing:
        twin = next((each for each in extra if heading(each) == heading(value)), None)
        if twin is None:
            lines.append("only clean: " + heading(value))
        else:
            extra.remove(twin)
            keys = sorted(key for key in {*value, *twin} if value.get(key) != twin.get(key)) if isinstance(value, dict) else []
            lines.append("differs: " + heading(value))
            lines += [f"  {key}: clean {brief(value.get(key))}, incremental {brief(twin.get(key))}" for key in keys]
    lines += ["only incremental: " + heading(value) for value in extra]
    return "\n".join(line[:600] for line in lines[:20]) + "\n"


def json_or_text(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def heading(value):
    if not isinstance(value, dict):
        return str(value)
    return f"{value.get('file')}:{value.get('line')}:{value.get('column')}: {value.get('severity')}: {value.get('message')} [{value.get('code')}]"


def brief(value):
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return " > ".join(f"{frame.get('what')} {frame.get('name')}" for frame in value)
    return json.dumps(value, ensure_ascii=False)


def run_script(script, folder, options, stop_before=None):
    """(failure or None, counts); the folder must not exist and is left for the caller."""
    run = Run(folder, options)
    return run.play(script, stop_before), run.counts


# Scripts as files.

def pack(value):
    if isinstance(value, bytes):
        try:
            return {"text": value.decode()}
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {key: pack(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [pack(each) for each in value]
    return value


def unpack(value):
    if isinstance(value, dict):
        if set(value) == {"text"}:
            return value["text"].encode()
        if set(value) == {"base64"}:
            return base64.b64decode(value["base64"])
        return {key: unpack(each) for key, each in value.items()}
    if isinstance(value, list):
        return [unpack(each) for each in value]
    return value


def save(script, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(pack(script), file, indent=1)


def load(path):
    with open(path, encoding="utf-8") as file:
        return unpack(json.load(file))
