Data and text beside pages, when the settings ask for them.
--- file bengal.toml
[output_formats]
per_page = ["json", "txt"]
--- file content/docs/a.md
---
title: A
---
Some *body*.
--- build
--- output docs/a/index.json has
"title":"A","url":"/docs/a/"
"content":"<p>Some <em>body</em>.</p>\n"
--- output docs/a/index.txt has
# A
URL: /docs/a/
Some body.
