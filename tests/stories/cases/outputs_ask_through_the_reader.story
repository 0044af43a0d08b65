Whatever an output is made from is noted: fields, queries, settings, data, templates that are there and that are not.
--- file bengal.toml
[site]
title = "Q"
[params]
color = "red"
--- file data/team.yaml
lead: Ann
--- file content/a.md
---
custom: 1
---
[b](b.md)
--- file content/b.md
---
title: B
date: 2024-01-01
---
--- file templates/page.html
{% include 'side.html' ignore missing %}
{{ page.title }} {{ page.metadata.custom }} {{ config.params.color }} {{ site.data.team.lead }} {{ config.params.absent }}
{% for p in (site.regular_pages | sort(attribute='title'))[:1] %}{{ p.url }}{% endfor %}
{{ file_exists('x.txt') }} {{ content }}
--- build
--- exit 0
--- questions a/index.html have
template side.html
template page.html
page a.md title
page a.md metadata.custom
page a.md html
config params.color
config params.absent
data team.lead
query site.regular_pages|sort(attribute="title")|slice(0,1,none)
file x.txt
reference b.md
--- questions a/index.html lacks
page b.md title
page b.md html
clock
--- questions rss.xml have
page b.md title
--- questions rss.xml lacks
page a.md
