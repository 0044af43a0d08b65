The limits of templates are settings; passing one is an error that says where, and how to raise it.
--- file bengal.toml
[templates]
max_iterations = 10
max_pattern_steps = 1000
--- file content/a.md
x
--- file content/b.md
---
template: pattern.html
---
x
--- file templates/page.html
<ul>
  {% for n in range(11) %}{{ n }}{% endfor %}
</ul>
--- file templates/pattern.html
{{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" | replace_regex("a[^b]*b|a", "c") }}
--- build
--- exit 4
--- no output a/index.html
--- messages have
templates/page.html:2:10: error: the loops of this page pass more than 10 elements [limit]
  2 |   {% for n in range(11) %}{{ n }}{% endfor %}
  hint: loop over less, or raise max_iterations in [templates] of the settings
templates/pattern.html:1:4: error: replace_regex would take more than 1000 steps [limit]
  hint: give it a shorter text or a pattern that matches less often, or raise max_pattern_steps in [templates] of the settings
--- delete content/b.md
--- file bengal.toml
[templates]
max_iterations = 11
--- build
--- exit 0
--- output a/index.html
<ul>
012345678910</ul>
