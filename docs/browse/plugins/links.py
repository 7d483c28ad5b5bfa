"""Links from the views' numbers: to an article whole, with its revisions and pictures; to all articles of a story."""

from datasette import hookimpl
from datasette.app import Datasette
from markupsafe import Markup

PAGES = {
    ("articles", "id"): "article/{}",
    ("articles", "story"): "articles?story={}&_sort=published_at",
    ("", "article"): "article/{}",  # of a query
    ("stories", "id"): "articles?story={}&_sort=published_at",
}


@hookimpl
def render_cell(value: object, column: str, table: str | None, database: str, datasette: Datasette) -> Markup | None:
    """Datasette asks for each cell it shows; None leaves the cell to it."""
    page = PAGES.get((table or "", column))
    if page is None or value is None:
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.database(database) + "/" + page.format(value), value)
