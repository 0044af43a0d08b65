slug and url change where a page goes; aliases redirect.
--- file content/docs/one.md
---
slug: uno
aliases: [/old/one/, /older.html]
---
One
--- file content/docs/two.md
---
url: /elsewhere/two/
---
Two
--- file content/docs/a&ü.md
Three
--- file templates/page.html
{{ page.url }}
--- file templates/index.html
{% for p in posts %}{{ p.url }} {% endfor %}

--- build
--- exit 0
--- output docs/uno/index.html
/docs/uno/
--- output elsewhere/two/index.html
/elsewhere/two/
--- output docs/a&ü/index.html has
/docs/a%26%C3%BC/
--- output old/one/index.html has
content="0; url=/docs/uno/"
--- output older.html has
content="0; url=/docs/uno/"
