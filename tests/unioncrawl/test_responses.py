"""Responses as a site reads them."""

from tests.unioncrawl.forest import HOST, Forest, address, article_page, list_page
from tests.walk import Answer, walk


def test_lists_are_read_by_their_bytes_whatever_their_labels_claim() -> None:
    page = Answer(list_page("2026-11-18").replace("的消息", "：林区职工书屋开门迎客").encode("gb18030"), "text/html; charset=utf-8")
    done = walk(Forest, {f"{HOST}/ghdt/": page, address("2026-11-18"): article_page("x")}, since="2026-11-01", until="2026-11-20")
    assert done.articles[0].hints.listing is not None
    assert done.articles[0].hints.listing.title == "2026-11-18：林区职工书屋开门迎客"


def test_a_base_that_is_no_address_is_none() -> None:
    page = list_page("2026-11-03").replace("<body>", "<body><base href='http://[x'>")
    done = walk(
        Forest, {f"{HOST}/ghdt/": page, address("2026-11-03"): article_page("2026-11-03的消息")}, since="2026-11-01", until="2026-11-20"
    )
    assert len(done.articles) == 1
