"""Pages tell a terminal nothing."""

from io import StringIO

import pytest
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from unioncrawl.terminal import Terminal, harmless

HOSTILE = "县总工会\x1b[31m\x1b]0;owned\x07送\u202e清凉\x9b2J\x00\ud800"


def hostile_table() -> Table:
    table = Table(f"列{HOSTILE}")
    table.add_row(Text(HOSTILE))
    return table


def hostile_tree() -> Tree:
    tree = Tree(HOSTILE.replace("[", r"\["))
    tree.add(Text(HOSTILE))
    return tree


@pytest.mark.parametrize(
    "shown", [Text(HOSTILE), hostile_table(), hostile_tree(), HOSTILE.replace("[", r"\[")], ids=["text", "table", "tree", "str"]
)
@pytest.mark.parametrize("force_terminal", [True, False])
def test_nothing_of_a_page_reaches_the_terminal_but_its_letters(shown: RenderableType, force_terminal: bool) -> None:
    out = StringIO()
    Terminal(file=out, force_terminal=force_terminal, color_system=None, width=200).print(shown, highlight=False)
    said = out.getvalue()
    assert "县总工会[31m" in said
    assert not set(said) & set("\x1b\x07\u202e\x9b\x00\ud800")


def test_colours_of_our_own_stay() -> None:
    out = StringIO()
    Terminal(file=out, force_terminal=True, color_system="standard").print(Text("劳模\x1b[0m", "red"))
    assert out.getvalue() == "\x1b[31m劳模[0m\x1b[0m\n"


def test_lines_tabs_and_all_scripts_stay() -> None:
    assert harmless("工會\t新聞\n“1.5%”　é 🎉") == "工會\t新聞\n“1.5%”　é 🎉"
