A folder of Markdown without settings or templates is a site.
--- file readme.txt
Just *text*.
--- file index.md
# Welcome

Hello **world**.
--- file guide/install.md
# Install

Run it.
--- build
--- exit 0
--- messages
--- output index.html has
<!doctype html>
<html lang="en"
<p>Hello <strong>world</strong>.</p>
--- output guide/install/index.html has
<title>Install
<p>Run it.</p>
--- output guide/index.html has
/guide/install/
--- output sitemap.xml has
<loc>/guide/install/</loc>
--- output 404.html has
<!doctype html>
