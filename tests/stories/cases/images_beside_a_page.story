image_dimensions and image_data_uri find an image by its name beside the page, or by its address as page.resources says.
--- file content/trips/rome/index.md
---
title: Rome
---
x
--- file content/trips/rome/maps/plän.svg
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
--- file content/notes/one.md
x
--- file content/notes/plan.svg
<svg xmlns="http://www.w3.org/2000/svg" width="7" height="8"/>
--- file templates/page.html
{% if page.resources %}
by name {{ image_dimensions("maps/plän.svg") }}
{% for file in page.resources %}
by address {{ image_dimensions(file.url) }}
{{ image_data_uri(file.url) | truncate_chars(26) }}
{% endfor %}
{% else %}
in a section {{ image_dimensions("plan.svg") }}
{% endif %}
--- build
--- exit 0
--- messages
--- output trips/rome/index.html
by name (30, 20)
by address (30, 20)
data:image/svg+xml;base64,...
--- output notes/one/index.html
in a section (7, 8)
