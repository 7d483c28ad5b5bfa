"""Comments and metas by which a template says where the parts of an article begin and end."""

from __future__ import annotations

MARKERS = {  # the part that each opens, None where it closes one: Hanweb, its ZJEG_RSS, Founder, the government sites' standard
    "<$[标题]>begin": "headline",
    "<$[标题]>end": None,
    "<$[标题名称(html)]>begin": "headline",
    "<$[标题名称(html)]>end": None,
    "<$[信息内容]>begin": "body",
    "<$[信息内容]>end": None,
    "zjeg_rss.title.begin": "headline",
    "zjeg_rss.title.end": None,
    "zjeg_rss.content.begin": "body",
    "zjeg_rss.content.end": None,
    "enpcontent": "body",
    "/enpcontent": None,
    "contentstart": "body",
    "contentend": None,
}
