"""The steps from a page to a row, a file each. Their order is ITEM_PIPELINES in unioncrawl/settings.py."""
