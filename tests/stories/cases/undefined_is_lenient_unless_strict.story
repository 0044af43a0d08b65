An undefined variable prints nothing; with --strict it is an error that names the page.
--- file content/a.md
x
--- file content/b.md
x
--- file templates/page.html
[{{ nothing }}]
--- file templates/index.html
list
--- build
--- exit 0
--- output a/index.html
[]
--- build --strict
--- exit 4
--- no output a/index.html
--- messages have
templates/page.html:1:5: error: 'nothing' is undefined [undefined-variable]
  1 | [{{ nothing }}]
    |     ^^^^^^^
  in page content/a.md
  on 2 pages
