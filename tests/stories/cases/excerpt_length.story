content.excerpt_length counts characters and takes the place of content.excerpt_words.
--- file bengal.toml
[content]
excerpt_length = 12
--- file content/a.md
One two three four.
--- file templates/page.html
{{ page.excerpt }}
--- build
--- exit 0
--- messages
--- output a/index.html
One two
