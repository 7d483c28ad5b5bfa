"""What reading a sample must give, held against what it gives."""

from collections.abc import Iterator

from samples.sample import Sample
from unioncrawl.items import Article
from unioncrawl.text import clean


def differences(sample: Sample, article: Article) -> Iterator[str]:
    """Each field that is not as the sample says, in a line.

    published_at is compared as exactly as the page shows it; captions and what the sample calls neutral may stay in the body or not.
    """
    if sample.reads == "refused":
        if article.refusal is None:
            yield f"not refused: {article.body[:60]!r}"
        return
    if article.refusal is not None:
        yield f"refused: {article.refusal}"
    published = article.published_at.isoformat()[: len(sample.published)] if article.published_at else None
    images = [(image.url, image.caption) for image in article.images]
    neutral = {clean(text) for text in (*sample.neutral, *(image["caption"] for image in sample.images))} - set(
        map(clean, sample.paragraphs)
    )
    body = [line for line in article.body.split("\n") if line not in neutral]
    for name, expected, found in (
        ("title", sample.title, article.title),
        ("published_at", sample.published, published),
        ("source", sample.source, article.source),
        ("authors", sample.authors, article.authors),
        ("editor", sample.editor, article.editor),
        ("section", sample.section, article.section),
        ("images", [(image["url"], image["caption"]) for image in sample.images], images),
    ):
        if found != expected:
            yield f"{name}: {found!r}, not {expected!r}"
    expected_body = sample.paragraphs
    if body != expected_body:
        lacking, beyond = [line for line in expected_body if line not in body], [line for line in body if line not in expected_body]
        yield f"body lacks {lacking!r}, has too much: {beyond!r}"
        if sorted(body) == sorted(expected_body):
            yield "body: the paragraphs are in another order"
