import gzip
import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from warcio.warcwriter import WARCWriter

from unioncrawl.archive import MAX_BODY, Message, response_record
from unioncrawl.documents import Document, PassedOver, document_files, documents

AT = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
TEXT = "工会要闻\n5月1日，省总工会走进车间。\n"


def found(path: Path) -> list[Document]:
    return [one for one in documents(path, path.parent) if isinstance(one, Document)]


def article_texts(path: Path) -> list[list[str]]:
    return [[block.text for block in document.article().blocks] for document in found(path)]


def refusals(path: Path) -> list[str | None]:
    articles = [document.article() for document in found(path)]
    return [article.refusal.reason if article.refusal else None for article in articles]


def saved(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def archive(path: Path, *responses: tuple[str, str, bytes], status: str = "200 OK") -> Path:
    """A WARC file of (address, content type, body)."""
    with path.open("wb") as file:
        writer = WARCWriter(file)
        for url, content_type, body in responses:
            headers = [("Content-Type", content_type)] if content_type else []
            writer.write_record(response_record(url, AT, Message(f"HTTP/1.1 {status}", headers, body)))
    return path


def test_a_path_a_folder_and_a_pattern_name_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    names = ["b.txt", "a.HTML", "below/c.shtml", "below/d.warc.gz", "e.wet", "f.htm", "g.warc.wet.gz"]
    for name in (*names, "picture.png", "notes.md"):
        saved(tmp_path / name, "x")
    assert [str(file.relative_to(tmp_path)) for file in document_files(str(tmp_path))] == sorted(names)
    assert [file.name for file in document_files(f"{tmp_path}/*.*t*")] == ["b.txt", "e.wet", "f.htm", "g.warc.wet.gz"]
    assert [file.name for file in document_files(f"{tmp_path}/**/*.shtml")] == ["c.shtml"]
    assert document_files(str(tmp_path / "b.txt")) == [tmp_path / "b.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    path = saved(tmp_path / "[工会] 要闻?.txt", TEXT)
    assert document_files(str(path)) == [path]
    assert article_texts(path) == [TEXT.split("\n")[:-1]]


@pytest.mark.parametrize("asked", ["", "missing.txt", "*.txt", "picture.png", "empty", "folder.txt"])
def test_a_path_that_names_nothing_to_read_is_wrong_usage(tmp_path: Path, asked: str) -> None:
    saved(tmp_path / "picture.png", b"\x89PNG")
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder.txt.d").mkdir()
    with pytest.raises(UsageError, match="no file in this folder" if asked == "empty" else "no "):
        document_files(str(tmp_path / asked))


def test_what_is_named_as_a_file_and_is_none_is_refused_and_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a-pipe.txt")
    (tmp_path / "b-dangling.html").symlink_to(tmp_path / "gone.html")
    (tmp_path / "c-circle.warc").symlink_to(tmp_path / "c-circle.warc")
    (tmp_path / "d-device.txt").symlink_to("/dev/zero")
    saved(tmp_path / "e.txt", TEXT)
    files = document_files(str(tmp_path))
    assert [file.name[0] for file in files] == ["a", "b", "c", "d", "e"]
    assert [refusals(file) for file in files] == [["unreadable"]] * 4 + [[None]]
    (dangling,) = found(files[1])
    assert dangling.refusal is not None
    assert "b-dangling.html" in dangling.refusal.detail
    assert document_files(str(files[0])) == files[:1]
    assert document_files(str(files[1])) == files[1:2]


def test_texts_and_pages_become_articles(tmp_path: Path) -> None:
    page = f"<html><body><p>{TEXT.splitlines()[1]}</p></body></html>"
    assert article_texts(saved(tmp_path / "a.txt", TEXT)) == [TEXT.splitlines()]
    assert article_texts(saved(tmp_path / "a.html", page.encode("gbk"))) == [TEXT.splitlines()[1:]]


def test_a_file_is_known_under_its_file_address_and_without_a_date(tmp_path: Path) -> None:
    (document,) = found(saved(tmp_path / "工会.txt", TEXT))
    article = document.article()
    assert article.url == (tmp_path / "工会.txt").as_uri()
    assert (article.fetched_at, article.page) == (None, None)


@pytest.mark.parametrize(
    ("first", "url"),
    [
        ("# url: https://www.workercn.cn/c/1.shtml\n", "https://www.workercn.cn/c/1.shtml"),
        ("\ufeff# url: http://a.cn/\r\n", "http://a.cn/"),
        ("# url: None\n", None),
        ("# url: http://[bad/\n", None),
        ("# url: \n", None),
        ("# url: http://..cn/\n", None),
        (f"# url: http://{'x' * 5_000}/\n", None),
        ("url: http://a.cn/\n", None),
    ],
)
def test_a_texts_first_line_may_say_its_address(tmp_path: Path, first: str, url: str | None) -> None:
    (document,) = found(saved(tmp_path / "a.txt", first + TEXT))
    article = document.article()
    assert article.url == (url or (tmp_path / "a.txt").as_uri())
    assert [block.text for block in article.blocks][-2:] == TEXT.splitlines()
    assert len(article.blocks) == (2 if url else 3)


def test_an_archives_pages_are_articles_with_their_address_date_and_place(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.warc.gz",
        ("http://a.cn/robots.txt", "text/plain", b"User-agent: *"),
        ("http://a.cn/1", "text/html; charset=utf-8", f"<p>{TEXT}</p>".encode()),
        ("http://a.cn/2", "image/png", b"\x89PNG"),
        ("http://a.cn/3", "text/plain", TEXT.encode("gbk")),
        ("http://a.cn/4", "", f"<p>{TEXT}</p>".encode()),
    )
    pages = found(path)
    assert [document.url for document in pages] == ["http://a.cn/1", "http://a.cn/3", "http://a.cn/4"]
    assert [one for one in documents(path, tmp_path) if isinstance(one, PassedOver)] == [PassedOver.ROBOTS, PassedOver.TYPE]
    article = pages[0].article()
    assert article.fetched_at == AT
    assert article.page is not None
    assert (article.page.file, article.page.status) == ("a.warc.gz", 200)
    elsewhere = next(one for one in documents(path, tmp_path / "elsewhere") if isinstance(one, Document))
    assert elsewhere.page is not None
    assert elsewhere.page.file == "../a.warc.gz"


def test_pages_that_were_not_there_are_no_documents(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc", ("http://a.cn/1", "text/html", b"gone"), status="404 Not Found")
    assert list(documents(path, tmp_path)) == [PassedOver.STATUS]


def test_texts_of_wet_files_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.wet.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file)
        text = TEXT.encode()
        headers = {"WARC-Date": "2024-05-01T08:30:00Z"}
        writer.write_record(
            writer.create_warc_record("http://a.cn/1", "conversion", BytesIO(text), len(text), "text/plain", warc_headers_dict=headers)
        )
    assert article_texts(path) == [TEXT.splitlines()]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.warc", "a.warc.gz", "a.wet"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    assert refusals(saved(tmp_path / name, b"")) == ["empty"]


@pytest.mark.parametrize("name", ["a.txt", "a.shtml"])
def test_a_huge_file_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / name, b"")
    os.truncate(path, 50 * 1024 * 1024)
    assert refusals(path) == ["oversize"]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
        bytes(10_000),
        os.urandom(100_000),
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        b"PK\x03\x04\x14\0\x06\0\x08\0" + os.urandom(5_000),
    ],
    ids=["png", "zeros", "noise", "pdf", "zip"],
)
def test_what_is_no_text_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    assert refusals(saved(tmp_path / name, content)) == ["binary"]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("gbk"),
        TEXT.encode("utf-16"),
        ("公会 trade union news, " * 20).encode("utf-16"),
        TEXT.encode("hz"),
        "工会".encode("iso2022_jp"),
        f"{TEXT}\0\0\0{TEXT * 20}".encode(),
        TEXT.encode() + "\ud800".encode("utf-8", "surrogatepass") + TEXT.encode(),
        b"\x07\x07" + TEXT.encode() * 5,
    ],
)
def test_text_in_any_encoding_and_with_some_damage_is_text(content: bytes) -> None:
    article = Document("http://a.cn/", content, "text/plain").article()
    assert article.refusal is None
    assert article.blocks


def test_nuls_and_lone_surrogates_leave_no_trace_in_an_article() -> None:
    body = TEXT.encode() + b"\0" + "\ud800\udfff".encode("utf-8", "surrogatepass") + "工会&#0;&#xD800;网".encode()
    for content_type in ("text/plain", "text/html"):
        article = Document("http://a.cn/", body, content_type).article()
        text = "".join(block.text for block in article.blocks)
        assert "省总工会走进车间" in text
        text.encode()
        assert "\0" not in text


def test_a_page_of_three_thousand_nested_divs_is_an_article_or_a_refusal(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 3_000 + f"<p>{TEXT}</p>" + "</div>" * 3_000
    (document,) = found(saved(tmp_path / "a.html", page))
    article = document.article()
    assert article.refusal is not None or "省总工会走进车间" in article.body


def test_a_cut_archive_gives_its_whole_records_and_a_refusal(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.warc.gz", *((f"http://a.cn/{number}", "text/plain", os.urandom(500).hex().encode()) for number in range(3))
    )
    saved(path, path.read_bytes()[:-200])
    assert refusals(path) == [None, None, "truncated"]


def test_each_damaged_place_of_an_archive_has_an_address_of_its_own(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *((f"http://a.cn/{number}", "text/plain", b"x" * 99) for number in range(5)))
    content = bytearray(path.read_bytes())
    size = len(content) // 5
    for number in (1, 3):
        content[size * number + 20 : size * number + 60] = bytes(40)
    saved(path, bytes(content))
    refused = [document.url for document in found(path) if document.refusal]
    assert len(refused) == len(set(refused)) == 2


@pytest.mark.parametrize(
    "url",
    [
        "http://[bad/1",
        "http://..cn/1",
        f"http://{'x' * 5_000}.cn/1",
        "http://a.cn:99999999/1",
        "http://a.cn:port/1",
        "http:///1",
        "nonsense",
        "urn:uuid:1",
        "/c/1.shtml",
        "javascript:1",
    ],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    path = archive(tmp_path / "a.warc", (url, "text/plain", TEXT.encode()), ("http://a.cn/2", "text/plain", TEXT.encode()))
    assert refusals(path) == ["address", None]
    assert found(path)[0].url == f"{path.as_uri()}?offset=0"


def test_a_bomb_in_an_archive_is_refused(tmp_path: Path) -> None:
    with (path := tmp_path / "a.warc").open("wb") as file:
        bomb = gzip.compress(bytes(MAX_BODY * 3))
        message = Message("HTTP/1.1 200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], bomb)
        WARCWriter(file, gzip=False).write_record(response_record("http://a.cn/1", AT, message))
    assert refusals(path) == ["oversize"]
