Cross references, links to source files and variables are filled; broken ones warn with their place.
--- file bengal.toml
[site]
title = "X"
baseurl = "/base"
--- file content/a/one.md
---
title: One
id: first
---
## Part

See [[a/two]], [[a/two|the second]], [[id:first]], [[#part]], [[a/two#end]], [[nowhere]].
[rel](two.md) [rel](../b/three.md#x) [gone](gone.md) [out](https://example.org/x.md) `[[a/two]]`
{{ page.title }} {{ site.title }} {{ page.none }} `{{ page.title }}` {{/* page.title */}}
--- file content/a/two.md
---
title: Two
---
## End
--- file content/b/three.md
x
--- file templates/page.html
{{ content }}
--- build
--- exit 0
--- output a/one/index.html has
<a href="/base/a/two/">Two</a>, <a href="/base/a/two/">the second</a>, <a href="/base/a/one/">One</a>
href="#part">Part</a>
<a href="/base/a/two/#end">End</a>
<span class="broken-ref"
nowhere
<a href="/base/a/two/">rel</a> <a href="/base/b/three/#x">rel</a>
<a href="https://example.org/x.md">out</a> <code>[[a/two]]</code>
One X {{ page.none }} <code>{{ page.title }}</code> {{ page.title }}
--- messages have
content/a/one.md:7:
warning: the cross reference '[[nowhere]]' leads nowhere
content/a/one.md:8:
warning: the link to 'gone.md' leads to no page
content/a/one.md:9:
warning: 'page.none' is not defined
--- build --strict
--- exit 5
