Files beside an index.md without other pages are resources of that page.
--- file content/trip/index.md
---
title: Trip
---
![cat](cat.jpg)
--- file content/trip/cat.jpg
JPEG
--- file content/other.md
x
--- file templates/page.html
{{ page.kind }} {{ page.url }} {% for r in page.resources %}{{ r.name }} {{ r.url }}{% endfor %} {{ content }}
--- build
--- exit 0
--- output trip/index.html has
page /trip/ cat.jpg /trip/cat.jpg
--- output trip/cat.jpg
JPEG
