# SPDX-License-Identifier: MIT
"""Random templates with contexts: `make_case(seed, number)` gives the same case each time."""
import json
import random
import re

from random_grammar import FLOATS, INTS, NAMES, PRODUCTIONS, SMALL, STRINGS, TEXTS

SUPER = ["{{ super() }}", "{{ super.super() }}", "{{ self.head() }}", "{{ self.main() }}"]
LITERALS = {"int": INTS, "small": SMALL, "float": FLOATS, "str": STRINGS}
CONTEXT = {"int": ["n", "m"], "float": ["x"], "str": ["s", "text", "uni"], "html": ["s|safe"], "bool": ["flag", "off"],
           "ints": ["numbers"], "strs": ["words"], "users": ["users"], "user": ["user"], "list": ["mixed"],
           "map": ["table", "deep"], "any": ["n", "s", "mixed", "table", "nothing", "missing"], "small": []}
FALLBACK = {"html": "('<i>'|safe)", "bool": "true", "ints": "[3, 1, 2]", "strs": "['b', 'A']", "users": "users",
            "user": "user", "list": "[1, 'x']", "map": "{'k': 1}", "any": "1"}
VARIABLES = ["a", "b", "c", "item"]
LOOP = {"int": ["loop.index", "loop.index0", "loop.revindex", "loop.revindex0", "loop.length", "loop.depth", "loop.depth0"],
        "bool": ["loop.first", "loop.last", "loop.changed(<any>)", "loop.changed(item)"],
        "str": ["loop.cycle(<str>, <str>)", "loop.cycle('odd', 'even')"],
        "any": ["loop.previtem", "loop.nextitem", "loop.previtem.name", "loop.nextitem|default('end')", "item", "item.name"]}
MACRO = {"any": ["varargs", "kwargs", "caller", "p", "q"], "str": ["caller()", "caller(<any>)", "p", "q"],
         "list": ["varargs"], "map": ["kwargs"]}
FILTERS = ["upper", "lower", "trim", "title", "e", "replace('a', 'b')", "indent", "center(20)", "length", "safe", "striptags",
           "truncate(9)", "wordwrap(5)|upper", "list|join('.')", "string", "capitalize", "reverse", "urlize"]
WHOLE = re.compile(r"[a-z_]+|'[^']*'|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
OPTIONS = ["trim_blocks", "lstrip_blocks", "keep_trailing_newline", "autoescape", "autoescape_by_name"]


class Maker:
    """Makes the templates of one case. `self.where` says what stands around: loops, macros, blocks."""

    def __init__(self, rng):
        self.rng = rng
        self.budget = rng.choice([3, 5, 8, 12])
        self.marks = rng.choice([0, 0, 0.1, 0.5])
        self.loops = self.macros = self.calls = 0
        self.blocks = []
        self.templates = []
        self.macro_names = []
        self.bodies = self.buffers = 0
        self.has_parent = False

    def chance(self, share):
        return self.rng.random() < share

    def pick(self, choices):
        return self.rng.choice(choices)

    # Expressions

    def expression(self, kind, depth=3):
        if self.chance(0.02):
            kind = "any"
        if depth <= 0 or self.chance(0.25):
            return self.leaf(kind)
        choices = PRODUCTIONS[kind]
        if self.loops and kind in LOOP and self.chance(0.3):
            choices = LOOP[kind]
        elif self.macros and kind in MACRO and self.chance(0.3):
            choices = MACRO[kind]
        text = self.fill(self.pick(choices), depth)
        return "(" + text + ")" if self.chance(0.35) else text

    def fill(self, production, depth):
        def replace(match):
            mark, kind = match.groups()
            if kind == "name":
                return self.pick(NAMES)
            if mark:
                return self.pick(LITERALS[kind])
            text = self.expression(kind, depth - self.pick([1, 1, 2]))
            is_owner = production[match.end():match.end() + 1] in (".", "[")
            return "(" + text + ")" if is_owner and not WHOLE.fullmatch(text) and not self.chance(0.05) else text
        return re.sub(r"<(!?)(int|small|float|str|html|bool|ints|strs|users|user|list|map|any|name)>", replace, production)

    def leaf(self, kind):
        if self.chance(0.07):
            return self.pick(VARIABLES)
        names = CONTEXT[kind]
        if names and self.chance(0.6):
            return self.pick(names)
        return self.pick(LITERALS[kind]) if kind in LITERALS else FALLBACK[kind]

    def any(self, depth=2):
        return self.expression(self.pick(list(PRODUCTIONS)), depth)

    # Tags

    def mark(self, marks):
        return self.pick(marks) if self.chance(self.marks) else ""

    def tag(self, inside):
        space = self.pick([" ", " ", " ", "", "\n", "  "])
        needed = " " if space == "" and inside[0] in "-+" else space
        return "{%" + self.mark(["-", "+"]) + needed + inside + space + self.mark(["-", "+"]) + "%}"

    def output(self, inside):
        space = self.pick([" ", " ", " ", "", "\n"])
        before = " " if inside[0] in "{-+" or space else ""
        after = " " if inside[-1] in "}-" else space
        return "{{" + self.mark(["-"]) + before + inside + after + self.mark(["-"]) + "}}"

    def text(self):
        return "".join(self.pick(TEXTS) for _ in range(self.pick([1, 1, 2, 3])))

    # Statements

    def body(self, least=0):
        self.bodies += 1
        parts = []
        for _ in range(self.rng.randint(least, 3)):
            if self.bodies < 7 and self.budget > 0:
                parts.append(self.statement())
            else:
                parts.append(self.simple())
        return "".join(parts)

    def simple(self):
        return self.pick([self.text, self.print, self.print, lambda: self.output(self.pick(VARIABLES))])()

    def print(self):
        return self.output(self.any(3))

    def statement(self):
        self.budget -= 1
        kinds = [self.text, self.text, self.print, self.print, self.print, self.comment, self.raw, self.for_loop, self.for_loop, self.if_else,
                 self.set, self.set, self.set_block, self.with_block, self.macro, self.call_macro, self.call_block, self.filter_block,
                 self.autoescape, self.translation, self.block, self.include, self.import_, self.do, self.namespace, self.print_tag]
        if self.loops:
            kinds += [self.leave_loop, self.loop_print, self.loop_print]
        return self.pick(kinds)()

    def translation(self):
        names = self.rng.sample(["a", "b", "count"], self.pick([0, 1, 1, 2]))
        values = [name + ("=" + self.any(1) if name == "count" or self.chance(0.4) else "") for name in names]
        text = "".join(self.pick([self.text(), "{{ %s }}" % self.pick(names or ["a"]), "100% "]) for _ in range(2))
        plural = self.tag("pluralize" + self.pick([""] + [" " + name for name in names])) + "{{ %s }} many" % self.pick(names or ["b"])
        return (self.tag("trans " + self.pick(["", "", "'noun' ", "trimmed ", "notrimmed "]) + ", ".join(values)) + text + self.pick(["", plural]) +
                self.tag("endtrans"))

    def comment(self):
        return "{#" + self.mark(["-", "+"]) + self.pick([" note ", " {{ x }} ", "\n", "{% if %}"]) + self.mark(["-"]) + "#}" + self.text()

    def raw(self):
        return "{%" + self.mark("-+") + " raw " + self.mark("-") + "%}" + self.pick([" {{ a }} ", "{% if %}\n", "\n x \n", "{# #}", ""]) + self.tag("endraw")

    def for_loop(self):
        recursive = self.chance(0.12)
        targets = self.pick(["item", "item", "a", "a, b", "b, (a, c)", "item"])
        source = {"a, b": self.pick([self.expression("map", 2) + ".items()", self.expression("map", 1) + "|dictsort",
                                     "[(1, 'x'), (2, <str>)]", self.expression("map", 1) + "|items"]),
                  "b, (a, c)": "[(1, (2, 3)), ['u', 'vw']]"}.get(targets)
        if source is None:
            source = self.expression(self.pick(["ints", "strs", "users", "list", "list", "map", "str"]), 2)
        head = "for " + targets + " in " + self.fill(source, 2)
        if self.chance(0.25):
            head += " if " + self.expression("bool", 2)
        if recursive:
            head = "for item in tree" + self.pick(["", "", " if item.show", " if loop.index0 is even"]) + " recursive"
        self.loops += 1
        body = self.buffered(1) if recursive else self.body(1)
        if recursive:
            body += self.output(self.pick(["item.title", "loop.depth"])) + self.pick(["{{ loop(item.kids) }}", "{{ loop(item.kids)|upper }}", "{% if item.kids %}({{ loop(item.kids) }}){% endif %}"])
        self.loops -= 1
        if self.chance(0.25):
            body += self.tag("else") + self.body()
        return self.tag(head) + body + self.tag("endfor")

    def loop_print(self):
        kind = self.pick(list(LOOP))
        return self.output(self.fill(self.pick(LOOP[kind]), 1))

    def leave_loop(self):
        return self.tag("if " + self.expression("bool", 2)) + self.tag(self.pick(["break", "continue"])) + self.tag("endif")

    def if_else(self):
        text = self.tag("if " + self.expression("bool", 2)) + self.body(1)
        while self.chance(0.3):
            text += self.tag("elif " + self.expression("bool", 2)) + self.body()
        if self.chance(0.4):
            text += self.tag("else") + self.body()
        return text + self.tag("endif")

    def set(self):
        if self.chance(0.15):
            return self.tag("set a, b = " + self.pick([self.any(1) + ", " + self.any(1), self.expression("ints", 1), "b, a"]))
        return self.tag("set " + self.pick(VARIABLES) + " = " + self.any(3))

    def set_block(self):
        filters = "".join(" | " + self.pick(FILTERS) for _ in range(self.pick([0, 0, 1, 2])))
        return self.tag("set " + self.pick(VARIABLES) + filters) + self.buffered(1) + self.tag("endset")

    def with_block(self):
        pairs = [self.pick(VARIABLES) + " = " + self.any(2) for _ in range(self.pick([0, 1, 1, 2]))]
        return self.tag("with " + ", ".join(pairs) if pairs else "with") + self.body(1) + self.tag("endwith")

    def macro(self, name=None):
        name = name or self.pick(["m1", "m2"])
        parameters = self.pick(["", "p", "p, q", "p, q=" + self.any(1), "p='d', q=p", "p, q=" + self.pick(VARIABLES), "p=1, q=2, a=3"])
        self.macros += 1
        loops, self.loops = self.loops, 0
        body = self.buffered(1) + self.pick(["", "", "{{ caller() }}", "{{ caller(1) }}", "{{ varargs }}", "{{ kwargs }}", "{{ p }}{{ q }}"])
        self.loops = loops
        self.macros -= 1
        self.macro_names.append(name)
        return self.tag("macro " + name + "(" + parameters + ")") + body + self.tag("endmacro")

    def arguments(self):
        given = [self.any(1) for _ in range(self.pick([0, 1, 1, 2]))]
        if self.chance(0.2):
            given.append(self.pick(["q", "q", "p", "a"]) + "=" + self.any(1))
        if self.chance(0.1):
            given.append("*" + self.expression("ints", 1))
        if self.chance(0.1):
            given.append("**" + self.pick(["{'q': 1}", "{'z': 2}", "user", "table"]))
        return "(" + ", ".join(given) + ")"

    def call_macro(self):
        if not self.macro_names or self.chance(0.2):
            return self.macro() + self.output(self.macro_names[-1] + self.arguments())
        name = self.pick(self.macro_names)
        return self.output(self.pick([name + self.arguments(), name + self.arguments(), name + "." + self.pick(["name", "arguments", "catch_varargs", "catch_kwargs", "caller", "nothing"]),
                                      name + self.arguments() + "|upper", name + self.arguments() + " ~ '<'"]))

    def call_block(self):
        if not self.macro_names:
            return self.macro() + self.call_block()
        parameters = self.pick(["", "", "(p)", "(p, q=1)"])
        self.calls += 1
        body = self.buffered(1)
        self.calls -= 1
        return self.tag("call" + parameters + " " + self.pick(self.macro_names) + self.arguments()) + body + self.tag("endcall")

    def filter_block(self):
        return self.tag("filter " + " | ".join(self.pick(FILTERS) for _ in range(self.pick([1, 1, 2])))) + self.buffered(1) + self.tag("endfilter")

    def autoescape(self):
        return self.tag("autoescape " + self.pick(["true", "false", "true", "flag", "off", "n", "not flag", "''"])) + self.body(1) + self.tag("endautoescape")

    def block(self):
        if self.macros or self.calls:
            return self.print()
        free = [name for name in ["head", "main", "foot", "extra"] if name not in self.blocks]
        if not free:
            return self.output("self." + self.pick(self.blocks) + "()")
        name = self.pick(free)
        self.blocks.append(name)
        modifiers = self.pick(["", "", "", " scoped", " scoped", " scoped", " required", " scoped required"][:7 + self.chance(0.5)])
        loops = self.loops
        self.loops = self.loops if "scoped" in modifiers else 0
        body = self.pick(["", " ", "{# c #}"]) if "required" in modifiers else self.body(1) + self.pick(["", ""] + SUPER * self.has_parent)
        self.loops = loops
        return self.tag("block " + name + modifiers) + body + self.tag("endblock" + self.pick(["", " " + name]))

    def include(self):
        if not self.templates:
            return self.print()
        names = [name for name, _ in self.templates]
        what = self.pick([repr(self.pick(names)), repr(self.pick(names)), "['gone', " + repr(self.pick(names)) + "]", "'gone'", "'go' ~ 'ne'"])
        kinds = ["", "", " ignore missing", " with context", " ignore missing with context"]
        if not self.buffers:  # Jinja2 prints it in the wrong place there
            kinds.append(" without context")
        return self.tag("include " + what + self.pick(kinds))

    def buffered(self, least):
        """A body whose output is gathered before it is used."""
        self.buffers += 1
        body = self.body(least)
        self.buffers -= 1
        return body

    def import_(self):
        if not self.templates:
            return self.print()
        name = repr(self.pick(self.templates)[0])
        context = self.pick(["", "", " with context", " without context"])
        if self.chance(0.5):
            use = self.pick(["lib.m1" + self.arguments(), "lib.m2" + self.arguments(), "lib.a", "lib.gone", "lib.b is defined"])
            return self.tag("import " + name + " as lib" + context) + self.output(use)
        imported = self.pick(["m1", "m1 as m2", "a, b", "a as item", "m1, m2", "gone"])
        self.macro_names.append("m1")
        return self.tag("from " + name + " import " + imported + context)

    def do(self):
        return self.tag("do " + self.pick(["<list>.append(<any>)", "mixed.append(<any>)", "a.append(<any>)", "table.update({<str>: <any>})", "mixed.extend(<list>)",
                                           "words.insert(<small>, <str>)", "numbers.sort()", "numbers.reverse()", "mixed.pop(<small>)", "table.pop(<name>, 0)", "numbers.remove(<int>)", "<any>", "mixed.clear()"])
                        .replace("<list>", "mixed").replace("<any>", self.any(1)).replace("<str>", self.pick(STRINGS)).replace("<small>", self.pick(SMALL))
                        .replace("<name>", self.pick(NAMES)).replace("<int>", self.pick(INTS)))

    def namespace(self):
        self.loops, loops = 0, self.loops
        text = self.tag("set ns = namespace(" + self.pick(["", "v=" + self.any(1), "v=0, w=<str>", "table", "{'v': 1}, w=2"]).replace("<str>", self.pick(STRINGS)) + ")")
        self.loops = loops
        change = self.tag("set ns." + self.pick(["v", "w"]) + " = " + self.pick(["ns.v", self.any(1), "ns.v ~ item"]))
        return text + self.pick([change, "{% for item in numbers %}" + change + "{% endfor %}"]) + self.output(self.pick(["ns.v", "ns.w", "ns['v']", "ns.v is defined"]))

    def print_tag(self):
        return self.tag("print " + self.any(2) + self.pick(["", "", ", " + self.any(1)]))

    # Whole cases

    def template(self, name, head=""):
        self.blocks, self.bodies, self.budget = [], 0, max(self.budget, 3)
        self.has_parent = "extends" in head
        self.templates.insert(0, (name, head + "".join(self.statement() for _ in range(self.rng.randint(1, 4)))))

    def case(self):
        shape = self.rng.random()
        name = self.pick(["main", "main", "page.html", "feed.xml", "notes.txt"])
        if shape < 0.35:
            self.templates.append((name, "".join(self.print() + self.pick(["", " ", "|"]) for _ in range(self.pick([1, 1, 2])))))
        elif shape < 0.75:
            self.template(name)
        else:
            self.template("base.html")
            if self.chance(0.5):
                self.template("middle", self.pick(["", self.tag("extends 'base.html'"), self.tag("extends 'base.html'")]))
            extends = self.pick(["", self.tag("extends " + repr(self.templates[0][0])), self.tag("extends 'base.html'"),
                                 "{% if flag %}" + self.tag("extends 'base.html'") + "{% endif %}", self.text() + self.tag("extends 'base.html'")])
            self.template(name, extends)


def make_context(rng):
    """A context as Python values; now and then something is missing or has another type."""
    people = [{"name": rng.choice(["Ann", "bob", "Älva", "<Cy>"]), "age": rng.randint(0, 60), "active": rng.random() < 0.5,
               "tags": rng.sample(["x", "y", "z"], rng.randint(0, 2))} for _ in range(rng.randint(0, 4))]
    for each in people:
        if rng.random() < 0.7:
            each["city"] = rng.choice(["Rom", "rom", "Ulm", "Åbo"])
    def tree(depth):
        return [{"title": rng.choice("tuv"), "show": rng.random() < 0.8, "kids": tree(depth - 1)} for _ in range(rng.randint(0, 3) if depth else 0)]
    context = {
        "n": rng.choice([0, 1, 2, 7, -4, 12345]), "m": rng.randint(-3, 20), "x": rng.choice([0.5, 2.0, -1.25, 1e20, 3.7]),
        "s": rng.choice(["", "abc", "<b>x & y</b>", "Hello World", " a b ", "12"]), "text": rng.choice(["The quick brown fox", "a\nb\n\nc", "see http://a.example/x, ok", "one-two three"]),
        "uni": rng.choice(["Straße", "ÉCOLE été", "ﬁn", "Ωμέγα", "日本", "İi", "e\u0301", "😀 smile"]), "flag": True, "off": False, "nothing": None,
        "numbers": [rng.randint(-2, 9) for _ in range(rng.randint(0, 5))], "words": rng.sample(["b", "a", "C", "Ä", "aa", "<u>", ""], rng.randint(0, 5)),
        "users": people, "user": {"name": rng.choice(["Eve", "<Ed>"]), "age": rng.randint(1, 9), "tags": ["t"], "city": "Bonn"},
        "mixed": rng.sample([1, "two", 3.5, None, True, [1, 2], {"k": "v"}, "<x>"], rng.randint(0, 4)),
        "table": dict(rng.sample([("x", 1), ("name", "<n>"), ("b", "B"), ("a", None), ("C", [1])], rng.randint(0, 4))), "deep": {"x": {"y": [1, {"z": 2}]}}, "tree": tree(2),
    }
    for name in VARIABLES:
        context[name] = rng.choice([1, 5, "v", "<v>", [2, 1], ["p", "q"], {"name": "N", "age": 3}, None, 2.5, True])
    for key in list(context):
        if rng.random() < (0.15 if key in VARIABLES else 0.02):
            del context[key]
        elif rng.random() < 0.02:
            context[key] = rng.choice([None, 0, "", [], {}, "text", 3, [1]])
    return context


def make_case(seed, number):
    """A case: options, templates as pairs of name and text with the first to be rendered, context as JSON."""
    rng = random.Random("%d/%d" % (seed, number))
    maker = Maker(rng)
    maker.case()
    options = [option for option in OPTIONS if rng.random() < 0.15]
    if rng.random() < 0.2:
        options.append(rng.choice(["strict", "chainable"]))
    return {"options": options, "templates": maker.templates, "context": json.dumps(make_context(rng))}
