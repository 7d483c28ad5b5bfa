"""The title of a page: what the page calls its article, which lines can be the title, and what speaks for each."""
