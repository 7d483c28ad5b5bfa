import pytest

from unioncrawl.page.decoding import GB18030_2005, decode, decode_page

LINE = "全省各级工会走访慰问一线职工，送去防暑降温用品，帮助他们解决实际困难。"
TRADITIONAL = "全國各級工會走訪慰問一線勞工，要求政府提高基本工資，並落實勞動檢查。"


def page(text: str, encoding: str, label: str | None = None) -> bytes:
    meta = f'<meta charset="{label}">' if label else ""
    return f"<html><head>{meta}<title>{text[:4]}</title></head><body>\n<p>{text}</p>\n</body></html>".encode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "label", "content_type"),
    [
        (LINE, "utf-8", "utf-8", "text/html; charset=utf-8"),
        (LINE, "utf-8", None, None),
        (LINE, "utf-8", "gb2312", "text/html; charset=GBK"),
        (LINE, "utf-8", None, "text/html; charset=ISO-8859-1"),
        (LINE, "utf-8-sig", None, None),
        (LINE, "gb18030", "gb2312", None),
        (LINE, "gb18030", None, None),
        (LINE, "gb18030", "utf-8", "text/html; charset=utf-8"),
        (LINE, "gb18030", None, "text/html; charset=big5"),
        (LINE, "gb18030", "x-gbk", "application/octet-stream"),
        (LINE, "gb18030", None, "text/html; charset="),
        (LINE, "gb18030", None, "text/html; charset=no-such-charset"),
        (LINE, "gb18030", None, "text/html; charset=hex"),
        (LINE, "gb18030", "idna", None),
        (LINE, "gb18030", "big5", "text/html; charset=gbk"),
        (TRADITIONAL, "big5", None, None),
        (TRADITIONAL, "big5", "big5", None),
        (TRADITIONAL, "big5", "gb2312", None),
        (TRADITIONAL, "utf-8", "big5", None),
        (TRADITIONAL, "gb18030", None, None),
        ("工聯會㗎喺咗嘅", "big5hkscs", "big5-hkscs", None),
        (LINE, "utf-16", None, None),
        (LINE, "utf-16-le", None, None),
        (LINE, "utf-16-be", None, None),
        (LINE, "utf-32", None, None),
        ("朱镕基、李喆、张堃", "gb18030", "gb2312", None),
        ("䶮𠮷", "gb18030", "gb18030", None),
        ("首页", "gb18030", None, None),
        ("首页", "utf-8", None, None),
        ("All rights reserved ©", "utf-8", "utf-8", None),
        ("café", "cp1252", "iso-8859-1", None),
        ("home only", "ascii", "utf-8", None),
    ],
)
def test_the_bytes_are_believed_over_the_labels(text: str, encoding: str, label: str | None, content_type: str | None) -> None:
    assert f"<p>{text}</p>" in decode(page(text, encoding, label), content_type)


def test_one_broken_byte_loses_one_character_not_the_page() -> None:
    body = page(LINE, "utf-8").replace("慰问".encode(), "慰问".encode()[:-1])
    decoded = decode_page(body, None)
    assert decoded.encoding == "utf-8"
    assert "走访慰\ufffd一线职工" in decoded.text
    assert decoded.damage == 1


def test_a_character_cut_before_a_tag_leaves_the_tag_whole() -> None:
    body = b"<div><p>" + (LINE + "摘要").encode("gb18030") + b"\xd5</p></div>"
    assert decode(body, None) == f"<div><p>{LINE}摘要\ufffd</p></div>"


def test_an_include_in_another_encoding_is_read_in_its_own() -> None:
    header, body = "<ul><li>工会新闻</li><li>职工服务</li></ul>\n", f"<p>{LINE}</p>"
    assert decode(header.encode("gb18030") + (body * 3).encode(), None) == header + body * 3
    assert decode(header.encode() + (body * 3).encode("gb18030"), None) == header + body * 3


def test_the_euro_sign_of_cp936_is_no_damage() -> None:
    decoded = decode_page(page(LINE, "gb18030").replace(b"</p>", b"\x80500</p>"), None)
    assert "困难。€500</p>" in decoded.text
    assert decoded.damage == 0


@pytest.mark.parametrize(
    ("code", "character"), [(b"\xfe\x59", "龴"), (b"\xa6\xd9", "︐"), (b"\xfe\xa0", "龻"), (b"\xa8\xbc", "ḿ"), (b"\xfe\x51", "𠂇")]
)
def test_codes_that_gb18030_filled_in_2005_are_real_characters(code: bytes, character: str) -> None:
    assert decode(page(LINE, "gb18030").replace(b"</p>", code + b"</p>"), None).count(character) == 1


def test_the_table_of_2005_agrees_with_python_where_python_knows_it() -> None:
    assert len(GB18030_2005) == 25
    assert not any(0xE000 <= ord(chr(new)) <= 0xF8FF for new in GB18030_2005.values())


@pytest.mark.parametrize(
    "body", [b"", b"\0", b"\xff", b"\xff\xfe", b"\xff\xfe\x00\xd8", b"\xed\xa0\xbd", b"\x80" * 50, bytes(range(256)) * 9]
)
def test_no_bytes_raise_or_give_a_lone_surrogate(body: bytes) -> None:
    decode(body, "text/html; charset=utf-8").encode("utf-8")
