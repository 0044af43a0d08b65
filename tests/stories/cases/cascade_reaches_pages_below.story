Cascade goes from parent to child; the nearest wins; a page's own key wins over all.
--- file content/_index.md
---
cascade: {color: red, size: 1}
---
--- file content/a/_index.md
---
title: A
cascade:
  color: green
---
--- file content/a/p.md
x
--- file content/a/q.md
---
color: blue
---
x
--- file content/b/r.md
x
--- file templates/page.html
{{ page.metadata.color }} {{ page.metadata.size }}
--- file templates/index.html
{{ page.metadata.color }} {{ page.metadata.size }}
--- build
--- exit 0
--- output a/p/index.html
green 1
--- output a/q/index.html
blue 1
--- output b/r/index.html
red 1
--- output a/index.html
green 1
