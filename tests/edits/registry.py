# SPDX-License-Identifier: MIT
"""The kinds of edit by name. An edit is a function (random, site) -> changes, or None when the site has nothing that it
could be done to. `later` in the result's place of changes gives changes for the step after it."""

import collections

Kind = collections.namedtuple("Kind", "name make free weight")
KINDS = {}


def edit(name, free=False, weight=2):
    """Registers a kind. `free`: renders after it are not counted, because more than what changed may be made again."""
    def register(make):
        assert name not in KINDS, name
        KINDS[name] = Kind(name, make, free, weight)
        return make
    return register


class Two:
    """Changes now, and others in the next step."""

    def __init__(self, now, later):
        self.now = now
        self.later = later


def make_edit(random, site, name):
    """(edit, edit of the next step or None), followed by the model; None when it does not fit."""
    kind = KINDS[name]
    result = kind.make(random, site)
    if not result:
        return None
    now, later = (result.now, result.later) if isinstance(result, Two) else (result, None)
    for change in now:
        site.apply(change)
    following = None
    if later:
        for change in later:
            site.apply(change)
        following = {"name": name + " (2)", "free": kind.free, "changes": later}
    return {"name": name, "free": kind.free, "changes": now}, following


def make_steps(random, site, count, names=None):
    """Steps of one to three edits; those that edits want to have done later come in steps of their own."""
    usable = names or sorted(KINDS)
    weights = [KINDS[name].weight for name in usable]
    steps, edits = [], 0
    while edits < count:
        step, following = [], []
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            made = make_edit(random, site, random.choices(usable, weights)[0])
            if made:
                step.append(made[0])
                if made[1]:
                    following.append(made[1])
                    break
        edits += max(len(step), 1)
        if step:
            steps.append(step)
        if following:
            steps.append(following)
    return steps
