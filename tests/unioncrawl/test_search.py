"""Terms, queries and snippets."""

import pytest

from unioncrawl.search import LONGEST, QueryError, fts5, parse, relevance, snippet, terms, tsquery, tsvector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总工会", "总工 工会 会"),
        ("送清凉，进工地。", "送清 清凉 凉 进工 工地 地"),
        ("職工權益", "职工 工权 权益 益"),
        ("２０２４年５Ｇ Wi-Fi", "2024 年 5g wi fi"),
        ("记者 王 伟 报道", "记者 者 王伟 伟 报道 道"),
        ("税", "税"),
        ("一〇二", "一〇 〇二 二"),
        ("𠮷野家\n在此", "𠮷野 野家 家 在此 此"),
        ("", ""),
        ("。，！", ""),
        ("x" * 100, "x" * 32),
    ],
)
def test_a_text_is_found_by_its_pairs_of_characters_and_its_words(text: str, expected: str) -> None:
    assert " ".join(terms(text)) == expected


def test_the_index_of_a_text_without_end_has_one() -> None:
    assert len(terms("工会" * LONGEST)) == LONGEST


@pytest.mark.parametrize(
    ("query", "sqlite", "postgresql"),
    [
        ("工会", '"工会"', "('工会')"),
        ("工會", '"工会"', "('工会')"),
        ("送清凉", '"送清 清凉"', "('送清' <-> '清凉')"),
        ("税", '"税" *', "('税':*)"),
        ("2024年", '"2024 年" *', "('2024' <-> '年':*)"),
        ("工会 送清凉", '("工会" AND "送清 清凉")', "(('工会') & ('送清' <-> '清凉'))"),
        ("工会 AND 劳模", '("工会" AND "劳模")', "(('工会') & ('劳模'))"),
        ("“送清凉 进工地”", '"送清 清凉 凉 进工 工地"', "('送清' <-> '清凉' <-> '凉' <-> '进工' <-> '工地')"),
        ("工会 -招聘", '(("工会") NOT ("招聘"))', "(('工会') & !('招聘'))"),
        (
            "工会 劳模 OR 工匠",
            '(("工会" AND "劳模") OR "工匠")',
            "((('工会') & ('劳模')) | ('工匠'))",
        ),
        (
            "工会 （劳模 | 工匠） －“招聘 会” -x",
            '(("工会" AND ("劳模" OR "工匠")) NOT ("招聘 聘 会" * OR "x"))',
            "(('工会') & (('劳模') | ('工匠')) & !('招聘' <-> '聘' <-> '会':*) & !('x'))",
        ),
        ("工会 -(招聘 OR 广告)", '(("工会") NOT (("招聘" OR "广告")))', "(('工会') & !(('招聘') | ('广告')))"),
        ("工会 ，", '"工会"', "('工会')"),
        ("(工会", '"工会"', "('工会')"),
        ("工会\"'; DROP", '("工会" AND "drop")', "(('工会') & ('drop'))"),
    ],
)
def test_a_query_is_the_same_to_both_databases(query: str, sqlite: str, postgresql: str) -> None:
    assert (fts5(parse(query)), tsquery(parse(query))) == (sqlite, postgresql)


@pytest.mark.parametrize(
    "query", ["", "，", "-工会", "工会 OR", "OR 工会", "工会 OR -劳模", "()", "工会)", ") 工会", "(" * 5000, "a " * 101]
)
def test_a_query_that_can_find_nothing_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)


@pytest.mark.parametrize("query", ["工会 (", "工会 ()", "-（", "工会 -()"])
def test_an_empty_parenthesis_is_told(query: str) -> None:
    with pytest.raises(QueryError, match="a parenthesis with nothing in it"):
        parse(query)


def test_postgresql_knows_a_title_from_a_text() -> None:
    assert tsvector("工会", "送清凉") == "'工会':1A '会':2A '送清':4 '清凉':5 '凉':6"


TEXT = "开头" + "一二三四五六七八九十" * 12 + "，各級工會開展送清涼活動。\n职工得实惠，工会有作为。"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("送清凉", "…二三四五六七八九十，各級工會開展【送清涼】活動。 职工得实惠，工会有作为。"),
        ("工会 职工", "…八九十一二三四五六七八九十，各級【工會】開展送清涼活動。 【职工】得实惠，【工会】有作为。"),
        ("“活动 职工得”", "…五六七八九十，各級工會開展送清涼【活動。 职工得】实惠，工会有作为。"),
        ("招聘 OR 惠", "…級工會開展送清涼活動。 职工得实【惠】，工会有作为。"),
        ("工会 -送清凉", "…八九十一二三四五六七八九十，各級【工會】開展送清涼活動。 职工得实惠，【工会】有作为。"),
    ],
)
def test_a_snippet_shows_the_place_with_most_of_the_words(query: str, expected: str) -> None:
    assert snippet(TEXT, parse(query)) == expected


def test_a_snippet_of_a_text_without_the_words_is_its_beginning() -> None:
    assert snippet("开头。\n" + "字" * 100, parse("工会")) == "开头。 " + "字" * 68 + "…"


def test_a_word_of_letters_is_no_part_of_another() -> None:
    assert snippet("5G 15GB 5g网络", parse("5g")) == "【5G】 15GB 【5g】网络"


def order(texts: list[tuple[str, str]], query: str) -> list[int]:
    """The places of the texts, the best first."""
    scores = relevance(texts, parse(query))
    return sorted(range(len(texts)), key=lambda place: -scores[place])


def test_titles_and_frequent_words_and_short_texts_come_first() -> None:
    rest = "一二三四五六七八九十" * 20
    texts = [("新闻", f"工会{rest}"), ("工會新闻", rest), ("新闻", f"工会，工会{rest}"), ("新闻", f"工会{rest}{rest}")]
    assert order(texts, "工会") == [1, 2, 0, 3]


def test_the_rarer_of_two_words_weighs_more() -> None:
    texts = [("", "工会" + "某" * 50), ("", "劳模" + "某" * 50), ("", "工会" + "某" * 50)]
    assert order(texts, "工会 OR 劳模") == [1, 0, 2]


def test_one_text_and_none_are_compared_too() -> None:
    [score] = relevance([("工会", "")], parse("工会"))
    assert score > 0
    assert relevance([], parse("工会")) == []
