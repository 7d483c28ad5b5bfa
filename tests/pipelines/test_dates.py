from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from pipelines.dates import Dates
from unioncrawl.items import Article, Block, Hints, Listing, Taken

PARAGRAPH = "全省各级工会深入一线走访慰问职工，送去防暑降温用品和慰问金，帮助他们解决生活中的实际困难。"
FETCHED = datetime(2026, 3, 18, 2, 0, tzinfo=UTC)
ADDRESS = "http://www.example.org/202310/t20231019_1.html"
NO_ADDRESS = "http://www.example.org/1.html"


def article(lines: Sequence[str], url: str = NO_ADDRESS, title: int | None = 0, **fields: object) -> Article:
    """A page of these lines, the one of the title already lifted."""
    page = Article(url=url, blocks=[Block(number, text) for number, text in enumerate(lines)], **fields)  # type: ignore[arg-type]
    if title is not None:
        page.title_line = page.blocks[title].number
        page.take(page.blocks[title], "headlines", "title")
    return page


def read(page: Article) -> tuple[str | None, str | None, str | None]:
    """Time, precision and kind of evidence."""
    Dates().process_item(page)
    return page.published_at.strftime("%Y-%m-%d %H:%M") if page.published_at else None, page.published_precision, page.published_from


def body(page: Article) -> list[str]:
    return [block.text for block in page.blocks]


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("发布时间：2023-10-19 08:07", ("2023-10-19 08:07", "minute", "label")),
        ("2023-10-19 08:07", ("2023-10-19 08:07", "minute", "line")),
        ("www.example.cn2023-10-19 08:07:06", ("2023-10-19 08:07", "second", "line")),
        ("2023年10月19日 阅读：次", ("2023-10-19 00:00", "day", "line")),
        ("(2023年10月19日 02版)", ("2023-10-19 00:00", "day", "paper")),
        ("更新于：2023年10月19日() 阅读：次", ("2023-10-19 00:00", "day", "updated")),
        ("本帖最后由 张三 于 2023-10-19 08:07 编辑", ("2023-10-19 08:07", "minute", "updated")),
        ("25.01.2015 13:18", ("2015-01-25 13:18", "minute", "line")),
    ],
)
def test_the_line_under_the_title_gives_the_date_and_goes(line: str, want: tuple[str, str, str]) -> None:
    page = article(["标题", line, PARAGRAPH])
    assert read(page) == want
    assert body(page) == [PARAGRAPH]


def test_only_the_date_is_cut_from_a_line_that_says_more() -> None:
    page = article(["标题", f"发布时间：2023-10-19 {PARAGRAPH}", PARAGRAPH])
    assert read(page)[0] == "2023-10-19 00:00"
    assert body(page) == [PARAGRAPH, PARAGRAPH]
    assert page.trace[-1].changed == PARAGRAPH


def test_a_labelled_date_within_running_text_is_the_texts() -> None:
    book = "全书共收录诗三十首，发布时间：2023年10月19日印。"
    page = article(["标题", PARAGRAPH, book, PARAGRAPH])
    assert read(page) == (None, None, None)
    assert body(page) == [PARAGRAPH, book, PARAGRAPH]


def test_a_label_beats_a_line_and_published_beats_updated() -> None:
    page = article(["标题", "2023-10-20", "更新时间：2023-10-21 发布时间：2023-10-19", PARAGRAPH])
    assert read(page) == ("2023-10-19 00:00", "day", "label")
    assert body(page) == [PARAGRAPH]


@pytest.mark.parametrize(
    "lines",
    [
        ["今天是：2024年12月29日 星期日", "标题", "2023-10-19 08:07", PARAGRAPH],
        ["2024年12月29日 星期日", "标题", "2023-10-19 08:07", PARAGRAPH],
        ["标题", "2024年12月29日 星期日 ~", "2023-10-19 08:07", PARAGRAPH],
        ["标题", "2023-10-19 08:07", PARAGRAPH, "10月20日，工会召开会议。", "2023年10月21日", PARAGRAPH],
        ["标题", "2023-10-19 08:07", PARAGRAPH, "2024-05-20甘肃省总工会与多家单位联合举办全省职工职业技能大赛决赛"],
        ["标题", "成文日期：2023年10月1日", "2023-10-19 08:07", PARAGRAPH],
    ],
)
def test_clocks_of_the_page_prose_and_other_articles_do_not_count(lines: list[str]) -> None:
    assert read(article(lines, title=lines.index("标题")))[0] == "2023-10-19 08:07"


def test_a_page_that_shows_no_date_has_none() -> None:
    assert read(article(["标题", PARAGRAPH, "10月19日，工会召开会议。", PARAGRAPH])) == (None, None, None)


def test_without_anything_better_the_masthead_above_the_title_tells() -> None:
    assert read(article(["工人日报 2023年10月19日 星期四", "标题", PARAGRAPH], title=1)) == ("2023-10-19 00:00", "day", "line")


@pytest.mark.parametrize(
    ("lines", "want", "precision"),
    [
        (["21", "2024年02月"], "2024-02-21 00:00", "day"),
        (["2019", "09-07", "19:02"], "2019-09-07 19:02", "minute"),
        (["2019-09-07", "19:02:05"], "2019-09-07 19:02", "second"),
        (["09/07", "2019"], "2019-09-07 00:00", "day"),
    ],
)
def test_a_date_spread_over_elements_is_put_together(lines: list[str], want: str, precision: str) -> None:
    page = article(["标题", *lines, PARAGRAPH])
    assert read(page) == (want, precision, "line")
    assert body(page) == [PARAGRAPH]


def test_a_piece_of_a_date_that_went_as_a_counter_is_still_a_piece() -> None:
    page = article(["标题", "2019", "09/07", "19:02", PARAGRAPH])
    page.take(page.blocks[0], "chrome", "counter")
    assert read(page) == ("2019-09-07 19:02", "minute", "line")
    assert body(page) == [PARAGRAPH]


def test_a_label_whose_value_stands_on_the_next_line_goes_with_it() -> None:
    page = article(["标题", "发布时间：", "2023-10-19 08:07", PARAGRAPH])
    assert read(page)[0] == "2023-10-19 08:07"
    assert body(page) == [PARAGRAPH]


def test_of_two_labels_with_their_values_below_the_publication_s_is_believed() -> None:
    lines = ["关于举办球赛的通知", "发文日期:", "2024年04月06日 16:40", "发布日期:", "2024年04月06日 16:34", PARAGRAPH]
    page = article(lines)
    assert read(page) == ("2024-04-06 16:34", "minute", "label")
    assert body(page) == [PARAGRAPH]


@pytest.mark.parametrize("line", ["发布时间：2023-10-19", "2023.10.19"])
def test_the_foot_of_the_text_may_give_the_date(line: str) -> None:
    page = article(["标题", PARAGRAPH, line])
    assert read(page)[0] == "2023-10-19 00:00"
    assert body(page) == [PARAGRAPH]


def test_a_date_printed_again_at_the_foot_goes_and_a_signed_one_stays() -> None:
    again = article(["标题", "25.01.2015 13:18", PARAGRAPH, "25.01.2015 13:18"])
    signed = article(["标题", "2023-10-19", PARAGRAPH, "某某省总工会", "2023年10月19日"])
    read(again)
    read(signed)
    assert body(again) == [PARAGRAPH]
    assert body(signed) == [PARAGRAPH, "某某省总工会", "2023年10月19日"]


def test_a_line_by_the_title_that_went_as_furniture_still_tells() -> None:
    page = article(["标题", "某某网 2023-10-19 08:07 我要评论(0)", PARAGRAPH])
    page.take(page.blocks[0], "container", "outside div.text")
    assert read(page) == ("2023-10-19 08:07", "minute", "line")


def test_labels_on_lines_that_went_tell_only_where_they_agree() -> None:
    def page(*dates: str) -> Article:
        made = article(["标题", PARAGRAPH])
        made.trace += [Taken(50 + place, "container", "outside", f"发布时间：{day}") for place, day in enumerate(dates)]
        return made

    assert read(page("2023-10-19", "2023-10-19 08:07")) == ("2023-10-19 08:07", "minute", "label")
    assert read(page("2023-10-19", "2023-10-20")) == (None, None, None)


def test_running_text_that_went_tells_nothing_by_a_label_further_on() -> None:
    page = article(["标题", PARAGRAPH])
    page.trace.append(Taken(50, "container", "outside", f"2023-05-04 10:00 上传 {PARAGRAPH}活动的具体时间另行通知。"))
    assert read(page) == (None, None, None)


@pytest.mark.parametrize(
    ("metas", "want"),
    [
        ({"pubdate": ["2023-10-19 08:07"]}, ("2023-10-19 08:07", "minute", "meta")),
        ({"ct": ["1697674026"]}, ("2023-10-19 08:07", "second", "meta")),
        ({"ct": ["1697674026"], "createdate": ["2023-10-20 10:00"]}, ("2023-10-19 08:07", "second", "meta")),
        ({"article:published_time": ["2023-10-19T00:07:06+00:00"]}, ("2023-10-19 08:07", "second", "meta")),
        ({"pubdate": ["2023-10-19 00:00:00"]}, ("2023-10-19 00:00", "day", "meta")),
        ({"firstpublishedtime": ["2023-10-19-23:59:59"]}, ("2023-10-19 00:00", "day", "meta")),
        ({"maketime": ["2023-10-19 08:07"], "lastmodifiedtime": ["2023-10-19"]}, (None, None, None)),
        ({"pubdate": ["2026-03-18 10:01:02"]}, (None, None, None)),  # the time of fetching: the template's clock
    ],
)
def test_a_meta_tells_where_no_line_does(metas: dict[str, list[str]], want: tuple[str, str, str]) -> None:
    assert read(article(["标题", PARAGRAPH], fetched_at=FETCHED, hints=Hints(metas=metas))) == want


@pytest.mark.parametrize(
    ("lines", "url", "want"),
    [
        (["某地工会", "发布时间：2023-10-18 21:30"], NO_ADDRESS, ("2023-10-18 21:30", "minute", "label")),
        (["某地工会", "2023-10-19"], NO_ADDRESS, ("2023-10-19 08:07", "second", "meta")),
        (["某地工会"], "http://www.example.org/202310/t20231018_1.html", ("2023-10-19 08:07", "second", "meta")),
    ],
)
def test_a_wechat_pages_time_stands_below_a_visible_one_and_above_the_address(
    lines: list[str], url: str, want: tuple[str, str, str]
) -> None:
    hints = Hints(metas={"ct": ["1697674026"]})
    assert read(article(["标题", *lines, PARAGRAPH], url=url, fetched_at=FETCHED, hints=hints)) == want


def test_a_visible_time_beats_a_meta_and_a_visible_day_takes_the_metas_clock() -> None:
    hints = Hints(metas={"article:published_time": ["2023-10-19T08:09:10+08:00"]})
    assert read(article(["标题", "2023-10-19 08:07", PARAGRAPH], hints=hints))[0] == "2023-10-19 08:07"
    assert read(article(["标题", "2023-10-19", PARAGRAPH], hints=hints)) == ("2023-10-19 08:09", "second", "meta")
    assert read(article(["标题", "2023-10-20", PARAGRAPH], hints=hints)) == ("2023-10-20 00:00", "day", "line")


def test_jsonld_tells_as_metas_do() -> None:
    hints = Hints(jsonld={"datePublished": "2023-10-19T08:07:06+08:00"})
    assert read(article(["标题", PARAGRAPH], hints=hints)) == ("2023-10-19 08:07", "second", "meta")


def test_the_list_tells_before_the_address() -> None:
    hints = Hints(listing=Listing("http://www.example.org/", date="[2023-10-18]"))
    assert read(article(["标题", PARAGRAPH], url=ADDRESS, hints=hints)) == ("2023-10-18 00:00", "day", "listing")


def test_the_address_tells_last_and_says_so() -> None:
    assert read(article(["标题", PARAGRAPH], url=ADDRESS)) == ("2023-10-19 00:00", "day", "url")
    assert read(article(["标题", "更新时间：2023-10-25", PARAGRAPH], url=ADDRESS)) == ("2023-10-19 00:00", "day", "url")


def test_the_address_of_a_newspaper_s_archive_tells_the_day_of_its_printing() -> None:
    printed = "http://szb.example.org/content/1989-12/15/053601.html"
    assert read(article(["标题", "出版日期：1989年12月15日", PARAGRAPH, "2023年08月25日"], url=printed)) == (
        "1989-12-15 00:00",
        "day",
        "url",
    )
    assert read(article(["标题", PARAGRAPH], url="http://szb.example.org/content/1989-13/15/053601.html")) == (None, None, None)


def test_a_page_far_from_its_address_is_flagged() -> None:
    far, near = article(["标题", "2023-12-19", PARAGRAPH], url=ADDRESS), article(["标题", "2023-10-20", PARAGRAPH], url=ADDRESS)
    assert read(far)[0] == "2023-12-19 00:00"
    assert read(near)[0] == "2023-10-20 00:00"
    assert (far.flags, near.flags) == (["date-conflict"], [])


def test_relative_dates_count_from_the_fetching_and_stay_unread_without_it() -> None:
    assert read(article(["标题", "昨天 08:05", PARAGRAPH], fetched_at=FETCHED)) == ("2026-03-17 08:05", "minute", "line")
    assert read(article(["标题", "昨天 08:05", PARAGRAPH])) == (None, None, None)
    assert read(article(["标题", "昨天 08:05", PARAGRAPH], url=ADDRESS, fetched_at=FETCHED)) == ("2023-10-19 00:00", "day", "url")


def test_a_date_without_a_year_takes_it_from_the_address() -> None:
    lines = ["标题", "©原创 10-18 16:39 记者:张三", PARAGRAPH]
    assert read(article(lines, url=ADDRESS)) == ("2023-10-18 16:39", "minute", "line")
    assert read(article(lines)) == (None, None, None)


def test_the_marked_part_is_read_before_all_else() -> None:
    page = article(["标题", "发布时间：2023-10-20", "2023-10-19 08:07", PARAGRAPH])
    page.blocks[1].part = "dateline"
    assert read(page) == ("2023-10-19 08:07", "minute", "line")


def test_a_page_without_a_title_is_read_to_its_first_paragraph() -> None:
    assert read(article(["2023-10-19 08:07", PARAGRAPH], title=None)) == ("2023-10-19 08:07", "minute", "line")


def test_a_day_without_a_year_below_the_dateline_is_text() -> None:
    page = article(["标题", "2019年11月09日14:50 来源:甲网", "11月9日", "是消防宣传日", PARAGRAPH])
    assert read(page)[0] == "2019-11-09 14:50"
    assert body(page)[0] == "11月9日"


def test_a_paper_s_issue_at_the_foot_goes() -> None:
    page = article(["标题", PARAGRAPH, "( 2023年03月05日 14 版)"])
    assert read(page) == ("2023-03-05 00:00", "day", "paper")
    assert body(page) == [PARAGRAPH]


def test_a_clock_whose_year_nothing_tells_is_no_date_and_goes() -> None:
    page = article(["标题", "©原创 05-02 16:39", PARAGRAPH])
    assert read(page) == (None, None, None)
    assert body(page) == [PARAGRAPH]


def test_an_empty_page_is_left() -> None:
    assert read(Article(url=None)) == (None, None, None)


def test_a_label_of_a_date_that_stands_alone_goes() -> None:
    page = article(["标题", "• 发文日期:", "2023年10月19日 08:07", "• 更新时间:", PARAGRAPH])
    assert read(page)[0] == "2023-10-19 08:07"
    assert body(page) == [PARAGRAPH]
