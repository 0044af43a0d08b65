Broken front matter points at its place; the rest of the site is built.
--- file content/bad.md
---
title: One: two
---
x
--- file content/good.md
x
--- file content/open.md
---
title: never closed
--- build
--- exit 5
--- output good/index.html has
<p>x</p>
--- no output bad/index.html
--- messages have
content/bad.md:2:
  2 | title: One: two
hint: a value that contains ': ' needs quotes
content/open.md:1:1: error
