Filters over site.pages are lazy and give the same as over a list.
--- file content/p/a.md
---
date: 2024-01-01
type: blog
---
--- file content/p/b.md
---
date: 2024-03-01
type: blog
---
--- file content/p/c.md
---
date: 2024-02-01
type: doc
---
--- file templates/page.html
{% set recent = site.regular_pages | sort(attribute='date', reverse=true) %}
{{ recent[:2] | map(attribute='title') | join(' ') }} {{ recent | length }} {{ (recent | first).title }} {{ recent[-1].title }}
{{ site.regular_pages | where('type', 'blog') | map(attribute='title') | join(' ') }}
{{ site.regular_pages | selectattr('type', 'equalto', 'doc') | list | length }}
{% for group in site.regular_pages | groupby('type') %}{{ group.grouper }}={{ group.list | length }} {% endfor %}

--- file templates/blog/single.html
{% include 'page.html' %}
--- file templates/doc/single.html
{% include 'page.html' %}
--- build
--- exit 0
--- output p/a/index.html
B C 3 B A
A B
1
blog=2 doc=1 
