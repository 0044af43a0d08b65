static/ is copied as it is, and replaces what would be generated.
--- file static/robots.txt
User-agent: none
--- file static/img/a.png
PNG
--- file content/a.md
x
--- build
--- exit 0
--- output robots.txt
User-agent: none
--- output img/a.png
PNG
