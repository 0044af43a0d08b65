Unknown settings warn with a suggestion, wrong types are errors with their place.
--- file bengal.toml
[site]
titel = "X"
[pagination]
per_page = "many"
--- file content/a.md
x
--- build
--- exit 3
--- messages have
bengal.toml:4:
per_page
bengal.toml:2:1: warning
titel
did you mean 'title'
--- output a/index.html has
<p>x</p>
