The newest dated pages are in the feeds; nothing in them depends on the time of the build.
--- file bengal.toml
[site]
title = "F"
baseurl = "https://example.org"
--- file content/blog/a.md
---
title: A & B
date: 2024-05-01T10:00:00+02:00
tags: [x]
---
Body of A.
--- file content/blog/b.md
---
date: 2024-06-01
---
Body of B.
--- build
--- output rss.xml has
<title>F</title>
<link>https://example.org/</link>
<lastBuildDate>Sat, 01 Jun 2024 00:00:00 +0000</lastBuildDate>
<title>B</title>
<title>A &amp; B</title>
<link>https://example.org/blog/a/</link>
<pubDate>Wed, 01 May 2024 10:00:00 +0200</pubDate>
<category>x</category>
<description>Body of A.</description>
--- output atom.xml has
<updated>2024-06-01T00:00:00Z</updated>
<published>2024-05-01T10:00:00+02:00</published>
--- output sitemap.xml has
<loc>https://example.org/blog/a/</loc>
<lastmod>2024-05-01T10:00:00+02:00</lastmod>
<loc>https://example.org/tags/x/</loc>
--- output robots.txt
User-agent: *
Allow: /

Sitemap: https://example.org/sitemap.xml
--- output index.json has
"title":"A & B","url":"/blog/a/"
--- output llms.txt has
# F
- [A & B](https://example.org/blog/a/)
