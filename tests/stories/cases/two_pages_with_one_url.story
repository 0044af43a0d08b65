Two pages with one URL are an error that names both.
--- file content/a.md
---
url: /x/
---
--- file content/b.md
---
url: /x/
---
--- build
--- exit 5
--- messages have
content/b.md
[duplicate-url]
--- output x/index.html has
<title>A
