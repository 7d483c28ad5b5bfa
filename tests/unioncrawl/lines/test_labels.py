import pytest

from unioncrawl.lines.labels import read_fields, without


def fields(line: str) -> list[tuple[str, str]]:
    return [(field.kind, field.value) for field in read_fields(line)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("攝製:王紅", [("crew", "王紅")]),
        ("来源:甲省日报", [("source", "甲省日报")]),
        ("來源：甲省日報", [("source", "甲省日報")]),
        ("来 源: 甲网", [("source", "甲网")]),
        ("2020-07-17 23:15:44来源:甲网作者:王红", [("source", "甲网"), ("author", "王红")]),
        ("//www.example.cn2014-07-15 14:01:43来源: 甲网", [("source", "甲网")]),
        (
            "来源:甲报 作者: 浏览:次 发表时间:2023-03-09 22:44:33",
            [("source", "甲报"), ("author", ""), ("count", "次"), ("date", "2023-03-09 22:44:33")],
        ),
        (
            "【发布日期:2015-08-24】 【来源:】 【阅读:次】【作者:记者 王红】",
            [("date", "2015-08-24"), ("source", ""), ("count", "次"), ("author", "记者 王红")],
        ),
        ("编辑:王红 责任编辑:李芳 审核:张伟 来源:甲报", [("editor", "王红"), ("editor", "李芳"), ("reviewer", "张伟"), ("source", "甲报")]),
        ("(责编:王红、李芳)", [("editor", "王红、李芳")]),
        ("[责任编辑 王红 ]", [("editor", "王红")]),
        ("王红 责任编辑:", [("editor", "")]),
        ("编辑:王红本文来源: News.Example.Com", [("editor", "王红"), ("source", "News.Example.Com")]),
        (
            "发布时间: 2015-04-29 07:59:54 | 来源: 甲网 | | 责任编辑: 王红",
            [("date", "2015-04-29 07:59:54"), ("source", "甲网"), ("editor", "王红")],
        ),
        ("2014-08-24 21:30| 164次阅读| 来源甲网| 作者王红", [("source", "甲网"), ("author", "王红")]),
        ("来源: 作者: 浏览次数: 2026-11-02 08:05", [("source", ""), ("author", ""), ("count", "")]),
        ("浏览次数:2019 来源:甲网", [("count", "2019"), ("source", "甲网")]),
        ("文:王红 图:李芳", [("author", "王红 图:李芳")]),
        ("初审编辑:王红 二审:李芳", [("reviewer", "王红"), ("reviewer", "李芳")]),
        ("来源:某国际在线编辑:王红责编:李芳", [("source", "某国际在线"), ("editor", "王红"), ("editor", "李芳")]),
        (
            "字体【 】 【编辑日期:2025-09-10 09:53】 【来源:某县宣传部】 【作者:】",
            [("date", "2025-09-10 09:53"), ("source", "某县宣传部"), ("author", "")],
        ),
        ("全媒体记者:王红 李芳(实习)", [("author", "王红 李芳(实习)")]),
        ("责任编辑 :王红 (某 网 版 权 所 有 ,不 能 转 载 ! )", [("editor", "王红")]),
        ("记 者 | 王红 李芳", [("author", "王红 李芳")]),
        ("本文转自:甲日报客户端", [("source", "甲日报客户端")]),
        ("刊发日期:2011-12-08 作者:  语音阅读:", [("date", "2011-12-08"), ("author", ""), ("tool", "")]),
        ("文章来源:http://www.example.com/2019/0815/5420.html", [("source", "http://www.example.com/2019/0815/5420.html")]),
        ("2020-09-15 11:14 甲报业·甲岛新闻阅读 (35828) 扫描到手机", [("count", "")]),
        ("原标题:某某县举办球赛 来源:甲州日报", [("tool", "某某县举办球赛"), ("source", "甲州日报")]),
        ("当前报纸名称:甲江晚报", [("source", "甲江晚报")]),
    ],
)
def test_a_line_of_labels_is_read(line: str, found: list[tuple[str, str]]) -> None:
    assert fields(line) == found


@pytest.mark.parametrize(
    "line",
    [
        "凡本网注明“来源:甲网”的作品,版权均属甲网。",
        "优秀工作者:王红",
        "活动时间:2023年10月",
        "记者:您怎么看这个问题?",
        "他对记者说:来源:不明。",
        "正文:某市总工会",
        "《车间的灯》(作者:王红)",
        "来源:" + "甲" * 300,
        "",
    ],
)
def test_prose_is_no_line_of_labels(line: str) -> None:
    assert fields(line) == []


def test_what_is_left_beside_the_fields_is_the_date() -> None:
    line = "2019-12-30 09:09:49 来源: 甲网 编辑:王红"
    assert without(line, read_fields(line)) == "2019-12-30 09:09:49"
