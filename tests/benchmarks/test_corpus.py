import json
from pathlib import Path

import pytest

from benchmarks.corpus import CorpusError, Page, load

FACTS = {"url": "http://www.example.cn/a.html", "title": "职工之家揭牌", "body_text": "职工之家揭牌。"}


def put(folder: Path, body: bytes, **facts: object) -> Page:
    for part in ("pages", "truth"):
        (folder / part).mkdir()
    (folder / "pages" / "a.html").write_bytes(body)
    (folder / "truth" / "a.json").write_text(json.dumps(FACTS | facts), encoding="utf-8")
    return load(folder)[0]


def test_a_truth_needs_an_address_a_title_and_a_body(tmp_path: Path) -> None:
    page = put(tmp_path, "<p>职工之家揭牌。".encode())
    assert (page.name, page.content_type, page.text()) == ("a", "text/html", "<p>职工之家揭牌。")
    assert (page.truth.site, page.truth.images, page.truth.published) == ("www.example.cn", None, None)


def test_a_wrong_label_is_made_good_by_the_content_type(tmp_path: Path) -> None:
    page = put(tmp_path, '<meta charset="utf-8"><p>职工之家'.encode("gb18030"), encoding_actual="gb2312", declared_ok=False)
    assert page.content_type == "text/html; charset=gb18030"
    assert page.text() == '<meta charset="utf-8"><p>职工之家'


def test_the_labels_in_a_text_are_true_of_a_text(tmp_path: Path) -> None:
    body = '<?xml version="1.0" encoding="gb2312"?><meta content="text/html; charset=gb2312"><p>职工喆'.encode("gb18030")
    assert put(tmp_path, body, encoding_actual="gb2312").text() == '<meta content="text/html; charset=utf-8"><p>职工喆'


def test_a_folder_without_truths_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no truths"):
        load(tmp_path)


def test_a_truth_without_its_page_is_refused(tmp_path: Path) -> None:
    put(tmp_path, b"")
    (tmp_path / "pages" / "a.html").unlink()
    with pytest.raises(CorpusError, match=r"a\.json has no page"):
        load(tmp_path)


def test_a_truth_without_a_title_is_refused(tmp_path: Path) -> None:
    put(tmp_path, b"")
    (tmp_path / "truth" / "a.json").write_text('{"url": "http://a.cn/"}', encoding="utf-8")
    with pytest.raises(CorpusError, match="title"):
        load(tmp_path)
