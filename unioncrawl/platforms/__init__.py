"""Base classes, one a content management system, that fill in paging, address shapes and parts for the sites that run it."""
