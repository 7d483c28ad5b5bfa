"""Files that are there whole or not at all."""

import os
from pathlib import Path

import pytest

from unioncrawl.outfile import whole


def test_what_breaks_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    writing = whole(path)
    writing.__enter__().write(b"new")
    writing.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_link_leads_to_is_written(tmp_path: Path) -> None:
    link, path = tmp_path / "latest.csv", tmp_path / "a.csv"
    link.symlink_to(path)
    with whole(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_nothing_takes_the_place_of_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileExistsError, match="is a pipe or a device"), whole(pipe):
        pass
    assert pipe.is_fifo()
