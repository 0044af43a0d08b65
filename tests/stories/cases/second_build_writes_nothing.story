Only what differs is written; what has no maker is removed; other people's files stay.
--- file content/a.md
one
--- file content/b.md
two
--- build
--- exit 0
--- file public/mine.txt
mine
--- build
--- written 0
--- removed 0
--- output mine.txt
mine
--- delete content/b.md
--- build
--- no output b/index.html
--- output mine.txt
mine
