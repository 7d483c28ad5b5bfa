"""Base classes, one a content management system, that fill in paging, address shapes and parts for the sites that run it.

A file's functions (links, next_lists, canonical, …) say what is known of the system, of any page of it; its class, last, puts them to work.
`unknown` is for the sites of which no system is known: it uses what a page itself shows, of all of them.
"""
