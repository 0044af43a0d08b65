The tag trans and its functions answer from i18n/ in the page's language, and with their own text when there is none.
--- file bengal.toml
[i18n]
strategy = "prefix"
default_language = "en"
[[i18n.languages]]
code = "en"
[[i18n.languages]]
code = "pl"
--- file i18n/pl.yaml
Hello %(name)s!: "Cześć, %(name)s!"
Search.: Szukaj.
"%(count)s apple": {one: "%(count)s jabłko", few: "%(count)s jabłka", many: "%(count)s jabłek"}
month: {May: maj}
--- file content/en/a.md
x
--- file content/pl/a.md
x
--- file templates/page.html
{% trans name="<Ann>" %}Hello {{ name }}!{% endtrans %} {{ _("Search.") }} {{ _("None") }}
{% for count in [1, 3, 5] %}
{% trans count %}{{ count }} apple{% pluralize %}{{ count }} apples{% endtrans %};
{% endfor %}
{% trans "month" %}May{% endtrans %} {{ pgettext("month", "June") }} {{ ngettext("ox", "oxen", 2) }}
--- build
--- output a/index.html
Hello &lt;Ann&gt;! Search. None
1 apple;
3 apples;
5 apples;
May June oxen
--- output pl/a/index.html
Cześć, &lt;Ann&gt;! Szukaj. None
1 jabłko;
3 jabłka;
5 jabłek;
maj June oxen
