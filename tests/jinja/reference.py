# SPDX-License-Identifier: MIT
"""The real Jinja2, set up the way Bengal's own engine is: what the comparisons compare with."""
import functools
import json
import signal
import warnings

import jinja2
import jinja2.ext

warnings.simplefilter("ignore")  # Python's compiler has opinions on templates such as {{ 1 is 2 }}

EXTENSIONS = ["jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.debug", "jinja2.ext.i18n"]
UNDEFINED = {"strict": jinja2.StrictUndefined, "chainable": jinja2.ChainableUndefined}


GENERATING = ["batch", "items", "map", "reject", "rejectattr", "reverse", "select", "selectattr", "slice", "unique"]


class TooSlow(Exception):
    """A template that runs longer than is good for a test."""


def by_name(name):
    return name is not None and name.endswith((".html", ".htm", ".xml", ".xhtml", ".svg"))


class Recorded:
    """An object as recorded_objects.h describes it."""

    def __init__(self, record, resolve):
        self._record, self._resolve = record, resolve

    def __getattr__(self, name):
        if name == "__html__" or name not in self._record.get("attributes", {}):
            calls = self._record.get("calls", {})
            if name in calls:
                return lambda *arguments: self._resolve(calls[name][json.dumps(list(arguments))])
            raise AttributeError(name)
        return self._resolve(self._record["attributes"][name])

    def __str__(self):
        return self._record.get("text", "<object>")


class RecordedList(Recorded):
    def __iter__(self):
        return iter(self._resolve(self._record["items"]))

    def __len__(self):
        return len(self._record["items"])


def context_of(text):
    """The context that JSON describes, with its recorded objects."""
    context = json.loads(text or "{}")
    records = context.pop("$objects", {})

    def resolve(value):
        if isinstance(value, list):
            return [resolve(each) for each in value]
        if isinstance(value, dict):
            named = objects.get(value.get("$object"))
            return named if named is not None else {key: resolve(each) for key, each in value.items()}
        return value

    objects = {name: (RecordedList if "items" in record else Recorded)(record, resolve) for name, record in records.items()}
    return resolve(context)


def relative_url(text):
    """What the option `url` adds as filter `url`, as MkDocs has one."""
    return text if "://" in text or text.startswith(("/", "#")) else "../" + text


def all_at_once(filter_function):
    """A filter that gives a list where Jinja2's gives a generator, which can be read only once."""
    @functools.wraps(filter_function)
    def gathering(*arguments, **named):
        given = filter_function(*arguments, **named)
        return given if isinstance(given, str) or not hasattr(given, "__next__") else list(given)
    return gathering


def environment(options, templates, at_once=False):
    """An environment for the options of a case and its templates, pairs of name and text. `at_once`: filters that give
    generators give lists, as Bengal's do."""
    undefined = [UNDEFINED[option] for option in options if option in UNDEFINED]
    made = jinja2.Environment(
        loader=jinja2.DictLoader(dict(templates)),
        extensions=EXTENSIONS,
        trim_blocks="trim_blocks" in options,
        lstrip_blocks="lstrip_blocks" in options,
        keep_trailing_newline="keep_trailing_newline" in options,
        autoescape=by_name if "autoescape_by_name" in options else "autoescape" in options,
        undefined=undefined[0] if undefined else jinja2.Undefined,
    )
    made.install_null_translations()
    if "url" in options:
        made.filters["url"] = relative_url
    for option in options:
        if option.startswith("filter="):
            made.filters[option[len("filter="):]] = str
    for name in GENERATING if at_once else []:
        made.filters[name] = all_at_once(made.filters[name])
    return made


def answer(options, templates, context, at_once=False):
    """(output, None) of the first template, or (None, the exception as text). `context` is JSON."""
    try:
        template = environment(options, templates, at_once).get_template(templates[0][0])
        if "compile" in options:
            return "", None
        return template.render(context_of(context)), None
    except TooSlow:
        raise
    except Exception as error:  # any error of the template or of Python below it
        return None, "%s: %s" % (type(error).__name__, error)


def answer_within(seconds, *case):
    """As `answer`, but raises TooSlow when it takes longer."""
    def stop(*_):
        raise TooSlow()
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return answer(*case)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
