"""A fault of our own over a page: the page is refused with its archived bytes, and read when the fault is mended (F22)."""

from pathlib import Path

import pytest

from tests.faults.paper import Desk, Paper, article
from tests.faults.site import Answer, served

BROKEN_STEP = """
from pipelines.dates import Dates as Working

class Dates(Working):
    def process_item(self, item):
        if "在7号工地" in item.body:
            raise IndexError("no such evidence")
        return super().process_item(item)
"""
BROKEN_SPIDER = """

    async def whole_article(self, response, *given):
        if "在7号工地" in response.text:
            raise IndexError("no such element")
        return await super().whole_article(response, *given)
"""


@pytest.mark.parametrize("where", ["step", "spider"])
def test_f22_a_page_that_our_code_fails_on_is_kept_and_read_after_the_fix(tmp_path: Path, where: str) -> None:
    with served(Paper(20)) as site:
        site.faults["/a/7"] = lambda times, headers: Answer(200, article(7)) if times == 1 else Answer(500)
        desk = Desk(tmp_path, site)
        module, settings = tmp_path / "hostile" / "__init__.py", {}
        working = module.read_text()
        if where == "step":
            (tmp_path / "broken.py").write_text(BROKEN_STEP)
            settings["ITEM_PIPELINES"] = '{"broken.Dates": 500, "pipelines.checks.Checks": 600, "pipelines.store.Store": 800}'
        else:
            module.write_text(working + BROKEN_SPIDER)
        done = desk.crawl(**settings)
        assert done.code == 1
        assert desk.last_run()[0] == "drift"
        assert "1 pages met a fault of the program" in done.log
        ((url, reason, detail),) = desk.rows("SELECT url, reason, detail FROM rejection")
        assert (url, reason) == (f"{site.url}/a/7", "fault")
        assert detail.startswith("IndexError: no such e")
        assert desk.rows("SELECT count(*) FROM article") == [(19,)]

        module.write_text(working)
        again = desk.run("reparse", "--rejected")
        assert (again.code, desk.rows("SELECT count(*) FROM rejection")) == (0, [(0,)]), again
        assert desk.rows("SELECT title, published_on FROM article WHERE url LIKE '%/a/7'") == [("县总工会为教师送去清凉之7", "2026-11-08")]
        assert site.asked["/a/7"] == 1
