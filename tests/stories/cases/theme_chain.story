Templates and assets come from the site, then the theme, then its parent, then what is built in.
--- file bengal.toml
[theme]
name = "child"
--- file themes/child/theme.toml
extends = "parent"
--- file themes/child/templates/page.html
child {% include 'part.html' %} {{ asset_url('css/a.css') }}
--- file themes/parent/templates/page.html
parent
--- file themes/parent/templates/part.html
part of parent
--- file themes/parent/assets/css/a.css
@import "b.css";
a{color:red}
--- file themes/parent/assets/css/b.css
b{color:blue}
--- file content/a.md
x
--- build
--- exit 0
--- output a/index.html has
child part of parent /assets/css/a.
.css
