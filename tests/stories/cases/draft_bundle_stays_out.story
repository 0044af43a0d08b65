The files of a bundle whose page is a draft are not published.
--- file content/trip/index.md
---
draft: true
---
--- file content/trip/images/cat.jpg
JPEG
--- file content/a.md
x
--- build
--- exit 0
--- outputs trip*
--- build --drafts
--- outputs trip*
trip/images/cat.jpg
trip/index.html
