"""Roles: the words for who did what for a text: 记者, 通讯员, 摄, 责编."""

from __future__ import annotations

import re

from unioncrawl.text import HAN

MODIFIERS = "(?:首席|特约|特派|特邀|见习|实习|全媒体?|融媒体?|新媒体|学生|市民|职工|本报|本网|本台|本刊|小){0,3}"
ROLE = re.compile(
    rf"(?P<writer>{MODIFIERS}(?:记 ?者|通 ?讯 ?员|评论员|撰稿人?|实习生|播报人|报道员|信息员)|"
    r"(?:专栏|特约)?(?<![工合创写])作者|采写|采访|撰文|执笔|编译|翻译|"
    "(?:图文|综合|即时|连线|专题)?报[道导]|文字|整理|供 ?稿人?|图文|文图|文摄|文[/、并]图|图[/、]文|"
    rf"摄影报[道导]|(?<![{HAN}])文(?![{HAN}])|(?<=/)文)"
    rf"|(?P<photo>摄影|图片|供图|拍摄|摄(?![{HAN}])|(?<![{HAN}])图(?![{HAN}])|(?<=/)图)"
    r"|(?P<editor>(?:责任|本期|网络|值班)?编辑|责编)"
    r"|(?P<other>绘画|漫画|制图|视频|剪辑|配音|整合|综合|校对|审核|[初复终]审|核稿|(?:海报|版式|美术)?设计)"
)
# Roles that only people have: beside them the shape of a name suffices.
CALLS = re.compile("记 ?者|通 ?讯 ?员|评论员|播报人|报道员|信息员|撰稿|实习生|作者|采写|撰文|执笔|编译|翻译|摄影报[道导]")
FOLLOWS = re.compile(
    "摄|供图|(?:即时|连线|专题)?报[道导]|供 ?稿|文/图|图/文|图文|文图|文摄|图片|文[、并]图|图、文|拍摄|整理"
)  # roles that may stand after their names
REPORTED = re.compile("报[道导]$")
