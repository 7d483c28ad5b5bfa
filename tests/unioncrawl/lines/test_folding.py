"""Lines as the steps compare them."""

from unioncrawl.lines.folding import KEPT, LONGEST, fold, kept, letters


def test_folding_keeps_every_character_s_place() -> None:
    line = "來源：甲網（２０２３年）"
    assert fold(line) == "来源:甲网(2023年)"
    assert len(fold(line)) == len(line)


def test_lines_that_say_the_same_have_the_same_letters() -> None:
    assert letters("《甲工人报》（02版）") == letters("甲工人報 02版")


def test_answers_are_kept_but_not_those_about_long_lines() -> None:
    asked = []

    @kept
    def size(line: str) -> int:
        asked.append(line)
        return len(line)

    short, long = "甲" * LONGEST, "甲" * (LONGEST + 1)
    assert [size(short), size(short), size(long), size(long)] == [LONGEST, LONGEST, LONGEST + 1, LONGEST + 1]
    assert asked == [short, long, long]
    assert KEPT > 0
