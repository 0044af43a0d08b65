A macro that calls itself without end is an error, not a crash.
--- file content/a.md
x
--- file content/b.md
---
template: ok.html
---
x
--- file templates/ok.html
fine
--- file templates/page.html
{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}
{{ f(0) }}
--- build
--- exit 4
--- output b/index.html
fine
--- messages have
templates/page.html:1:
[limit]
