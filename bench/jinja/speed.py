# SPDX-License-Identifier: MIT
"""The workloads in CPython's Jinja2, driven as speed.cc is: `speed.py TEMPLATES CONTEXTS`, then commands as lines."""

import json
import sys
import time
from pathlib import Path

import jinja2


def load(folder, contexts):
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True,
                                     lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False)
    context = json.loads((contexts / (folder.name + ".json")).read_text(encoding="utf-8"))
    return environment.get_template("main.html"), context


def main():
    templates, contexts = Path(sys.argv[1]), Path(sys.argv[2])
    workloads = {folder.name: load(folder, contexts) for folder in sorted(templates.iterdir())}
    print(f"Jinja2 {jinja2.__version__}, CPython {sys.version.split()[0]}", flush=True)
    for line in sys.stdin:
        command, name, *count = line.split()
        template, context = workloads[name]
        if command == "render":
            output = template.render(context).encode()
            sys.stdout.buffer.write(b"%d\n" % len(output) + output)
        elif command == "time":
            started = time.perf_counter_ns()
            for _ in range(int(count[0])):
                template.render(context)
            sys.stdout.buffer.write(b"%d\n" % (time.perf_counter_ns() - started))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
