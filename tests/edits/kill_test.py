#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Builds that are killed from outside at random instants, builds that run at the same time, and readers of the cache
while a build writes: the next build that runs to its end leaves what a clean build leaves.

    kill_test.py BENGAL [--kills 300] [--pages 250] [--seed 1]
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import check
import formats
import coverage  # registers all kinds of edit
import registry
import sites
import trees
from run import scratch
from world import OUTPUTS

assert not coverage.check()

HARMLESS = ("page: body", "page: one word of the body", "page: title", "page: date", "page: tags", "page: weight", "page: draft", "page: slug",
            "page: added", "page: deleted", "page: renamed", "page: two swapped", "page: moved to another section", "page: last use of a term",
            "section: added", "section: index page added", "section: index page removed", "template: any", "template: include",
            "template: syntax error made and mended", "data: key", "setting: site title", "setting: page size", "setting: menu entry",
            "asset: content", "asset: imported stylesheet two levels down", "static: file", "bundle: resource", "output: one file deleted",
            "output: foreign file", "file: same size and time, other content")


class Test:
    def __init__(self, arguments, folder):
        self.random = random.Random(arguments.seed)
        ignored = [key for key in arguments.ignore.split(",") if key]
        self.options = check.Options(arguments.bengal, ignored=ignored)
        self.run = check.Run(folder, self.options)
        self.world = self.run.world
        self.site = sites.make_site(self.random)
        self.fill(arguments.pages)
        self.world.flags = list(self.site.flags)
        for path, data in self.site.files.items():
            self.world.do_write(path, data)
        self.failures = 0
        self.killed = 0
        self.whole = self.small = 0.1  # seconds

    def fill(self, pages):
        """Some hundred pages more, in sections of one folder each."""
        for number in range(pages):
            folder = f"content/{random.Random(number).choice(sites.SECTIONS)}/part{number % 7}"
            front = {"title": f"Page {number}", "date": sites.date(self.random), "tags": self.random.sample(sites.TAGS, 2), "weight": number % 13}
            body = sites.body(self.random, self.site) + " ".join(self.random.choice(sites.WORDS) for _ in range(150)) + "\n"
            self.site.files[f"{folder}/page-{number}.md"] = formats.write_page("yaml", front, body)

    def edit(self):
        """Changes the site; a few changes are taken back one edit later."""
        before = dict(self.site.files)
        name = self.random.choice(HARMLESS)
        made = registry.make_edit(self.random, self.site, name)
        for edit in [each for each in made or () if each]:
            for change in edit["changes"]:
                self.world.apply(change)
        if made and self.random.random() < 0.15:
            self.revert(before)
        return name

    def revert(self, before):
        for path in sorted(set(self.site.files) - set(before)):
            self.world.do_delete(path)
        for path, data in before.items():
            if self.site.files.get(path) != data:
                self.world.do_write(path, data)
        self.site.files = before

    def measure(self):
        """How long a build takes that makes all, and one after a small change; followed by every build from then on."""
        started = time.monotonic()
        self.world.build()
        self.whole = time.monotonic() - started
        self.site.files["content/timed.md"] = b"x\n"
        self.world.apply(("write", "content/timed.md", b"x\n"))
        started = time.monotonic()
        self.world.build()
        self.small = time.monotonic() - started

    def follow(self, seconds, summary):
        if summary and summary["rendered"] * 2 > summary["outputs"]:
            self.whole = 0.7 * self.whole + 0.3 * seconds
        else:
            self.small = 0.7 * self.small + 0.3 * seconds

    def kill_builds(self, kills):
        """Goes on until so many builds were killed before their end."""
        self.measure()
        print(f"a whole build takes {self.whole * 1000:.0f} ms, a small one {self.small * 1000:.0f} ms; {len(self.site.pages())} pages")
        tries = 0
        while self.killed < kills and tries < 4 * kills and self.failures < 5:
            tries += 1
            names = [self.edit() for _ in range(self.random.randint(1, 2))]
            span = self.small
            if self.random.random() < 0.15:
                # So that builds which make all are killed as well, also in the folder that is renamed into place.
                self.random.choice([self.world.do_cache_delete, self.world.do_out_delete_all])()
                names.append("output or cache deleted")
                span = self.whole
            self.kill(self.random.random() * span)
            for _ in range(self.random.choice([0, 0, 1, 2])):
                names.append(self.edit())
            if self.random.random() < 0.2:
                self.kill(self.random.random() * span)
            self.compare(f"kill {tries} ({', '.join(names)})")
        print(f"{self.killed} builds killed before their end, in {tries} tries; {self.failures} failures")

    def kill(self, seconds):
        process = self.world.start()
        time.sleep(seconds)
        self.killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()

    def compare(self, what):
        """A build to the end, held against a clean one."""
        world, number = self.world, self.random.randint(1, 2)
        before = trees.snapshot(world.output())
        started = time.monotonic()
        made = world.build()
        self.follow(time.monotonic() - started, made.summary)
        after = trees.snapshot(world.output())
        clean, wanted, hollow = self.run.clean(number)
        failure = self.run.compare(0, made, clean, before, after, wanted, hollow)
        world.cache_hurt = False
        left = sorted(set(os.listdir(world.site)) & {name + ".bengal-new" for name in OUTPUTS})
        if not failure and left:
            failure = check.Failure("left", 0, f"left behind: {left}")
        if failure:
            self.failures += 1
            print(f"FAILED after {what}: {failure.kind}\n{failure.text}", flush=True)
        return failure

    def build_at_once(self, rounds):
        """Builds started together: each wins, waits, or says clearly that another one runs; then all is right."""
        said = {}
        for number in range(rounds):
            names = [self.edit() for _ in range(2)]
            if self.random.random() < 0.2:
                self.world.do_out_delete_all()
            processes = [subprocess.Popen(self.world.command(), cwd=self.world.site, env=self.world.environment(), stdout=subprocess.PIPE,
                                          stderr=subprocess.PIPE) for _ in range(self.random.choice([2, 2, 3]))]
            busy = 0
            for process in processes:
                out, err = process.communicate(timeout=120)
                is_busy = process.returncode == 6 and b'"code":"busy"' in out
                busy += is_busy
                result = "busy" if is_busy else process.returncode
                said[result] = said.get(result, 0) + 1
                if not is_busy and process.returncode not in (0, 3, 4, 5):
                    self.failures += 1
                    print(f"FAILED: of builds at once one ended with {process.returncode}: {out[-500:]!r} {err[-500:]!r}")
            if busy == len(processes):
                self.failures += 1
                print("FAILED: each of the builds at once says that another one runs")
            self.compare(f"builds at once {number} ({', '.join(names)})")
            if self.failures >= 5:
                break
        print(f"builds at once: {rounds} rounds, exit codes and how often: {said}")

    def read_while_building(self, rounds):
        """Somebody looks into the cache again and again while builds write it."""
        words = next((words for words in (["cache", "stats"], ["cache", "inspect"])
                      if subprocess.run([self.options.bengal, "help", *words], capture_output=True, check=False).returncode == 0), None)
        if words is None:
            print("no command reads the cache: this part is left out")
            return
        loop = "while :; do \"$0\" \"$@\" >/dev/null 2>&1; code=$?; [ $code -lt 128 ] || echo $code; done"
        reader = subprocess.Popen(["sh", "-c", loop, self.options.bengal, *words], cwd=self.world.site, stdout=subprocess.PIPE, start_new_session=True)
        try:
            for number in range(rounds):
                self.compare(f"build {number} beside a reader ({self.edit()})")
        finally:
            os.killpg(reader.pid, signal.SIGKILL)
            crashed = reader.communicate()[0].decode().split()
        if crashed:
            self.failures += 1
            print(f"FAILED: the reader was ended by signals: {crashed[:10]}")
        print(f"a reader beside {rounds} builds")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bengal")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--pages", type=int, default=250)
    parser.add_argument("--at-once", type=int, default=20)
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ignore", default="", metavar="KEYS", help="keys of messages that are not compared")
    parser.add_argument("--keep", metavar="DIR", help="leave the site there")
    arguments = parser.parse_args()
    folder = scratch()
    try:
        test = Test(arguments, folder)
        test.kill_builds(arguments.kills)
        test.build_at_once(arguments.at_once)
        test.read_while_building(arguments.readers)
        if arguments.keep:
            shutil.copytree(folder, arguments.keep, symlinks=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if test.failures else 0


if __name__ == "__main__":
    sys.exit(main())
