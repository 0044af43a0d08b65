What a page's template sees.
--- file bengal.toml
[site]
title = "T & Co"
baseurl = "https://example.org/docs"
--- file content/a/one.md
---
title: One <1>
date: 2024-05-01
tags: [x, y]
author: Ann
description: About one
custom: {deep: 5}
---
## Head *ing*

Some body text.
--- file content/a/two.md
---
title: Two
weight: 2
---
Second
--- file templates/page.html
title={{ title }} | {{ page.title|safe }}
url={{ page.url }} permalink={{ page.permalink }} output={{ page.output_path }} source={{ page.source_path }}
date={{ page.date|dateformat('%d %B %Y') }} year={{ page.date.year if page.date }}
tags={{ page.tags|join(',') }} author={{ page.author }} custom={{ page.metadata.get('custom', {}).deep }} {{ (params.custom or {})['deep'] }}
kind={{ page.kind }} is_page={{ page.is_page }} section={{ page.section.name }} parent={{ page.parent.title }}
meta={{ meta_desc }} words={{ page.word_count }} read={{ reading_time }}
site={{ site.title }} base={{ site.baseurl }} config={{ config.site.title }} flat={{ config.title }}
content={{ content }}toc={% for item in toc_items %}{{ item.level }}:{{ item.id }}:{{ item.title }};{% endfor %}

next={{ page.next.title }} prev={{ page.prev.title }} undefined=[{{ page.nothing }}]
--- file templates/index.html
list
--- build
--- exit 0
--- output a/one/index.html has
title=One &lt;1&gt; | One <1>
url=/a/one/ permalink=https://example.org/docs/a/one/ output=a/one/index.html source=a/one.md
date=01 May 2024 year=2024
tags=x,y author=Ann custom=5 5
kind=page is_page=True section=a parent=A
meta=About one words=
site=T &amp; Co base=https://example.org/docs config=T &amp; Co flat=T &amp; Co
content=<h2 id="head-ing">Head <em>ing</em></h2>
<p>Some body text.</p>
toc=1:head-ing:Head ing;
undefined=[]
