--- file bengal.toml
[theme]
name = "a"
--- file themes/a/theme.toml
extends = "b"
--- file themes/b/theme.toml
extends = "a"
--- file content/x.md
x
--- build
--- exit 3
--- messages have
[theme-cycle]
--- output x/index.html has
<p>x</p>
