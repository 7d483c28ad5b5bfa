"""A union's portal of our own writing, served on loopback: `python -m samples.portal [PORT]`, until it is stopped.

Its system is TRS WCM as most portals have it: a home page with a menu and the newest items of two columns, columns over three pages, their
paging in a script's call, articles with the metas of government sites; beside them notices, a hall of service, a search that robots.txt
forbids.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

PORT = 8765
PLACE = "云岭"
NEWEST = date(2026, 11, 18)
PER_PAGE = 6

COLUMNS = {"ghyw": "工会要闻", "jcdt": "基层动态", "wqfw": "维权服务"}
NOTICES = {"tzgg": "通知公告"}

_PLACES = (
    "茶山镇",
    "渡口街道",
    "石桥县",
    "林场",
    "河湾区",
    "盐场",
    "纺织厂",
    "城关街道",
    "矿区",
    "果园乡",
    "水库工区",
    "粮站",
    "码头",
    "车站",
    "砖厂",
    "农机站",
    "苗圃",
    "邮区",
)
_DEEDS = (
    ("总工会为夜班职工添置热饭柜", "热饭柜放在值班室隔壁，夜里两点也能吃上热饭。", "柜子由工会会费添置，用电记在工会账上。"),
    ("工会请老师傅开夜课", "老师傅每周三晚上讲一节课，讲的是怎样听机器的声音。", "头一课来了三十一人，有人把孩子也带来了。"),
    ("总工会与企业谈成高温津贴标准", "经过两轮集体协商，高温津贴从每天八元提高到十二元。", "协议写明了发放的月份，不足一天按一天算。"),
    ("工会图书角收到职工赠书", "图书角收到退休职工的赠书二百一十册。", "书里夹着当年的工作笔记，年轻职工抢着看。"),
    ("总工会清查职工互助金账目", "职工代表用三天时间核对了五年的互助金账目。", "核对结果贴在公告栏，每一笔都写了去向。"),
    ("工会组织女职工体检", "体检车开到了厂门口，女职工不用请假就能查。", "今年添了两项检查，费用由工会承担。"),
)
_NOTICES = ("关于开展职工书屋申报的通知", "办公楼空调维修项目招标公告", "拟推荐劳动模范人选公示", "关于元旦放假安排的通知")


class Piece(NamedTuple):
    """A page that is listed."""

    column: str
    number: int
    day: date
    title: str
    paragraphs: Sequence[str]

    @property
    def clock(self) -> str:
        """When it was published on its day: a column at a time."""
        return f"{9 + list(COLUMNS | NOTICES).index(self.column):02}:15"

    @property
    def path(self) -> str:
        """Below its column."""
        return f"{self.day:%Y%m}/t{self.day:%Y%m%d}_{self.number}.html"


def news(place: str) -> dict[str, list[Piece]]:
    """The pieces by their columns, newest first."""
    found: dict[str, list[Piece]] = {}
    for shift, column in enumerate(COLUMNS):
        for at in range(3 * PER_PAGE):
            where, (deed, first, second) = _PLACES[(at * 5 + shift * 7) % len(_PLACES)], _DEEDS[(at + 2 * shift) % len(_DEEDS)]
            paragraphs = (f"{place}{where}传来消息：{first}", f"{second}{where}的职工说，这件事办得实在，第{at + 1}天就有人来问。")
            piece = Piece(column, 50_000 - 100 * shift - at, NEWEST - timedelta(days=at + shift), f"{place}{where}{deed}", paragraphs)
            found.setdefault(column, []).append(piece)
    found["tzgg"] = [
        Piece("tzgg", 60_000 - at, NEWEST - timedelta(days=9 * at), title, (f"{title}。",)) for at, title in enumerate(_NOTICES)
    ]
    return found


def pages(place: str = PLACE) -> dict[str, str]:
    """Every page of the portal by its path."""
    found = {"/": _home(place), "/robots.txt": "User-agent: *\nDisallow: /search/\n"}
    for column, pieces in news(place).items():
        name = (COLUMNS | NOTICES)[column]
        for number, page in enumerate(_lists(place, name, pieces)):
            found[f"/xwzx/{column}/" + (f"index_{number}.html" if number else "")] = page
        found |= {f"/xwzx/{column}/{piece.path}": _article(place, name, piece) for piece in pieces}
    return found


def _menu(place: str) -> str:
    columns = "".join(f'<li><a href="/xwzx/{column}/">{name}</a></li>' for column, name in (COLUMNS | NOTICES).items())
    others = "".join(
        f'<li><a href="/{path}/">{name}</a></li>' for path, name in (("ldjj", "领导简介"), ("bsdt", "办事大厅"), ("search", "搜索"))
    )
    return f'<h1 class="logo">{place}总工会</h1><ul class="menu"><li><a href="/">首页</a></li>{columns}{others}</ul>'


def _foot(place: str) -> str:
    return f'<div class="foot">主办：{place}总工会 地址：{place}市工会路1号 <a href="/lxwm/">联系我们</a></div>'


def _items(pieces: Sequence[Piece], folder: str) -> str:
    return "".join(f'<li><a href="{folder}{piece.path}">{piece.title}</a><span>{piece.day}</span></li>' for piece in pieces)


def _page(place: str, head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{_menu(place)}{body}{_foot(place)}</body></html>"


def _home(place: str) -> str:
    pieces = news(place)
    boxes = "".join(
        f'<div class="box"><h3>{COLUMNS[column]}<a href="/xwzx/{column}/">更多&gt;&gt;</a></h3>'
        f"<ul>{_items(pieces[column][:4], f'/xwzx/{column}/')}</ul></div>"
        for column in ("ghyw", "jcdt")
    )
    return _page(place, f"<title>首页_{place}总工会门户网站</title>", boxes)


def _lists(place: str, name: str, pieces: Sequence[Piece]) -> Iterator[str]:
    total = -(-len(pieces) // PER_PAGE)
    for number in range(total):
        items = _items(pieces[number * PER_PAGE : (number + 1) * PER_PAGE], "./")
        call = f'<script>createPageHTML({total}, {number}, "index", "html");</script>'
        yield _page(place, f"<title>{name}_{place}总工会</title>", f'<div class="crumb">{name}</div><ul class="list">{items}</ul>{call}')


def _article(place: str, name: str, piece: Piece) -> str:
    head = (
        f'<title>{piece.title}_{place}总工会</title><meta name="ArticleTitle" content="{piece.title}">'
        f'<meta name="PubDate" content="{piece.day} {piece.clock}"><meta name="ContentSource" content="{place}工会">'
    )
    text = "".join(f"<p>　　{paragraph}</p>" for paragraph in piece.paragraphs)
    said = f"发布时间：{piece.day} {piece.clock} 来源：{place}工会"
    return _page(place, head, f'<h2>{piece.title}</h2><p class="said">{said}</p><div class="TRS_Editor">{text}</div>')


def server(host: str, port: int, place: str = PLACE) -> ThreadingHTTPServer:
    """The portal at an address of loopback, to be served."""
    known = pages(place)

    class Handler(BaseHTTPRequestHandler):
        """Answers GET."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """A page, or 404."""
            page = known.get(self.path.removesuffix("index.html"))
            content = (page or "没有这一页").encode()
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return ThreadingHTTPServer((host, port), Handler)


if __name__ == "__main__":
    serving = server("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else PORT)
    print(f"http://127.0.0.1:{serving.server_port}/", flush=True)
    serving.serve_forever()
