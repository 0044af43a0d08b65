A picture that front matter or a template names is looked for among the files of the page's bundle too.
--- file bengal.toml
baseurl = "https://example.org/b"
--- file content/trips/rome/index.md
---
title: Rome
cover: forum.jpg
---
x
--- file content/trips/rome/forum.jpg
JPEG
--- file content/other.md
---
cover: images/x.jpg
---
x
--- file templates/page.html
{{ og_image() }} {{ image_url("forum.jpg") }}
--- build
--- exit 0
--- output trips/rome/index.html
https://example.org/b/trips/rome/forum.jpg https://example.org/b/trips/rome/forum.jpg
--- output other/index.html
https://example.org/b/images/x.jpg https://example.org/b/forum.jpg
