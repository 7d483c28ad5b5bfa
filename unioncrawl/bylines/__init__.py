"""Who made a page's text: a file for each place that says so. They read the lines that are left of a page into `Found`."""
