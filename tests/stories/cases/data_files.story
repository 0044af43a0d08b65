data/ files are at site.data; parts of the path are keys.
--- file data/team/core.yaml
- name: Ann
- name: Bob
--- file data/prices.toml
basic = 5
--- file data/more.json
{"list": [1, 2]}
--- file content/a.md
x
--- file templates/page.html
{% for m in site.data.team.core %}{{ m.name }} {% endfor %}{{ site.data.prices.basic }} {{ site.data.more.list|sum }} {{ site.data.nothing is defined }} {{ get_data('data/prices.toml').basic }} {{ file_exists('data/more.json') }} {{ read_file('../../etc/passwd')|length }}
--- build
--- output a/index.html
Ann Bob 5 3 False 5 True 0
