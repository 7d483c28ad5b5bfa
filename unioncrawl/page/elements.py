"""Elements of HTML by what they do to the text in them."""

# fmt: off
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NAMING = frozenset((*HEADINGS, "caption", "figcaption", "pre"))  # a line inside is of this tag, whatever stands between
TABLES = frozenset(("table", "td", "th", "tr"))
PARAGRAPHS = NAMING | {"dd", "dt", "legend", "p", "summary", "tbody", "tfoot", "thead"}  # hold a line, or tell nothing: not in paths
BLOCKS = PARAGRAPHS | TABLES | {  # break the line; the last are elements of their own that the CMS of government sites and newspapers print
    "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl", "fieldset", "figure", "footer", "form", "header",
    "hgroup", "li", "main", "marquee", "menu", "nav", "ol", "section", "ul", "founder-content", "ucapcontent", "ucaptitle",
}
SKIPPED = frozenset((  # their text is not the page's; rp, rt: the reading printed above a character; xml: what Word leaves
    "applet", "audio", "button", "canvas", "embed", "iframe", "map", "math", "noscript", "object", "rp", "rt", "script", "select", "style",
    "svg", "template", "textarea", "title", "video", "xml",
))
# fmt: on
