The built-in theme links the parts of a long list, each with its own canonical address.
--- file bengal.toml
[site]
title = "P"
baseurl = "https://example.org/d"
[pagination]
per_page = 1
--- file content/blog/a.md
---
date: 2024-01-01
---
--- file content/blog/b.md
---
date: 2024-01-02
---
--- build --strict
--- exit 0
--- messages
--- output blog/page/2/index.html has
<link rel="canonical" href="https://example.org/d/blog/page/2/">
href="https://example.org/d/blog/"
--- output blog/index.html has
<link rel="canonical" href="https://example.org/d/blog/">
href="https://example.org/d/blog/page/2/"
