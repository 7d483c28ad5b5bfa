"""The system behind workercn.cn (中工网) and its sub-sites, in its generations: one module a kind of list.

    current   www.workercn.cn since 2021: HTML columns and JSON lists, articles /c/DATE/ID.shtml
    classic   one host a channel or province, to 2021: GBK, articles /NODE/YYYYMM/DD/TIME.shtml
    papers    the e-paper of 工人日报, a day an issue
    search    the site's search, asked for a day

Each gives links(page) and next_lists(page, number) of its lists, and the CSS of the parts of its articles.
"""
