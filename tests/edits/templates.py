# SPDX-License-Identifier: MIT
"""The templates of the made-up sites. Each widget is one small partial that uses one feature; a site gets a random
choice of them, so that its outputs ask different questions. None prints the time or the place of the site."""

PAGE_LINK = '<a href="{{ %s.url }}">{{ %s.title }}</a>'


def link(name):
    return PAGE_LINK % (name, name)


def each(expression, name="p", body=None):
    return "{% for " + name + " in " + expression + " %}\n" + (body or link(name)) + "\n{% endfor %}\n"


MENU = """{% for item in get_menu('NAME') recursive %}
<li{% if item.active %} class="active"{% elif item.active_trail %} class="trail"{% endif %}>
<a href="{{ item.href }}">{{ item.name }}</a>{% if item.children %}<ul>{{ loop(item.children) }}</ul>{% endif %}</li>
{% endfor %}
"""

# Shown anywhere: on pages, lists, terms and the page for what is not found.
EVERYWHERE = {
    "menu": MENU.replace("NAME", "main"),
    "footer_menu": MENU.replace("NAME", "footer"),
    "site_menu": "{{ (site.menu.main | first).name if site.menu.main else 'no menu' }}\n",
    "auto_nav": each("get_auto_nav()", "i", '<a href="{{ i.href }}"{% if i.active %} class="on"{% endif %}>{{ i.title }}</a>'),
    "nav_tree": "{% for n in get_nav_tree() recursive %}\n<li{% if n.is_in_active_trail %} class=\"open\"{% endif %}>{{ n.title }}"
                "{% if n.children %}<ul>{{ loop(n.children) }}</ul>{% endif %}</li>\n{% endfor %}\n",
    "breadcrumbs": each("get_breadcrumbs()", "b", '<a href="{{ b.href }}">{{ b.title }}</a>'),
    "recent": each("site.regular_pages | sort_by('date', reverse=true) | limit(5)"),
    "recent_slice": "{% set newest = site.regular_pages | sort_by('date', true) %}\n" + each("newest[1:4]"),
    "of_type": each("site.regular_pages | where('type', 'blog') | limit(3)"),
    "of_param": each("site.regular_pages | where('metadata.audience', 'experts')"),
    "since": "{{ site.regular_pages | where('date', '>=', '2022-06-01') | length }}\n",
    "with_tag": each("site.regular_pages | where('tags', 'contains', 'red') | sort_by('title')"),
    "grouped": each("(site.regular_pages | group_by('type')).items()", "k, v", "{{ k }}: {{ v | length }}"),
    "grouped_by": each("site.pages | groupby('kind')", "g", "{{ g.grouper }}: {{ g.list | map(attribute='title') | join(', ') }}"),
    "first_and_last": "{{ (site.regular_pages | first).title }} {{ (site.pages | last).url }} {{ site.pages | length }}\n",
    "titles": "{{ site.pages | map(attribute='title') | join('; ') }}\n",
    "urls": each("site.pages", "p", "{{ p.url }}"),
    "others": "{{ site.regular_pages | rejectattr('url', 'eq', page.url) | list | length }}\n",
    "words": "{{ site.regular_pages | sum(attribute='word_count') }}\n",
    "featured": each("site.regular_pages | select('featured')"),
    "shuffled": each("site.regular_pages | shuffle(7) | limit(2)"),
    "series": "{% if page.series %}\n" + each("site.regular_pages | where('series', page.series)") + "{% endif %}\n",
    "tag_cloud": each("popular_tags(5)", "n", "{{ n[0] }}={{ n[1] }}"),
    "taxonomies": each("site.taxonomies.tags.terms", "t", '<a href="{{ t.url }}">{{ t.name }} {{ t.count }}</a>')
                  + "{% if 'red' in site.taxonomies.tags %}{{ site.taxonomies.tags['red'].pages | length }} red{% endif %}\n",
    "categories": "{{ site.taxonomies.categories.count }}\n" + each("popular_tags(3, 'categories')", "n", "{{ n[0] }}"),
    "indexes": "{{ site.indexes.section.keys() | list | join(' ') }} {{ site.indexes.date_range.get('2023-05', []) | length }}\n",
    "author_index": "{{ site.indexes.author.keys() | list | join(', ') }}\n",
    "sections": "{% for s in site.sections recursive %}\n<li>" + link("s") + " {{ s.pages | length }}"
                "{% if s.subsections %}<ul>{{ loop(s.subsections) }}</ul>{% endif %}</li>\n{% endfor %}\n",
    "home": "{{ site.home.title }} {{ site.home.url }}\n",
    "data_key": "{{ (site.data.project | default({})).name | default('none') }}\n",
    "data_other_key": "{{ (site.data.project | default({})).version | default('none') }}\n",
    "data_team": each("site.data.team.core.people if site.data.team is defined and site.data.team.core is defined else []", "m",
                      "{{ m.name }} ({{ m.role | default('-') }})"),
    "data_whole": "{{ site.data.project | jsonify if site.data.project is defined else 'no project' }}\n",
    "data_keys": "{{ site.data.keys() | list | sort | join(', ') }}\n",
    "param": "{{ site.params.version | default('none') }}\n",
    "param_nested": "{{ config.params.links.home | default('none') }}\n",
    "settings": "{{ config.site.title }} {{ config.pagination.per_page }} {{ site.language }} {{ site.description }}\n",
    "environment": "{{ site.params.stage | default('plain') }} {{ site.baseurl }}\n",
    "theme_setting": "{{ site.theme.color | default('none') }}\n",
    "script": '<script src="{{ asset_url(\'js/app.js\') }}"></script>\n',
    "image": '<img src="{{ asset_url(\'img/dot.svg\') }}" alt="{{ \'img/dot.svg\' | image_alt }}">{{ image_dimensions(\'img/dot.svg\') }}\n',
    "data_uri": "{{ image_data_uri('assets/img/dot.svg') }}\n",
    "file_there": "{{ file_exists('data/extra.json') }} {{ file_exists('notes/hint.txt') }}\n",
    "file_size": "{{ file_size('notes/note.txt') }}\n",
    "file_text": "{{ read_file('notes/note.txt') }}\n",
    "data_of_path": "{{ get_data('notes/list.json').title | default('none') }}\n",
    "data_table": "{{ data_table('notes/rows.json') }}\n",
    "page_by_path": "{% set other = get_page('docs/start.md') %}\n{% if other %}" + link("other") + "{% else %}no start{% endif %}\n",
    "section_by_path": "{% set s = get_section('docs') %}\n{% if s %}" + link("s")
                       + " {{ s.regular_pages_recursive | length }}{% else %}no docs{% endif %}\n",
    "reference": "{% set d = doc('id:anchor') %}{{ d.title if d else 'no anchor' }} {{ relref('docs/start') }}\n",
    "markdown": "{{ 'See [[docs/start]] **now**' | markdownify }}\n",
    "text": "{{ t('search') }} {{ t('post.by', {'name': 'Ada'}) }} {{ current_lang() }}\n",
    "languages": each("languages()", "l", "{{ l.code }} {{ l.name }}"),
    "alternates": each("alternate_links()", "a", '<link rel="alternate" hreflang="{{ a.hreflang }}" href="{{ a.href }}">'),
    "optional": "{% include 'partials/optional.html' ignore missing %}\n",
    "one_of": "{% include ['partials/special.html', 'partials/fallback.html'] %}\n",
    "by_kind": "{% include 'partials/kind-' ~ page.kind ~ '.html' ignore missing %}\n",
    "macro": "{% from 'macros/ui.html' import badge %}\n{{ badge(page.title) }}\n",
    "nested_macro": "{% import 'macros/more.html' as more %}\n{{ more.boxed(site.title) }}\n",
    "nested_include": "<div>{% include 'partials/inner.html' %}</div>\n",
    "year": "{{ now('year').year }}\n",
    "newest_url": "{{ (site.regular_pages | sort_by('date', true) | first).url }}\n",
    "tag_links": each("page.tags or []", "t", '<a href="{{ tag_url(t) }}">{{ t }}</a>'),
    "latest_by_section": each("site.sections", "s", "{{ s.title }}: {% for p in (s.regular_pages_recursive | sort_by('date', true))[:2] %}"
                              "{{ p.title }},{% endfor %}"),
}

# Shown on pages only.
ON_PAGES = {
    "related": each("page.related_posts"),
    "related_two": each("related_posts(page, 2)"),
    "backlinks": each("page.backlinks"),
    "neighbours": "{% if page.prev_in_section %}" + link("page.prev_in_section") + "{% endif %}\n"
                  "{% if page.next_in_section %}" + link("page.next_in_section") + "{% endif %}\n",
    "neighbours_of_site": "{{ page.prev.title if page.prev else '-' }} {{ page.next.url if page.next else '-' }}\n",
    "translations": each("page.translations"),
    "toc": "{{ toc }}\n{{ toc_items | length }}\n",
    "toc_grouped": each("get_toc_grouped(toc_items)", "g", "{{ g.header.title }} {{ g.children | length }}"),
    "counts": "{{ page.word_count }} {{ page.reading_time }} {{ page.plain_text | length }}\n",
    "excerpt": "{{ page.excerpt }} | {{ page.meta_description }} | {{ page.summary }}\n",
    "dates": "{{ page.date | dateformat('%Y-%m-%d') if page.date else 'undated' }} {{ page.lastmod | date_iso if page.lastmod else '' }}\n",
    "metadata": "{{ page.metadata.audience | default('all') }} {{ page.params.color | default('plain') }} {{ page.weight }}\n",
    "resources": each("page.resources", "r", '<a href="{{ r.url }}">{{ r.name }}</a>'),
    "place": "{{ page.section.title if page.section else '' }} {{ page.ancestors | map(attribute='title') | join(' < ') }} "
             "{{ page.parent.url if page.parent else '' }}\n",
    "siblings": "{% if page.section %}\n" + each("page.section.pages") + "{% endif %}\n",
    "author": "{{ page.author }} {{ page.authors | join(', ') }}\n",
    "author_data": "{% if page.author and site.data.people is defined and page.author in site.data.people %}\n"
                   "{{ site.data.people[page.author].mail }}\n{% endif %}\n",
    "canonical": "{{ page.permalink }} {{ og_image() }} {{ page.keywords | join(',') }}\n",
    "links": "{{ page.links | join(' ') }} {{ page.output_path }} {{ page.source_path }} {{ page.slug }}\n",
    "in_docs": "{{ page.in_section('docs') }} {{ page is draft }} {{ page is translated }}\n",
    "next_excerpt": "{{ page.next_in_section.excerpt if page.next_in_section else '' }}\n",
}

BASE = """<!doctype html>
<html lang="{{ page.lang }}">
<head>
<title>{% block title %}{{ page.title }}{% endblock %} | {{ site.title }}</title>
<link rel="canonical" href="{{ canonical_url() }}">
<link rel="stylesheet" href="{{ asset_url('css/main.css') }}">
</head>
<body class="{{ page.kind }} {{ page.type }}">
TOP<main>
{% block main %}
{% endblock %}
</main>
BOTTOM</body>
</html>
"""

LIST_BODY = """<h1>{{ page.title }}</h1>
{{ content }}
{% for post in posts %}
{% include 'partials/post.html' %}
{% endfor %}
{% for s in subsections %}
<a href="{{ s.url }}">{{ s.title }}</a>
{% endfor %}
{% set pager = get_pagination_items(current_page, total_pages, base_url) %}
{% for n in pager.pages %}
{% if n.is_ellipsis %}...{% else %}<a href="{{ n.url }}">{{ n.num }}</a>{% endif %}
{% endfor %}
{{ total_posts }} {{ has_prev }} {{ has_next }} {{ page_range | join(' ') }}
"""

POST_VARIANTS = [
    '<li><a href="{{ post.url }}">{{ post.title }}</a></li>\n',
    '<li><a href="{{ url_for(post) }}">{{ post.title }}</a> {{ post.date | date_iso if post.date else "" }} {{ post.summary }}</li>\n',
    '<li>{{ post.url }} {{ post.tags | join(", ") }} {{ post.word_count }}</li>\n',
]

TAGS_BODY = ("<h1>{{ page.title }}</h1>\n" + each("tags", "each", '<a href="{{ each.url }}">{{ each.name }}</a> ({{ each.count }})')
             + "{{ total_tags }}\n")
TAG_BODY = "<h1>{{ tag }} {{ tag_slug }}</h1>\n" + LIST_BODY.partition("\n")[2].replace(each("subsections", "s"), "")


def child(body, parent="base.html", block="main"):
    return "{% extends '" + parent + "' %}\n{% block " + block + " %}\n" + body + "{% endblock %}\n"


def includes(names):
    return "".join("{% include 'partials/" + name + ".html' %}\n" for name in names)


# What makes each page depend on all others.
WIDE = {"related", "related_two", "backlinks"}


def choose(random, plain=False):
    """{name below templates/: text}: a whole set of templates that use a random choice of the widgets; `plain` ones
    leave out those that make pages depend on all others."""
    everywhere = random.sample(sorted(EVERYWHERE), random.randint(4, 14))
    on_pages = random.sample(sorted(set(ON_PAGES) - WIDE if plain else ON_PAGES), random.randint(3, 9))
    half = len(everywhere) // 2
    base = BASE.replace("TOP", includes(everywhere[:half])).replace("BOTTOM", includes(everywhere[half:]))
    texts = {"base.html": base, "page.html": child("<h1>{{ title }}</h1>\n{{ content }}\n" + includes(on_pages)),
             "index.html": child(LIST_BODY), "tag.html": child(TAG_BODY), "tags.html": child(TAGS_BODY),
             "404.html": child("<h1>Not found</h1>\n"), "partials/post.html": random.choice(POST_VARIANTS),
             "partials/inner.html": "{% include 'partials/innermost.html' %}\n", "partials/innermost.html": "innermost {{ site.title }}\n",
             "partials/fallback.html": "fallback\n",
             "macros/ui.html": "{% macro badge(x) %}<b>{{ x }}</b>{% endmacro %}\n",
             "macros/more.html": "{% import 'macros/ui.html' as ui %}\n{% macro boxed(x) %}<div>{{ ui.badge(x) }}</div>{% endmacro %}\n"}
    for name in everywhere:
        texts[f"partials/{name}.html"] = EVERYWHERE[name]
    for name in on_pages:
        texts[f"partials/{name}.html"] = ON_PAGES[name]
    some = {"home.html": child("<p>Welcome</p>\n{{ content }}\n" + each("site.regular_pages | sort_by('date', true) | limit(3)")),
            "special.html": child("<h1 class=\"special\">{{ title }}</h1>\n{{ content }}\n", "page.html"),
            "blog/single.html": child("<article>{{ super() }}</article>\n", "page.html"),
            "doc/list.html": child("<h1>Docs: {{ page.title }}</h1>\n{{ content }}\n" + each("posts", "p")),
            "docs/page.html": child("<h2>{{ title }}</h2>\n{{ content }}\n"),
            "category.html": child("<h1>Category {{ tag }}</h1>\n" + each("posts", "p")),
            "wide.html": child("<div class=\"wide\">{{ content }}</div>\n"),
            "partials/kind-page.html": "a page\n", "partials/optional.html": "optional\n", "partials/special.html": "special\n"}
    for name in some:
        if random.random() < 0.5:
            texts[name] = some[name]
    return texts
