An excerpt is the running text of a page: no headings, and nothing that is still to be filled in.
--- file content/a.md
---
title: The A
---
# Big heading

This is {{ page.title }} of {{ site.title }}, see [[b|the other]] and [[more/first-steps]].

## Next heading

More.
--- file content/b.md
x
--- file content/more/first-steps.md
x
--- file templates/page.html
{{ page.excerpt }}
--- build
--- exit 0
--- output a/index.html
This is The A of, see the other and First Steps. More.
