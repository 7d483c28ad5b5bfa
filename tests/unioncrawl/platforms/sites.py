"""The sample sites of all platforms, and their pages."""

from collections.abc import Mapping

from tests.unioncrawl.platforms import (
    test_dedecms,
    test_dtcms,
    test_founder,
    test_hanweb,
    test_jpaas,
    test_people,
    test_subsite,
    test_trs,
    test_unknown,
    test_vsb,
    test_xunrui,
)
from tests.walk import Answer
from unioncrawl.site import SiteSpider

Pages = Mapping[str, str | Answer]
SITES: dict[type[SiteSpider], Pages] = {
    test_dedecms.Luhe: test_dedecms.SITE,
    test_dtcms.Weishui: test_dtcms.SITE,
    test_founder.Old: test_founder.OLD,
    test_hanweb.Haizhou: test_hanweb.SITE,
    test_jpaas.Taihu: test_jpaas.SITE,
    test_people.Chaguan: test_people.SITE,
    test_subsite.Hexi: test_subsite.SITE,
    test_trs.Yunling: test_trs.ZERO_BASED | test_trs.ARTICLES,
    test_unknown.Qingjiang: test_unknown.SITE,
    test_vsb.Shanhe: test_vsb.SITE,
    test_xunrui.Tuole: test_xunrui.SITE,
}
