The built-in theme shows what content/404.md says, and makes a page where there is none.
--- file content/404.md
---
title: Lost?
---
Try [the guide](guide.md).
--- file content/guide.md
x
--- build --strict
--- exit 0
--- messages
--- output 404.html has
<h1>Lost?</h1>
<p>Try <a href="/guide/">the guide</a>.</p>
--- output 404.html lacks
There is nothing at this address
--- delete content/404.md
--- build --strict
--- exit 0
--- output 404.html has
<h1>Page not found</h1>
There is nothing at this address
