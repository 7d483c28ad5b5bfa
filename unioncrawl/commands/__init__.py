"""Scrapy commands of this project, a file each."""
