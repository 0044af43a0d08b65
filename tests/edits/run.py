#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random sites, random edits: after each step an incremental build must leave what a clean build leaves.

    run.py BENGAL --seeds 0:40            seeds 0 to 39, two at a time
    run.py BENGAL --seed 17               one seed; a failure is made small and printed
    run.py BENGAL --seed 17 --stop-before 4 --keep DIR
                                          the site as it stands before the build of step 4, to look at by hand
    run.py BENGAL --replay FILE           a script that an earlier run wrote with --save
    run.py BENGAL --coverage              which line of the list of edits is covered by which edit

Exit code 0 when all is well, 1 after a failure.
"""

import argparse
import concurrent.futures
import concurrent.futures.process
import faulthandler
import os
import random
import shutil
import sys
import tempfile
import time
import traceback

import check
import coverage
import registry
import shrink
import sites
import tally

FAULTS = ("stale", "leftover", "silent", "greedy", "dead")

# A script takes a few seconds. One that takes so many shows where it stands and ends the run.
HUNG = 500


def make_script(seed, edits, names=None):
    numbers = random.Random(seed)
    site = sites.make_site(numbers)
    files, links, flags = dict(site.files), dict(site.links), list(site.flags)
    steps = registry.make_steps(numbers, site, numbers.randint(edits // 2, edits), names)
    return {"files": files, "links": links, "flags": flags, "steps": steps}


def scratch(below=None):
    """A new folder, in memory where there is such a place."""
    place = "/dev/shm" if os.path.isdir("/dev/shm") and os.access("/dev/shm", os.W_OK) else None
    return tempfile.mkdtemp(prefix="bengal-edits-", dir=below or place)


def run_seed(task):
    """(seed, failure, counts, seconds); in a worker."""
    seed, edits, names, options, below = task
    started = time.monotonic()
    folder = scratch(below)
    faulthandler.dump_traceback_later(HUNG, exit=True)
    try:
        failure, counts = check.run_script(make_script(seed, edits, names), folder, options)
    except Exception:  # a worker must not take the others with it
        failure, counts = check.Failure("harness", -1, traceback.format_exc()), []
    finally:
        faulthandler.cancel_dump_traceback_later()
        shutil.rmtree(folder, ignore_errors=True)
    return seed, failure, counts, time.monotonic() - started


def explain(script, failure, options, arguments, seed):
    """Prints a failure as small as it can be made, and how to see it again."""
    print(f"\nFAILED {failure.kind} in step {failure.step}\n{failure.text}")
    if arguments.shrink > 0 and failure.kind != "harness":
        folder = scratch()
        shrinker = shrink.Shrinker(script, failure, os.path.join(folder, "run"), options, arguments.shrink)
        small, small_failure = shrinker.shrink()
        shutil.rmtree(folder, ignore_errors=True)
        print(f"as small as {shrinker.runs} runs make it:\n" + shrink.describe(small, small_failure))
        if arguments.save:
            os.makedirs(arguments.save, exist_ok=True)
            path = os.path.join(arguments.save, f"seed-{seed}.json")
            check.save(small, path)
            print(f"again, small: {sys.argv[0]} {arguments.bengal} --replay {path}")
    if seed is not None:
        only = "".join(f" --{word} '{value}'" for word, value in (("only", arguments.only), ("skip", arguments.skip)) if value)
        print(f"again: {sys.argv[0]} {arguments.bengal} --seed {seed} --edits {arguments.edits}{only}")
    sys.stdout.flush()


def run_many(seeds, options, arguments, names):
    """True when all seeds are good."""
    sums, failed, slow = tally.Tally(), [], (0, None)
    folder = scratch()
    done = 0
    with concurrent.futures.ProcessPoolExecutor(arguments.workers) as pool:
        tasks = {pool.submit(run_seed, (seed, arguments.edits, names, options, folder)): seed for seed in seeds}
        for task in concurrent.futures.as_completed(tasks):
            try:
                seed, failure, counts, seconds = task.result()
            except concurrent.futures.process.BrokenProcessPool:
                left = sorted(seed for each, seed in tasks.items() if not each.done() or each.exception())
                print(f"a worker was killed or hung; not done: {left}", flush=True)
                failed.append((tasks[task], check.Failure("harness", -1, "a worker was killed or hung")))
                break
            done += 1
            slow = max(slow, (seconds, seed))
            sums.add(seed, counts)
            if failure:
                failed.append((seed, failure))
                print(f"seed {seed}: {failure.kind} in step {failure.step}", flush=True)
                if len(failed) >= arguments.most_failures:
                    pool.shutdown(wait=True, cancel_futures=True)
                    break
    shutil.rmtree(folder, ignore_errors=True)
    for seed, failure in failed[:arguments.explain]:
        explain(make_script(seed, arguments.edits, names), failure, options, arguments, seed)
    if not arguments.clean_only and sums.steps:
        print(sums.table())
    print(f"{done} seeds, {len(failed)} failed" + (": " + " ".join(str(seed) for seed, _ in sorted(failed)) if failed else "")
          + f"; the slowest took {slow[0]:.1f} s (seed {slow[1]})")
    over = arguments.max_over is not None and sums.is_over(arguments.max_over)
    if over:
        print(f"more was rendered than {arguments.max_over} % over what was needed")
    return not failed and not over


def run_one(script, options, arguments, seed):
    folder = scratch()
    try:
        failure, counts = check.run_script(script, folder, options, arguments.stop_before)
        if arguments.keep:
            keep(folder, arguments.keep)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if failure:
        explain(script, failure, options, arguments, seed)
        return False
    if counts:
        sums = tally.Tally()
        sums.add(seed, counts)
        print(sums.table())
    if arguments.stop_before is None:
        print("good")
    return True


def keep(folder, target):
    os.makedirs(target, exist_ok=True)
    for name in os.listdir(folder):
        shutil.rmtree(os.path.join(target, name), ignore_errors=True)
        shutil.move(os.path.join(folder, name), os.path.join(target, name))
    print("kept in " + target)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bengal", help="the executable")
    parser.add_argument("--seeds", default="0:40", metavar="A:B", help="seeds A to B-1")
    parser.add_argument("--seed", type=int, help="this seed only")
    parser.add_argument("--edits", type=int, default=30, help="at most so many edits a seed")
    parser.add_argument("--only", help="only kinds of edit whose name contains one of these words, separated by commas")
    parser.add_argument("--skip", help="no kinds of edit whose name contains one of these words")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clean-only", action="store_true", help="for a program that is not incremental: do not look at numbers of renders")
    parser.add_argument("--max-over", type=float, metavar="PERCENT", help="fail when so much more is rendered than needed, over all seeds")
    parser.add_argument("--max-waste", type=int, metavar="N", help="fail when one step renders more than N outputs too many")
    parser.add_argument("--ignore", default="", metavar="KEYS", help="keys of messages that are not compared, such as chain")
    parser.add_argument("--break", dest="fault", choices=FAULTS, help="make as if the program were wrong in this way")
    parser.add_argument("--expect-failure", action="store_true", help="exit code 0 when something fails, 1 when all is well")
    parser.add_argument("--shrink", type=float, default=60, metavar="SECONDS", help="time for making a failure small; 0: not at all")
    parser.add_argument("--explain", type=int, default=1, help="how many failures are made small and printed")
    parser.add_argument("--most-failures", type=int, default=10, help="stop after so many")
    parser.add_argument("--save", metavar="DIR", help="write small scripts of failures there")
    parser.add_argument("--replay", metavar="FILE")
    parser.add_argument("--stop-before", type=int, metavar="STEP", help="end before the build of this step")
    parser.add_argument("--keep", metavar="DIR", help="leave the site there")
    parser.add_argument("--coverage", action="store_true")
    return parser.parse_args()


def chosen(only, skip):
    """The kinds of edit that two lists of words leave; None for all."""
    def has(name, words):
        return any(word.strip() in name for word in words.split(","))
    names = sorted(name for name in registry.KINDS if (not only or has(name, only)) and not (skip and has(name, skip)))
    if not names:
        sys.exit("no kind of edit has such a name")
    return None if len(names) == len(registry.KINDS) else names


def main():
    arguments = parse()
    if arguments.coverage:
        print(coverage.text())
        return True
    options = check.Options(arguments.bengal, arguments.clean_only, arguments.fault, arguments.max_waste,
                            [key for key in arguments.ignore.split(",") if key])
    names = chosen(arguments.only, arguments.skip)
    if arguments.replay:
        return run_one(check.load(arguments.replay), options, arguments, None)
    if arguments.seed is not None:
        return run_one(make_script(arguments.seed, arguments.edits, names), options, arguments, arguments.seed)
    first, _, last = arguments.seeds.partition(":")
    return run_many(range(int(first), int(last)), options, arguments, names)


if __name__ == "__main__":
    good = main()
    if "--expect-failure" in sys.argv:
        print("failed as it should" if not good else "NOT GOOD: nothing failed")
        good = not good
    sys.exit(0 if good else 1)
