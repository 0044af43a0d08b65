A page that names a template that is not there is told where the name stands and where templates lie.
--- file content/a.md
---
template: special.html
---
x
--- build
--- exit 4
--- no output a/index.html
--- messages
error: there is no template 'special.html' [missing-template]
  in page content/a.md
  hint: 'template' in the front matter names it; templates lie in templates/ and in the theme's templates/
