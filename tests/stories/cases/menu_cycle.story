--- file bengal.toml
[[menu.main]]
name = "A"
identifier = "a"
parent = "b"
[[menu.main]]
name = "B"
identifier = "b"
parent = "a"
--- file content/x.md
x
--- build
--- exit 3
--- messages have
[menu-cycle]
