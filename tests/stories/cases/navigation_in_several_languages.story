Where languages have folders, each page sees the site of its own language: menus, trees and breadcrumbs begin below the
folder of the language, and head links and sitemap name languages by their hreflang.
--- file bengal.yaml
title: T
baseurl: https://example.org
i18n:
  strategy: prefix
  default_language: en
  languages:
    - {code: en, name: English, hreflang: en-US}
    - {code: fr, name: Français, hreflang: fr-FR}
--- file content/en/_index.md
---
title: Welcome
---
--- file content/en/docs/a.md
---
title: A
---
--- file content/fr/_index.md
---
title: Bienvenue
---
--- file content/fr/docs/_index.md
---
title: Manuel
---
--- file content/fr/docs/a.md
---
title: Le A
---
--- file templates/page.html
auto{% for item in get_auto_nav() %} {{ item.title }}={{ item.url }}{% endfor %}

tree{% for item in get_nav_tree() recursive %} {{ item.title }}({{ loop(item.children) }}){% endfor %}

path{% for crumb in get_breadcrumbs() %} {{ crumb.title }}={{ crumb.url }}{% endfor %}

links{% for link in alternate_links() %} {{ link.hreflang }}={{ link.href }}{% endfor %}
--- file templates/index.html
path{% for crumb in get_breadcrumbs() %} {{ crumb.title }}={{ crumb.url }}{% endfor %}
--- build
--- exit 0
--- output docs/a/index.html
auto Docs=https://example.org/docs/
tree Docs( A())
path Home=https://example.org/ Docs=https://example.org/docs/ A=https://example.org/docs/a/
links en-US=https://example.org/docs/a/ fr-FR=https://example.org/fr/docs/a/
--- output fr/docs/a/index.html
auto Manuel=https://example.org/fr/docs/
tree Manuel( Le A())
path Bienvenue=https://example.org/fr/ Manuel=https://example.org/fr/docs/ Le A=https://example.org/fr/docs/a/
links fr-FR=https://example.org/fr/docs/a/ en-US=https://example.org/docs/a/
--- output index.html
path Welcome=https://example.org/
--- output fr/index.html
path Bienvenue=https://example.org/fr/
--- output sitemap.xml has
    <loc>https://example.org/docs/a/</loc>
    <xhtml:link rel="alternate" hreflang="en-US" href="https://example.org/docs/a/"/>
    <xhtml:link rel="alternate" hreflang="fr-FR" href="https://example.org/fr/docs/a/"/>
