Drafts are left out unless asked for; so are expired and future pages.
--- file content/a.md
---
draft: true
---
--- file content/old.md
---
expiry: 2020-01-01
---
--- file content/later.md
---
date: 2030-01-01
---
--- file content/b.md
x
--- build
--- outputs *a/index.html
--- output b/index.html has
<p>x</p>
--- no output a/index.html
--- no output old/index.html
--- no output later/index.html
--- build --drafts
--- output a/index.html has
<!doctype html>
--- build --future
--- no output a/index.html
--- output old/index.html has
<!doctype html>
--- output later/index.html has
<!doctype html>
