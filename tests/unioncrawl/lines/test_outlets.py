import pytest

from unioncrawl.lines.outlets import is_mast, is_outlet, normalise


@pytest.mark.parametrize(
    ("printed", "outlet"),
    [
        ("甲省日报", "甲省日报"),
        ("《甲省日报》", "甲省日报"),
        ("【甲省日报】", "甲省日报"),
        (" 甲城晚报 ", "甲城晚报"),
        ("中工网--《工人日报》", "工人日报"),
        ("中工网-工人日报", "工人日报"),
        ("中工网—甲省工人报", "甲省工人报"),
        ("中工网", "中工网"),
        ("工人日報", "工人日報"),
        ("9月30日《甲州日报》", "甲州日报"),
        ("甲州日报 2013-05-01", "甲州日报"),
        ("《甲州日报》(2013年5月1日)", "甲州日报"),
        ("甲民法院报第四版", "甲民法院报"),
        ("甲网-乙频道", "甲网-乙频道"),
        ("https://www.example.com", "www.example.com"),
        ("News.Example.Com", "News.Example.Com"),
        ("市总工会宣教部", "市总工会宣教部"),
        ("某某县人民政府(办公室)", "某某县人民政府(办公室)"),
    ],
)
def test_a_source_is_normalised(printed: str, outlet: str) -> None:
    assert normalise(printed) == outlet


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "本站",
        "本网",
        "本站原创",
        "原创",
        "互联网",
        "网络",
        "用户投稿",
        "sp20240101",
        "新闻5",
        "转载",
        "未知",
        "工会",
        "2023",
        "江苏",
        "甲乙丙丁戊己庚辛壬癸" * 4,
        "bet365体坛快讯",
        "万博体育",
        "某某竞彩网首页",
        "澳门某某娱乐",
        "记者说。大家听",
    ],
)
def test_what_names_no_outlet_is_no_source(printed: str) -> None:
    assert normalise(printed) is None


@pytest.mark.parametrize("text", ["甲省工人报", "甲网", "甲新社", "某某区人民政府", "大众网", "甲城电视台", "甲省日报客户端", "甲新闻快讯"])
def test_outlets_are_told_by_their_ending(text: str) -> None:
    assert is_outlet(text)


@pytest.mark.parametrize("text", ["高温送清凉", "王红", "本网", "关注甲新闻网", "打印", "2023-01-02"])
def test_other_words_are_no_outlets(text: str) -> None:
    assert not is_outlet(text)


def test_a_line_of_outlets_is_a_mast() -> None:
    assert is_mast("甲军网 乙部网")
    assert is_mast("某某省总工会")
    assert not is_mast("甲区吸纳500名农民工加入工会")
