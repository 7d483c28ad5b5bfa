"""Sections off breadcrumbs."""

import pytest

from unioncrawl.lines.sections import read_section


@pytest.mark.parametrize(
    ("breadcrumb", "section"),
    [
        ("首页 > 新闻 > 基层 > 正文", "基层"),
        ("您的位置：首页＞文化", "文化"),
        ("甲网>>工会新闻>>地方工会报道>>某省", "某省"),
        ("您当前的位置:首页学习正文", "学习"),
        ("当前位置:甲网工会频道产业工会-正文", "产业工会"),
        ("首页>要闻 要闻", "要闻"),
        ("甲网首页 > 文旅 >新闻详情", "文旅"),
        ("网站首页 > 资讯频道 > 正文阅读", "资讯频道"),
        ("首页 > 详情:某市举办讲座", None),
        ("您當前的位置: > >", None),
        ("首页 > 甲城网", None),
        ("首页 » 查看全部51条评论", None),
    ],
)
def test_the_innermost_section_is_read(breadcrumb: str, section: str | None) -> None:
    assert read_section(breadcrumb, "某市举办讲座") == section


def test_a_section_s_name_may_stand_in_the_title() -> None:
    assert read_section("首页 > 工会 > 正文", "各地工会送温暖") == "工会"
