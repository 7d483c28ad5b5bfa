import pytest

from unioncrawl.lines.names import is_officeholder, leading_people, people


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("王红", ["王红"]),
        ("王红 李建国", ["王红", "李建国"]),
        ("王红、李建国", ["王红", "李建国"]),
        ("王 红", ["王红"]),
        ("王 建 国", ["王建国"]),
        ("王 红 李 芳", ["王红", "李芳"]),
        ("張 偉 李曉華", ["張偉", "李曉華"]),
        ("欧阳建国 司徒红", ["欧阳建国", "司徒红"]),
        ("买买提·吐尔逊", ["买买提·吐尔逊"]),
        ("王红 王红", ["王红"]),
        ("王红 文静 李芳", ["王红", "文静", "李芳"]),
        ("王红 李芳 南海", ["王红", "李芳", "南海"]),
    ],
)
def test_names_are_read_apart(run: str, names: list[str]) -> None:
    assert people(run, sure=False) == names


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("李红张建军", ["李红", "张建军"]),
        ("刘建国赵明", ["刘建国", "赵明"]),
        ("王小丽李大伟张三丰", ["王小丽", "李大伟", "张三丰"]),
        ("陳志強黃麗", ["陳志強", "黃麗"]),
    ],
)
def test_names_without_a_separator_split_at_surnames(run: str, names: list[str]) -> None:
    assert people(run, sure=True) == names


@pytest.mark.parametrize(
    "run",
    [
        "市总工会",
        "宣传部",
        "本报",
        "江苏",
        "资料图",
        "右二",
        "高温",
        "一期",
        "王红 宣传部",
        "文静",
        "和谐 文明 李芳",
        "获奖者合影",
        "实习生",
        "甲鲁晚报·甲鲁壹点",
        "档案",
        "楼主",
    ],
)
def test_offices_places_and_words_are_no_names(run: str) -> None:
    assert people(run, sure=False) == []


@pytest.mark.parametrize("name", ["达瓦次仁", "郑曲春子", "celiawu", "品一"])
def test_beside_a_role_the_shape_of_a_name_suffices(name: str) -> None:
    assert people(name, sure=True) == [name]
    assert people(name, sure=False) == []


def test_a_sentence_is_not_split_into_names() -> None:
    assert people("王红梅对此文也有贡献", sure=True) == []


@pytest.mark.parametrize(
    ("value", "names"),
    [("王红 李芳 中国工会", ["王红", "李芳"]), ("春风得意", []), ("市总工会", []), ("", [])],
)
def test_a_labelled_value_is_read_up_to_what_is_no_name(value: str, names: list[str]) -> None:
    assert leading_people(value) == names


@pytest.mark.parametrize("line", ["王红 某市总工会党组书记、主席", "王 红 全国总工会副主席(兼)", "李建国 某厂工会主席"])
def test_a_name_with_its_posts_is_an_officeholder(line: str) -> None:
    assert is_officeholder(line)


@pytest.mark.parametrize("line", ["市总工会主席王红调研", "某市总工会表彰先进集体", "关于王红任主席的通知"])
def test_a_title_that_names_a_post_is_no_officeholder(line: str) -> None:
    assert not is_officeholder(line)
