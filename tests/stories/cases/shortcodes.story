Shortcodes and directives of the site's own are templates; each page asks for those that it uses, and no others.
--- file content/a.md
---
title: A page
---
Before {{< box "first" size=3 >}}inner *text* [[b]]{{< /box >}} after.

<Note type="tip">

**note**

</Note>

{% quote(author="me") %}
quoted
{% end %}

{{ greet(name="you") }}

:::{mine} The *title*
:color: red
Directive **text**.
:::

{{< nobody >}}inside{{< /nobody >}} `{{< box >}}` {{</* box */>}}
--- file content/b.md
---
title: B page
---
Nothing here.
--- file templates/page.html
{{ content }}
--- file templates/shortcodes/box.html
[{{ name }}|{{ args[0] }}|{{ size + 1 }}|{{ params.size }}|{{ inner }}|{{ raw }}|{{ page.title }}]
--- file templates/shortcodes/Note.html
<aside class="{{ type }}">{{ inner }}</aside>
--- file templates/shortcodes/quote.html
<blockquote cite="{{ author }}">{{ inner }}</blockquote>
--- file templates/shortcodes/greet.html
Hello {{ params.name }}!
--- file templates/directives/mine.html
<section style="{{ options.color }}"><h3>{{ title }}</h3>{{ inner }}</section>
--- build
--- exit 0
--- output a/index.html has
<p>Before [box|first|4|3|inner <em>text</em> <a href="/b/">B page</a>|inner *text* [[b]]|A page]
after.</p>
<aside class="tip">
<p><strong>note</strong></p>
</aside>
<blockquote cite="me">
<p>quoted</p>
</blockquote>
Hello you!
<section style="red"><h3>The <em>title</em></h3><p>Directive <strong>text</strong>.</p>
<p>inside <code>{{&lt; box &gt;}}</code> {{&lt; box &gt;}}</p>
--- messages have
content/a.md:23:
warning: there is no shortcode 'nobody'
create templates/shortcodes/nobody.html
--- questions a/index.html have
template shortcodes/box.html
--- questions b/index.html lacks
template shortcodes/box.html
