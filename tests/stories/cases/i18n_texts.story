t() answers from i18n/ in the page's language, and the key when there is no text.
--- file i18n/en.yaml
hello: Hello {name}
nav: {next: Next}
--- file content/a.md
x
--- file templates/page.html
{{ t('hello', {'name': 'Ann'}) }} {{ t('nav.next') }} {{ t('none') }} {{ current_lang() }}
--- build
--- output a/index.html
Hello Ann Next none en
