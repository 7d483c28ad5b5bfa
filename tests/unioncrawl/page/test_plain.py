from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from unioncrawl.page.plain import MAX_LINES, MAX_SIZE, text_article


def test_each_line_is_a_block_and_empty_lines_leave_a_gap_in_the_numbers() -> None:
    article = text_article("职工之家揭牌\r\n\r\n  \u3000 昨日，县总工会举行揭牌仪式。\u3000\n\x00\n完", "http://example.com/a.txt")
    assert [(block.number, block.text) for block in article.blocks] == [(0, "职工之家揭牌"), (2, "昨日，县总工会举行揭牌仪式。"), (4, "完")]
    assert {(block.tag, block.path, block.link_chars, block.part) for block in article.blocks} == {("p", (), 0, None)}
    assert article.url == "http://example.com/a.txt"
    assert article.refusal is None


def test_a_newspaper_s_issue_before_its_text_is_a_line_of_its_own() -> None:
    body = "本报讯 7月7日,某区第十二届职工职业技能大赛在某职业学院正式启幕,九十一名选手同台竞技,各展高超技艺。"
    article = text_article(f"某区举办大赛\n《甲省工人报》(2023年07月14日 第A2版){body}\n完", None)
    assert [block.text for block in article.blocks] == ["某区举办大赛", "《甲省工人报》(2023年07月14日 第A2版)", body, "完"]
    cited = "《甲省工人报》(2023年07月14日 第A2版)刊文"
    assert [block.text for block in text_article(cited, None).blocks] == [cited]


def test_the_crawl_time_is_kept() -> None:
    crawled = datetime(2024, 5, 1, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert text_article("一", None, fetched_at=crawled).fetched_at == crawled


def test_a_text_with_too_many_lines_is_refused_with_the_lines_up_to_the_bound() -> None:
    article = text_article("甲\n" * (MAX_LINES + 1), None)
    assert article.refusal is not None
    assert article.refusal.reason == "oversize"
    assert len(article.blocks) == MAX_LINES


def test_a_text_of_the_largest_number_of_lines_is_read() -> None:
    assert text_article("甲\n" * MAX_LINES, None).refusal is None


def test_a_text_with_too_many_characters_is_refused() -> None:
    article = text_article("a" * (MAX_SIZE + 1), None)
    assert article.refusal is not None
    assert article.refusal.reason == "oversize"
    assert article.blocks == []


@given(st.text(st.characters(), max_size=200))
def test_no_text_raises_and_every_block_can_be_stored(text: str) -> None:
    for block in text_article(text, None).blocks:
        assert block.text.strip() == block.text != ""
        assert "\n" not in block.text
        assert "\x00" not in block.text
        block.text.encode("utf-8")


def test_the_page_of_an_app_in_one_line_is_cut_at_its_dateline() -> None:
    told = "当前正值森林防火重点期,稍有不慎就有可能引发森林火灾,请大家鲜花祭祖,不带火种进山,共同守护青山绿水。"
    article = text_article(f"预防森林火灾 ©原创 2026-01-18 10:26 作者:王红 0 {told}", None)
    assert [block.text for block in article.blocks] == ["预防森林火灾", "©原创 2026-01-18 10:26 作者:王红 0", told]
    assert len(text_article(f"王红2026-01-18 10:26在会上说,{told}", None).blocks) == 1
    article = text_article(f"首页 预防森林火灾 2026-01-18 10:26 分享 {told}", None)
    assert [block.text for block in article.blocks] == ["预防森林火灾", "2026-01-18 10:26 分享", told]


def test_a_day_before_the_first_line_is_a_line() -> None:
    assert [block.text for block in text_article(" date 2025-08-14 某县举办球赛", None).blocks] == ["date 2025-08-14", "某县举办球赛"]
