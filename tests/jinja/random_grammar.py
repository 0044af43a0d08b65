# SPDX-License-Identifier: MIT
"""What random templates are made of: for each type of value, the expressions that give one.

`<int>` in a production stands for another expression of that type, `<!int>` for a literal, `<name>` for a short text
that is safe as a key. Types: int, small (a little int literal), float, str, html, bool, ints, strs, users, list, map,
any. Types are what an expression mostly gives; a wild one now and then is part of the game.
"""

INTS = ["0", "1", "2", "3", "5", "7", "10", "12", "42", "-1", "-3", "100", "1000", "1_000", "0x1f", "0b101", "0o17", "65536"]
SMALL = ["0", "1", "2", "3", "4", "-1", "-2", "5"]
FLOATS = ["0.0", "1.0", "1.5", "-2.25", "0.1", "3.14159", "1e3", "1e16", "1.5e-7", "2.5", "3.5", "1e22", "123456789.123",
          "0.30000000000000004", "1e-5", "0.0001", "42.55"]
STRINGS = ["''", "'a'", "'b'", '"abc"', "'Hello World'", "'one two  three'", "' padded '", "'<b>bold</b>'", "'a & b'",
           "'it\\'s'", "'line\\nbreak'", "'tab\\there'", "'42'", "'3.7'", "'-5'", "'ÄÖÜ straße'", "'ǆ İ ŉ'", "'日本語'",
           "'a,b,,c'", "'%s and %s'", "'{} {}'", "'title-case it'", "'http://example.com/?a=1&b=2'", "'foo@example.com'",
           "'&lt;x&gt;'", "'A\\u00e9\\x41'", "'quo\"te'", "'0x1A'", "'x' 'y'", "'UPPER lower'", "'1,2,3'", "'a-b_c.d'"]
NAMES = ["'name'", "'age'", "'city'", "'x'", "'tags'", "'missing'", "'upper'", "'items'"]

PRODUCTIONS = {
    "int": [
        "<!int>", "<!int>", "<!int>", "<int> + <int>", "<int> - <int>", "<int> * <small>", "<int> // <int>", "<int> % <int>",
        "<small> ** <small>", "-<int>", "+<int>", "- -<small>", "<str>|length", "<list>|count", "<ints>|sum", "<ints>|first", "<ints>|last",
        "<ints>|max", "<ints>|min", "<str>|int", "<str>|int(<int>)", "<str>|int(default=<int>, base=16)", "<float>|int",
        "<int>|abs", "<ints>[<small>]", "<str>.count(<str>)", "<str>.find(<str>)", "<str>.rfind(<str>)", "<ints>.index(<int>)",
        "<list>.count(<any>)", "<map>|length", "<users>|sum(attribute='age')", "<users>|map(attribute='age')|sum",
        "<str>|wordcount", "<int> if <bool> else <int>", "<int> or <int>", "<int> and <int>", "<any>|default(<int>)",
        "(<int>).bit_length()", "range(<small>)|sum", "<ints>|sum(start=<int>)", "<bool> + <int>", "<user>.age", "<user>['age']",
        "<user>.get('age', <int>)", "(<int>)|round", "<ints>|join|int", "<int>|int", "[<int>, <int>][<bool>]",
        "<users>|map(attribute='age')|max", "(<users>|first).age", "<str>.index(<str>)", "{'x': <int>}.x", "{<str>: <int>}[<str>]",
    ],
    "small": ["<!small>"],
    "float": [
        "<!float>", "<!float>", "<float> + <int>", "<int> / <int>", "<float> * <float>", "<float> - <float>", "<float> // <int>",
        "<float> % <int>", "<int> % <float>", "<int>|float", "<str>|float", "<str>|float(default=<float>)", "<float>|round",
        "<float>|round(<small>)", "<float>|round(<small>, 'ceil')", "<float>|round(method='floor')", "<int>|round(<small>)",
        "<float>|abs", "-<float>", "<small> ** -<small>", "[<float>, <float>]|sum", "<float> ** <small>", "[<int>, <float>]|max",
        "<float> if <bool> else <float>",
    ],
    "str": [
        "<!str>", "<!str>", "<!str>", "<!str>", "<any> ~ <any>", "<str> ~ <str>", "<str> + <str>", "<str> * <small>", "<str>|upper", "<str>|lower",
        "<str>|title", "<str>|capitalize", "<str>|trim", "<str>|trim(<str>)", "<str>|replace(<str>, <str>)",
        "<str>|replace(<str>, <str>, <small>)", "<str>|center(<int>)", "<str>|truncate(<int>)", "<str>|truncate(<int>, true)",
        "<str>|truncate(<int>, <bool>, <str>, <small>)", "<str>|truncate(length=<int>, leeway=0, end=<str>)", "<str>|indent",
        "<str>|indent(<small>, true)", "<str>|indent(width=<str>, blank=<bool>, first=<bool>)", "<str>|wordwrap(<!int>)",
        "<str>|wordwrap(<!int>, <bool>)", "<str>|wordwrap(<!int>, wrapstring=<str>, break_on_hyphens=<bool>)", "<any>|string",
        "<str>|reverse", "<str>|first", "<str>|last", "<str>|striptags", "<any>|e", "<any>|escape", "<any>|forceescape",
        "<any>|safe", "<list>|join", "<list>|join(<str>)", "<strs>|join(d=<str>)", "<users>|join(<str>, attribute='name')",
        "<any>|tojson", "<map>|tojson(<small>)", "<map>|tojson(indent=2)", "<str>|urlencode", "<map>|urlencode", "<str>|urlize", "<str>|urlize(<int>, true)",
        "<str>|urlize(target=<str>, rel=<str>)", "<map>|xmlattr", "<map>|xmlattr(false)", "<int>|filesizeformat", "<int>|filesizeformat(true)",
        "<float>|filesizeformat", "<str>|format(<any>, <any>)", "<str> % (<any>, <any>)", "'%5d|%-5s|%05.1f' % (<int>, <str>, <float>)",
        "'%s' % <any>", "'%r' % (<any>,)", "'%(name)s %(age)s' % <user>", "'%x %o %e %g' % (<int>, <int>, <float>, <float>)", "'%+d % d %%' % (<int>, <int>)",
        "'%s'|format(<any>)", "_(<str>)", "ngettext(<str>, <str>, <int>)", "pgettext('noun', <str>)", "npgettext('noun', <str>, <str>, <any>)", "'%(x)s'|format(x=<any>)", "'%.3f'|format(<float>)", "'%10.3s|'|format(<str>)", "'%c%c' % (<str>, 65)",
        "'{}-{}'.format(<any>, <any>)", "'{0}{1}{0}'.format(<any>, <any>)", "'{x:>8}'.format(x=<str>)", "'{:,}'.format(<int>)",
        "'{:.2f}'.format(<float>)", "'{:05d}'.format(<int>)", "'{!r:^12}'.format(<str>)", "'{:x}'.format(<int>)", "'{:e}|{:g}|{:%}'.format(<float>, <float>, <float>)",
        "'{0[name]}{0[age]}'.format(<users>[0])", "'{0[0]}{0[1]}'.format(<list>)", "'{:*<10}{:+}'.format(<str>, <int>)", "'{:<{}}'.format(<str>, <small>)", "'{:b}'.format(<int>)",
        "<str>[<small>]", "<str>[<small>:]", "<str>[:<small>]", "<str>[<small>:<small>]", "<str>[::<small>]", "<str>.upper()", "<str>.lower()",
        "<str>.title()", "<str>.capitalize()", "<str>.swapcase()", "<str>.casefold()", "<str>.strip()", "<str>.strip(<str>)", "<str>.lstrip()", "<str>.rstrip(<str>)",
        "<str>.replace(<str>, <str>)", "<str>.replace(<str>, <str>, <small>)", "<str>.zfill(<int>)", "<str>.center(<int>, '*')", "<str>.ljust(<int>)",
        "<str>.rjust(<int>, '.')", "<str>.join(<strs>)", "<str>.expandtabs(<small>)", "<str>.removeprefix(<str>)", "<str>.removesuffix(<str>)",
        "<str> if <bool> else <str>", "<str> if <bool>", "<str> or <str>", "<any>|default(<str>)", "<any>|default(<str>, true)", "<any>|d(<str>, boolean=<bool>)",
        "<user>.name", "<user>['name']", "<user>|attr('name')", "<user>.get(<name>, <str>)", "<users>|map(attribute='name')|join(', ')",
        "<strs>|map('upper')|join", "<strs>|map('replace', <str>, <str>)|join('|')", "<ints>|map('string')|join", "<any>|pprint", "<list>|join('-')|upper",
        "<strs>|first", "<strs>|last", "<strs>|max", "<strs>|min", "<map>|list|join", "<html>|string", "<str>.partition(<str>)|join('/')", "<str>|list|sort|join",
        "cycler(<str>, <str>).next()", "lipsum(n=0)", "lipsum(0, html=<bool>)", "(<user>).city", "<users>|map(attribute='city', default=<str>)|join",
        "<html>.striptags()", "<html>.unescape()", "<str>|string|upper", "<map>|items|join",
    ],
    "html": [
        "<str>|safe", "<str>|e", "<str>|escape", "<html> ~ <str>", "<html> + <str>", "<str> + <html>", "<html>|upper", "<html>|replace(<str>, <str>)", "<html> % <str>",
        "<html>.format(<str>)", "<html>|trim", "<html>.join(<strs>)", "<html>|indent", "<html>|truncate(<int>)", "<html> * 2", "<html>[:<small>]", "[<html>, <str>]|join(<str>)",
        "<html>|e", "<html>|forceescape", "<html>|lower", "<html>|title", "<html>|capitalize", "<html>|center(<int>)", "<html>|wordwrap(<!int>)", "<html>|striptags", "<html>|urlize",
        "<html>|format(<any>)", "<map>|xmlattr", "<map>|tojson", "<html>|reverse", "<html>|first", "<html>|default(<str>)", "<html>.strip(<str>)", "<html>.replace(<str>, <str>)", "<html>.upper()",
        "<html>.split()|join(' ')", "<html>.center(<int>, <str>)", "[<html>, <html>]|join", "<html>.zfill(<int>)", "<html>.partition(<str>)|last", "<html>|string", "<html>|join('<')",
        "<html>.rsplit(<str>, 1)|first", "<html>.lstrip('<')", "<html>.removeprefix('<b>')", "<html>.splitlines()|join", "'%s' % <html>", "'{}'.format(<html>)", "<html>|list|join", "<html>|sort|join",
    ],
    "bool": [
        "true", "false", "True", "False", "none", "<any> == <any>", "<any> != <any>", "<int> < <int>", "<int> <= <float>", "<float> > <int>", "<str> >= <str>",
        "<int> < <int> < <int>", "<int> == <int> != <int>", "<any> in <list>", "<str> in <str>", "<any> not in <list>", "<str> in <map>", "not <bool>", "<bool> and <bool>", "<bool> or <bool>",
        "<any> is defined", "<any> is undefined", "<any> is none", "<any> is not none", "<any> is string", "<any> is number", "<any> is integer", "<any> is float",
        "<any> is mapping", "<any> is sequence", "<any> is iterable", "<any> is boolean", "<any> is true", "<any> is false", "<any> is callable", "<any> is escaped",
        "<int> is odd", "<int> is even", "<int> is divisibleby <small>", "<int> is divisibleby(<int>)", "<str> is lower", "<str> is upper", "<any> is eq <any>", "<any> is sameas none",
        "<bool> is sameas true", "<any> is in <list>", "<int> is gt <int>", "<int> is lt(<int>)", "<int> is ge <int>", "<int> is le <int>", "<any> is ne <any>", "<any> is not defined",
        "<any> is equalto <any>", "<int> is greaterthan <int>", "<int> is lessthan <int>", "<str> is filter", "<str> is test",
        "<str>.startswith(<str>)", "<str>.endswith(<str>)", "<str>.isdigit()", "<str>.isalpha()", "<str>.isalnum()", "<str>.isupper()", "<str>.islower()", "<str>.isspace()", "<str>.istitle()",
        "<str>.isnumeric()", "<str>.isdecimal()", "<str>.isidentifier()", "<str>.isascii()", "<str>.isprintable()", "<any> is not in <list>", "<list> == <list>", "<ints> < <ints>", "<map> == <map>", "<str>.startswith(('a', 'b'))",
        "<users>|selectattr('active')|list|length > 1", "(<int>, <str>) < (<int>, <str>)", "<list>|length == <small>", "(<!float>).is_integer()", "not <any>", "<any> and <any>", "<any> or <any>",
    ],
    "ints": [
        "[<int>, <int>, <int>]", "[<int>]", "[]", "(<int>, <int>)", "(<int>,)", "range(<small>)|list", "range(<small>, <small>)|list", "range(<small>, <small>, <small>)|list",
        "<ints> + <ints>", "<ints> * <small>", "<ints>|sort", "<ints>|sort(true)", "<ints>|reverse|list", "<ints>|unique|list", "<ints>|list", "<ints>[<small>:]", "<ints>[::-1]", "<ints>[<small>:<small>:<small>]",
        "<ints>|select('odd')|list", "<ints>|reject('gt', <int>)|list", "<ints>|map('abs')|list", "<users>|map(attribute='age')|list", "<strs>|map('int')|list", "<strs>|map('length')|list", "<ints>|select|list",
        "<ints>|select('divisibleby', 2)|list", "<ints>|select('in', <ints>)|list", "<ints>|map('round', 1)|list", "<ints>|map('default', 0)|list", "<ints>|reject('none')|list", "<map>.values()|list",
    ],
    "strs": [
        "[<str>, <str>, <str>]", "[<str>]", "<str>.split()", "<str>.split(<str>)", "<str>.split(',', <small>)", "<str>.rsplit(None, 1)", "<str>.splitlines()", "<str>.splitlines(true)", "<str>|list", "<strs>|sort", "<strs>|sort(case_sensitive=true)",
        "<strs>|unique|list", "<strs>|unique(true)|list", "<strs>|map('upper')|list", "<strs>|map('trim')|list", "<strs>|select('in', <strs>)|list", "<map>|list", "<map>.keys()|list", "<users>|map(attribute='name')|list", "<strs>|reverse|list",
        "<ints>|map('string')|list", "<strs> + <strs>", "<str>.partition(<str>)", "<str>.rpartition(<str>)", "(<str>, <str>)", "<strs>|reject('equalto', <str>)|list", "<strs>|map('replace', 'a', 'b')|list", "<strs>|map('truncate', 3, true, '')|list",
        "<strs>|select('string')|list", "<strs>|sort(reverse=<bool>)", "<strs>[:<small>]", "<strs>|map('default', <str>)|list", "<strs>|map('first')|list",
    ],
    "users": [
        "<users>|sort(attribute='age')", "<users>|sort(attribute='name', reverse=true)", "<users>|sort(attribute='age,name')", "<users>|selectattr('active')|list", "<users>|rejectattr('active')|list", "<users>|selectattr('age', 'gt', <int>)|list",
        "<users>|selectattr('city', 'defined')|list", "<users>|rejectattr('name', 'in', <strs>)|list", "<users>|unique(attribute='city')|list", "<users>[<small>:]", "<users>|reverse|list", "[<user>, <user>]", "(<users>|groupby('active')|first).list", "(<users>|groupby('city', default='')|last)[1]", "[{'name': <str>, 'age': <int>}, <user>]",
        "<users>|selectattr('name', 'equalto', <str>)|list", "<users>|list",
    ],
    "user": ["<users>|first", "<users>|last", "<users>[<small>]", "{'name': <str>, 'age': <int>, 'tags': <strs>}", "dict(name=<str>, age=<int>)", "dict(<user>, age=<int>)", "<users>|max(attribute='age')", "<users>|min(attribute='name')"],
    "list": [
        "<ints>", "<strs>", "<users>", "[<any>, <any>]", "(<any>, <any>)", "[<any>, <any>, <any>, <any>]", "<list>|batch(<small>)|list", "<list>|batch(2, <any>)|map('list')|list", "<list>|slice(2)|list", "<list>|slice(3, <any>)|list", "<map>.items()|list", "<map>|items|list", "<map>|dictsort", "<map>|dictsort(true)",
        "<map>|dictsort(by='value')", "<map>|dictsort(false, 'key', true)", "<users>|groupby('age')", "<users>|groupby('active')", "<users>|groupby('city', default='?')", "<users>|groupby('name', case_sensitive=true)", "<list> + <list>", "<list>[<small>:]", "<users>|map(attribute='tags')|list", "<users>|map(attribute='tags.0')|list",
        "<list>|select|list", "<list>|reject('string')|list", "<list>|select('defined')|list", "<list>|sort", "<list>|unique|list", "<list>|map('string')|list", "<list>|map('upper')|list", "<users>|map(attribute='missing')|list", "<list>|reverse|list", "<users>|map('attr', 'name')|list",
        "<users>|map(attribute='city', default=<any>)|list", "<map>.copy().items()|list", "<list>.copy()", "[<list>, <list>]|sum(start=[])", "<ints>|groupby(attribute=<name>)",
    ],
    "map": [
        "{}", "{'a': <any>}", "{'b': <int>, 'a': <str>, 'C': <any>}", "{<str>: <any>}", "{<int>: <any>}", "dict(x=<any>, y=<int>)", "dict(<map>, z=<any>)", "<user>", "dict([[<str>, <int>], [<str>, <int>]])", "{'x': {'y': <any>}}", "{1: <any>, true: <any>}", "{none: 1, 1.5: 'x', 'k': <ints>}", "<map>.copy()", "dict(<map>|dictsort)", "{'class': <strs>, 'id': <any>, 'title': none, 'x-y': <html>}",
        "dict(<map>.items())", "dict(<map>, **<map>)", "{(<!int>, <!str>): <any>}",
    ],
    "any": ["namespace(name=<str>, age=<int>)", "<int>", "<int>", "<str>", "<str>", "<str>", "<float>", "<bool>", "<list>", "<map>", "<html>", "<users>", "none", "missing", "<user>.missing", "<list>[<small>]", "<map>[<name>]", "<map>.x", "<user>|attr(<name>)", "(<any>)", "<any> if <bool>", "<list>|first", "<list>|last", "<user>[<str>]", "<map>.get(<str>)", "<map>['x'].y",
            "<any>|default(<any>)", "<any>|string|length", "<user>.tags", "<users>.0.name", "<list>.1", "(<list>|batch(2)|first)[0]", "<map>.pop(<name>, <any>)", "<map>.setdefault(<name>, <any>)", "[<any>, <any>]|first", "undefined_thing.x", "<any>|attr('x')|default(<any>)"],
}

TEXTS = ["a", "b", " ", "  ", "\n", "\n\n", " \n ", "\t", "text", "x\n", "\ny", " z ", "<p>", "</p>\n", "&", "ä", "{ ", "} ", "{ {", "%}", "#}", "}}", "a\r\nb", "\r", "-", "\f", "  \n  "]
