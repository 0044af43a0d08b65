--- file bengal.toml
[build]
output_dir = "content"
--- file content/a.md
x
--- build
--- exit 3
--- messages have
[output-folder]
