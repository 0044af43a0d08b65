Menus come from settings and front matter; the active entry and its trail are those of the page.
--- file bengal.toml
[[menu.main]]
name = "Docs"
url = "/docs/"
weight = 2
[[menu.main]]
name = "Home"
url = "/"
weight = 1
[[menu.main]]
name = "Deep"
url = "/docs/deep/"
parent = "docs"
--- file content/docs/deep.md
x
--- file content/about.md
---
menu:
  main: {name: About us, weight: 3}
---
--- file templates/macros.html
{% macro item(i) %}({{ i.name }} {{ i.url }}{{ ' active' if i.active }}{{ ' trail' if i.active_trail }}{% for c in i.children %}{{ item(c) }}{% endfor %}){% endmacro %}
--- file templates/page.html
{% from 'macros.html' import item %}
{% for i in get_menu('main') %}{{ item(i) }}{% endfor %}

--- file templates/index.html
{% from 'macros.html' import item %}
{% for i in get_menu('main') %}{{ item(i) }}{% endfor %}

--- build
--- exit 0
--- output docs/deep/index.html
(Home /)(Docs /docs/ trail(Deep /docs/deep/ active))(About us /about/)
--- output about/index.html
(Home /)(Docs /docs/(Deep /docs/deep/))(About us /about/ active)
