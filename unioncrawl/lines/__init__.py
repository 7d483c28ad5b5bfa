"""What a line of a news page is: a dateline, a credit, a labelled field, an outlet, a name, furniture. Pure; the pipelines ask."""
