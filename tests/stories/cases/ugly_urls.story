pretty_urls = false gives dir/stem.html and a URL that says so.
--- file bengal.toml
[build]
pretty_urls = false
--- file content/docs/one.md
x
--- file templates/page.html
{{ page.url }}
--- build
--- output docs/one.html
/docs/one.html
--- no output docs/one/index.html
