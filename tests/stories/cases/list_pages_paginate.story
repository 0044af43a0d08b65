Section lists and term pages paginate, ten a page unless the settings say otherwise.
--- file bengal.toml
[site]
title = "P"
[pagination]
per_page = 2
--- file content/blog/a.md
---
date: 2024-01-01
tags: t
---
--- file content/blog/b.md
---
date: 2024-01-02
tags: t
---
--- file content/blog/c.md
---
date: 2024-01-03
tags: t
---
--- file templates/page.html
{{ title }}
--- file templates/index.html
{{ section.name }} {{ current_page }}/{{ total_pages }} of {{ total_posts }} by {{ per_page }}: {% for p in posts %}{{ p.title }} {% endfor %}

prev={{ previous_page }} next={{ next_page }} {{ has_prev }} {{ has_next }} {{ page_range|join(',') }} {{ base_url }}
--- file templates/tag.html
{{ tag }} {{ tag_slug }} {{ current_page }}/{{ total_pages }}: {% for p in posts %}{{ p.title }} {% endfor %}
--- file templates/tags.html
{{ total_tags }}{% for t in tags %} {{ t.name }} {{ t.slug }} {{ t.count }}{% endfor %}
--- build
--- exit 0
--- output blog/index.html
blog 1/2 of 3 by 2: C B 
prev=None next=2 False True 1,2 /blog/
--- output blog/page/2/index.html
blog 2/2 of 3 by 2: A 
prev=1 next=None True False 1,2 /blog/
--- output tags/t/index.html
t t 1/2: C B 
--- output tags/t/page/2/index.html
t t 2/2: A 
--- output tags/index.html
1 t t 3
