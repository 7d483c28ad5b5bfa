"""Pages that poison, hide or pretend: their neighbours are stored, and they are what they are (F5, F14, F19, F23)."""

from pathlib import Path

from tests.faults.paper import Desk, Paper, article
from tests.faults.site import Answer, served

POISON = article(3).replace("盼了很久", "盼了\0很久&#0;&#xD800;").encode().replace("工地".encode(), "工地".encode() + b"\xed\xa0\x80")
CONTROLS = article(7).replace("盼了很久", "盼了\x01很\x1f久&#1;&#x7f;")
NESTED = article(4).replace("<div class=content>", "<div>" * 3_000 + "<div class=content>")
SCRIPT = "<html><head><title>某工人报</title></head><body><p>请开启JavaScript并刷新该页</p><script>go()</script></body></html>"
WALL = "<html><head><title>访问被拒绝</title></head><body><h1>您的请求存在威胁，已被拦截</h1><p>网站防火墙</p></body></html>"


def test_f05_f14_f19_f23_hostile_pages_take_no_neighbour_with_them(database_url: str, tmp_path: Path) -> None:
    with served(Paper(40)) as site:
        for number, body in {3: POISON, 4: NESTED, 5: SCRIPT, 6: WALL, 7: CONTROLS}.items():
            site.faults[f"/a/{number}"] = lambda times, _, body=body: Answer(200, body)  # type: ignore[misc]
        desk = Desk(tmp_path, site, database=database_url)
        ended = desk.crawl()
        assert (ended.code, desk.last_run()[0]) == (0, "ok"), ended.log[-3000:]
        assert desk.rows("SELECT count(*) FROM article") == [(37,)]
        refused = desk.rows("SELECT url, reason FROM rejection ORDER BY url")
        assert refused == [(f"{site.url}/a/3", "damaged"), (f"{site.url}/a/5", "script"), (f"{site.url}/a/6", "blocked")]
        ((cleaned,),) = desk.rows("SELECT body FROM article WHERE url LIKE '%/a/7'")
        assert "盼了很久" in cleaned
        assert all(character.isprintable() or character == "\n" for character in cleaned)
        ((title, nested),) = desk.rows("SELECT title, body FROM article WHERE url LIKE '%/a/4'")
        assert "先到先得" in nested
        assert "之4" in title
        assert max(map(len, ended.log.splitlines())) < 1_000  # a log that nobody reads fills slowly
        assert "先到先得" not in ended.log
