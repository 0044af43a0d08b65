Errors in templates have their place and chain; other pages are built.
--- file content/a.md
---
template: a.html
---
--- file content/b.md
---
template: missing.html
---
--- file content/c.md
---
template: c.html
---
--- file content/d.md
---
template: d.html
---
--- file content/e.md
---
template: e.html
---
--- file content/good.md
x
--- file templates/a.html
{% if x %}
--- file templates/c.html
line
{{ page.title | uper }}
--- file templates/d.html
{% include 'nav.htm' %}
--- file templates/nav.html
nav
--- file templates/e.html
{% extends 'e.html' %}
--- build
--- exit 4
--- no output a/index.html
--- output good/index.html has
<p>x</p>
--- messages have
templates/a.html:1:
templates/c.html:2:
uper
did you mean 'upper'
templates/d.html:1:
nav.htm
did you mean 'nav.html'
templates/e.html:1:
