"""What templates glue to a line."""

from unioncrawl.lines.glued import without_breadcrumb, without_tail


def test_links_glued_to_a_paragraph_s_end_are_cut() -> None:
    assert without_tail("这是一段话。 [详细]") == "这是一段话。"
    assert without_tail("这是一段话。返回搜狐，查看更多") == "这是一段话。"
    assert without_tail("这是一段话...[查看原文]") == "这是一段话..."
    assert without_tail("这是一段话。 查看更多>>") == "这是一段话。"
    assert without_tail("[详细]") == "[详细]"
    assert without_tail("查看全文的人很多。") == "查看全文的人很多。"
    assert without_tail("这是表格里的一段话," * 5 + "没有了。 | |") == "这是表格里的一段话," * 5 + "没有了。"


def test_marks_of_pictures_are_cut() -> None:
    assert without_tail("![职工](/a.jpg) 这是一段话。") == "这是一段话。"
    assert without_tail("http://p.example.cn/0/1_2.jpghttp://p.example.cn/0/3.jpg 这是一段话。") == "这是一段话。"
    assert without_tail("http://p.example.cn/0/1_2.jpg") == "http://p.example.cn/0/1_2.jpg"
    assert without_tail("![职工](/a.jpg)") == "![职工](/a.jpg)"


def test_a_breadcrumb_before_a_dateline_is_cut() -> None:
    assert without_breadcrumb("您的位置：首页 > 新闻 来源：甲网 2023-03-06") == "来源：甲网 2023-03-06"
    assert without_breadcrumb("您的位置：首页 > 新闻") == "您的位置：首页 > 新闻"
    prose = "全体职工代表到达指定的集合位置 > 新闻 来源：甲网"
    assert without_breadcrumb(prose) == prose
