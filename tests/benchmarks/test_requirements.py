from pathlib import Path

ROOT = Path(__file__).parents[2]


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.partition("==")[0].lower(): line.partition("==")[2] for line in lines if "==" in line and not line.startswith("#")}


def test_the_benchmark_reads_with_the_versions_that_unioncrawl_runs_on() -> None:
    ours, theirs = pins("requirements.txt"), pins("benchmarks/requirements.txt")
    shared = ours.keys() & theirs.keys()
    assert {"scrapy", "lxml", "w3lib"} <= shared
    assert {name: theirs[name] for name in shared} == {name: ours[name] for name in shared}
