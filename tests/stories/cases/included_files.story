Pages include other files of the site, whole or in part; a change of such a file is a change of the page.
--- file content/docs/a.md
---
title: A
---
--8<-- "snippets/all.md"

```{include} part.txt
:lines: 2-3
```

--8<-- "snippets/code.py:main"

:::{literalinclude} snippets/code.py
:start-after: [start:main]
:end-before: [end:main]
:dedent:
:::

--8<-- "gone.md"
--- file content/docs/b.md
x
--- file content/docs/part.txt
one
*two*
three
four
--- file snippets/all.md
See [[docs/b|b]], {{ page.title }} and [b](b.md).

--8<-- "snippets/inner.md"
--- file snippets/inner.md
Inner **text**.
--- file snippets/code.py
if 1:
    # [start:main]
    print("<a>")
    # [end:main]
--- file templates/page.html
{{ content }}
--- build
--- output docs/a/index.html has
<p>See <a href="/docs/b/">b</a>, A and <a href="/docs/b/">b</a>.</p>
<p>Inner <strong>text</strong>.</p>
<p><em>two</em>
three</p>
<pre><code class="language-py">print(&quot;&lt;a&gt;&quot;)
</code></pre>
--- output docs/a/index.html lacks
one
four
--- messages have
content/docs/a.md:18:
warning: there is no file 'gone.md' to include
--- file snippets/inner.md
Other text.
--- build
--- output docs/a/index.html has
<p>Other text.</p>
