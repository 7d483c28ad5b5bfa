"""Questions that analysts ask, in SQL that SQLite and PostgreSQL understand alike: examples for docs/schema.md, each run in the tests."""

QUERIES = {
    "How many articles did each province publish in each month?": """\
SELECT region_name, substr(CAST(published_on AS text), 1, 7) AS month, count(*) AS articles
FROM articles
WHERE published_on IS NOT NULL
GROUP BY region_name, month
ORDER BY region_name, month""",
    "Which stories were printed most often?": """\
SELECT title, site_title, published_on, copies, sites, spread_hours
FROM stories
ORDER BY copies DESC, id
LIMIT 20""",
    "Who republishes whom, and how fast?": """\
SELECT original_title, site_title, stories, mean_hours
FROM reposts
ORDER BY stories DESC, original_title, site_title
LIMIT 20""",
    "On which days did a site publish nothing although it was crawled?": """\
SELECT site, day, runs
FROM daily
WHERE articles = 0 AND runs > 0
ORDER BY site, day""",
    "Which outlets do the sites name as their sources?": """\
SELECT source, count(*) AS articles, count(DISTINCT site) AS sites
FROM articles
WHERE source IS NOT NULL
GROUP BY source
ORDER BY articles DESC, source
LIMIT 20""",
    "What is each site's share of articles that it published first?": """\
SELECT articles.site, count(*) AS articles,
       round(100.0 * sum(CASE WHEN story.id IS NULL OR story.first_article = articles.id THEN 1 ELSE 0 END) / count(*), 1) AS percent_first
FROM articles LEFT JOIN story ON story.id = articles.story
GROUP BY articles.site
ORDER BY percent_first DESC, articles.site""",
    "Which articles were changed after publication, and what was changed?": """\
SELECT articles.site, articles.title, revision.number, revision.changed, revision.seen_at
FROM revision JOIN articles ON articles.id = revision.article
ORDER BY revision.seen_at DESC, articles.id
LIMIT 20""",
    "Which articles have vanished from their sites?": """\
SELECT site, title, published_on, gone_at, url
FROM articles
WHERE gone_at IS NOT NULL
ORDER BY gone_at DESC, id""",
    "How does a story spread: how many copies are out after so many days?": """\
SELECT article.published_on, count(*) AS copies
FROM article JOIN (SELECT id FROM stories ORDER BY copies DESC, id LIMIT 1) AS largest ON largest.id = article.story
GROUP BY article.published_on
ORDER BY article.published_on""",
    "What was refused, for which reason, on which site?": """\
SELECT site, reason, count(*) AS pages, min(url) AS example
FROM rejection
GROUP BY site, reason
ORDER BY pages DESC, site, reason""",
}
