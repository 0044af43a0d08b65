# SPDX-License-Identifier: MIT
"""Reads and writes the few spellings of front matter, settings and data that the made-up sites use.

A page is (kind, front, body): kind is "yaml", "toml", "json" or "" for a page without front matter. YAML is written
with one key a line and the value as JSON, which is YAML as well, so that it can be read back without a YAML parser.
Whatever cannot be read back (an edit has broken it) is None.
"""

import json
import re
import tomllib

PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d$")


def toml_value(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml_key(key)} = {toml_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml_value(each) for each in value) + "]"
    return json.dumps(str(value), ensure_ascii=False)


def toml_key(key):
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def toml_text(table, path=()):
    """A whole TOML document; tables below tables get headers of their own."""
    plain = {key: value for key, value in table.items() if not is_table(value) and not is_table_list(value)}
    text = "".join(f"{toml_key(key)} = {toml_value(value)}\n" for key, value in plain.items())
    for key, value in table.items():
        name = ".".join(toml_key(part) for part in (*path, key))
        if is_table(value):
            text += f"\n[{name}]\n" + toml_text(value, (*path, key))
        elif is_table_list(value):
            text += "".join(f"\n[[{name}]]\n" + toml_text(each, (*path, key)) for each in value)
    return text


def is_table(value):
    return isinstance(value, dict)


def is_table_list(value):
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def yaml_text(table):
    return "".join(f"{key}: {yaml_value(value)}\n" for key, value in table.items())


def yaml_value(value):
    if isinstance(value, str) and PLAIN_DATE.match(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def parse_yaml(text):
    table = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        key, colon, value = line.partition(": ")
        if not colon or key.startswith((" ", "-", "{")):
            return None
        value = value.strip()
        try:
            table[key] = value if PLAIN_DATE.match(value) else json.loads(value)
        except ValueError:
            return None
    return table


def write_page(kind, front, body):
    if kind == "toml":
        text = "+++\n" + "".join(f"{toml_key(key)} = {toml_value(value)}\n" for key, value in front.items()) + "+++\n" + body
    elif kind == "json":
        text = json.dumps(front, ensure_ascii=False, indent=1) + "\n" + body
    elif kind == "yaml" or front:
        text = "---\n" + yaml_text(front) + "---\n" + body
    else:
        text = body
    return text.encode()


def read_page(data):
    """(kind, front, body), or None when it is not as `write_page` writes it."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    try:
        if text.startswith("---\n"):
            front, mark, body = text[4:].partition("---\n")
            front = parse_yaml(front) if mark else None
            return None if front is None else ("yaml", front, body)
        if text.startswith("+++\n"):
            front, mark, body = text[4:].partition("+++\n")
            return ("toml", tomllib.loads(front), body) if mark else None
        if text.startswith("{"):
            front, end = json.JSONDecoder().raw_decode(text)
            return ("json", front, text[end:].removeprefix("\n"))
    except ValueError:
        return None
    return ("", {}, text)


def read_table(path, data):
    """A settings or data file as a dict or list; None when it is broken."""
    try:
        text = data.decode()
        if path.endswith(".toml"):
            return tomllib.loads(text)
        if path.endswith(".json"):
            return json.loads(text)
        return parse_yaml(text)
    except ValueError:
        return None


def write_table(path, table):
    if path.endswith(".toml"):
        return toml_text(table).encode()
    if path.endswith(".json"):
        return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()
    return yaml_text(table).encode()
