static/ is copied with hidden files, which hosts ask for.
--- file static/.well-known/security.txt
Contact
--- file static/.nojekyll
--- file static/.gitkeep
--- file content/a.md
x
--- build
--- output .well-known/security.txt
Contact
--- output .nojekyll
--- no output .gitkeep
