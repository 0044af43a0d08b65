# SPDX-License-Identifier: MIT
"""Makes a failing case smaller: deletes parts of its options, context and templates while it still fails."""
import json
import re

TOKENS = re.compile(r"\{%[-+]?|[-+]?%\}|\{\{-?|-?\}\}|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|\w+|\s+|.", re.DOTALL)
PIECES = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|[^{]+|\{", re.DOTALL)


def without(parts, fails):
    """The shortest list found by deleting runs of `parts`, half of them first, single ones last."""
    size = max(len(parts) // 2, 1)
    while parts:
        at, shorter = 0, False
        while at < len(parts):
            rest = parts[:at] + parts[at + size:]
            if fails(rest):
                parts, shorter = rest, True
            else:
                at += size
        if size == 1 and not shorter:
            break
        size = max(size // 2, 1)
    return parts


def smaller_values(value):
    """Simpler values that may stand in a context in place of `value`."""
    if isinstance(value, list):
        yield from (value[:at] + value[at + 1:] for at in range(len(value)))
        for at, each in enumerate(value):
            yield from (value[:at] + [simpler] + value[at + 1:] for simpler in smaller_values(each))
    elif isinstance(value, dict):
        for key in value:
            yield {other: each for other, each in value.items() if other != key}
        for key in value:
            yield from ({**value, key: simpler} for simpler in smaller_values(value[key]))


def shrink(case, fails):
    """The smallest case found for which `fails(case)` still holds."""
    def attempt(**changes):
        nonlocal case
        changed = {**case, **changes}
        if changed != case and fails(changed):
            case = changed
            return True
        return False

    def with_template(at, text):
        return [(name, text if i == at else old) for i, (name, old) in enumerate(case["templates"])]

    for _ in range(4):
        before = case
        without(case["options"], lambda options: attempt(options=options))
        without(case["templates"], lambda templates: bool(templates) and attempt(templates=templates))
        for pattern in (PIECES, TOKENS):
            for at in range(len(case["templates"])):
                without(pattern.findall(case["templates"][at][1]),
                        lambda parts, at=at: attempt(templates=with_template(at, "".join(parts))))
        while any(attempt(context=json.dumps(simpler)) for simpler in smaller_values(json.loads(case["context"]))):
            pass
        if case == before:
            break
    return case
