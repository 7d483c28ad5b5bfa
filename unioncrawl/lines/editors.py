"""Editors as labels name them: 责编:孙爽、徐玉涵, 编辑:实习生 闫妍, 编辑 支全明 SF099."""

from __future__ import annotations

import re

from unioncrawl.lines.folding import fold
from unioncrawl.lines.names import leading_people, people
from unioncrawl.lines.outlets import is_outlet
from unioncrawl.text import HAN

_SEPARATOR = re.compile("[、,，;；/|]")
_ROLE = re.compile("(?:实习生|实习编辑|见习编辑|实习|见习|编辑|责编)[: ]?|[图文] ")
_ROLE_ONLY = re.compile(r"(?:实习生?|见习|特约|本报|本网|本站|首席)?(?:记者|编辑|通讯员|作者|实习生|责编)?[、,/ :]?")
_STAFF_CODE = re.compile(rf"^(?P<name>[{HAN}]{{2,4}})[ (（]?(?P<code>[A-Z]{{1,3}}\d{{2,6}})[)）]?$")  # 支全明 SF099
_PEN_NAME = re.compile(rf"[{HAN}]{{2,6}}")


def editors_of(value: str) -> list[str]:
    """The editors that a labelled value names; roles among them are none (实习生、闫妍), a staff code stays with its name (张三 SF099)."""
    names: list[str] = []
    for part in _SEPARATOR.split(value):
        entry = part.strip(" []()【】（）")
        coded = _STAFF_CODE.match(entry)
        if coded:
            names.append(f"{coded['name']} {coded['code']}")
        elif not _ROLE_ONLY.fullmatch(fold(entry)):
            bare = _bare(entry)
            names += (
                leading_people(bare)
                or people(bare.partition(" ")[2], sure=False)
                or ([bare] if _PEN_NAME.fullmatch(bare) and not is_outlet(bare) else [])
            )
    return list(dict.fromkeys(names))


def _bare(entry: str) -> str:
    """A name without the role before it: 实习生 张三."""
    role = _ROLE.match(fold(entry))
    return entry[role.end() :] if role and role.end() < len(entry) else entry
