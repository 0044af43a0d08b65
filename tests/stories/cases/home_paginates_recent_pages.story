The home page lists dated pages, newest first, in parts when it asks for them.
--- file content/_index.md
---
paginate: 2
---
--- file content/a.md
---
date: 2024-01-01
---
--- file content/b.md
---
date: 2024-01-02
---
--- file content/c.md
---
date: 2024-01-03
---
--- file content/undated.md
x
--- file templates/index.html
{{ current_page }}/{{ total_pages }}: {% for p in posts %}{{ p.title }} {% endfor %}
--- build
--- output index.html
1/2: C B 
--- output page/2/index.html
2/2: A 
--- outputs page/*
page/2/index.html
