"""What a site's own pages show of it, given its home page alone: system, columns, paging, feeds, the articles' addresses.

blocks, shapes, systems, columns and feeds judge pages that are there already; exploring asks for them, within a budget; declaring writes
the site's class, by which the findings are tried before anybody reads them; reporting prints; probing is the crawl around all of it.
"""
