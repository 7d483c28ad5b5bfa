# %% [markdown]
# # Union news, from the Parquet file
#
# Run by `make analysis`, or cell by cell in Jupyter or VS Code. It reads what `scrapy export --table articles --format parquet` writes:
# the view `articles`, whose times are Beijing's. README.md, beside this file, shows what comes out.

# %%
from importlib.resources import files
from pathlib import Path

import matplotlib.pyplot as plt
import polars as pl
from matplotlib.font_manager import FontProperties, fontManager

ARTICLES = Path("../../var/analysis/articles.parquet")
NOTE = "invented sample"  # what the pictures are made from; in their titles

font = Path(str(files("mplfonts") / "fonts" / "NotoSansCJKsc-Regular.otf"))
fontManager.addfont(font)
plt.rcParams |= {"font.family": FontProperties(fname=font).get_name(), "figure.dpi": 80, "savefig.bbox": "tight", "axes.axisbelow": True}

# %% [markdown]
# Only the columns that are needed are read: the bodies, which are most of the file, stay where they are. A day without a clock counts from
# 00:00, as in the view `stories`.

# %%
articles = (
    pl.scan_parquet(ARTICLES)
    .select("id", "site_title", "region_name", "published_on", "published_at", "title", "story")
    .with_columns(midnight=pl.col("published_on").cast(pl.Datetime("us")).dt.replace_time_zone("Asia/Shanghai"))
    .with_columns(at=pl.coalesce("published_at", "midnight"))
    .collect()
)
print(articles.select("published_on", "region_name", "site_title", "title").sort("published_on", descending=True).head())

# %% [markdown]
# ## Articles per province and month

# %%
monthly = (
    articles.drop_nulls(["region_name", "published_on"])
    .with_columns(month=pl.col("published_on").dt.strftime("%Y-%m"))
    .pivot("month", index="region_name", values="id", aggregate_function="len", sort_columns=True)
    .fill_null(0)
    .with_columns(total=pl.sum_horizontal(pl.exclude("region_name")))
    .sort("total", descending=True)
)
months = monthly.drop("region_name", "total")
print(monthly)

figure, axes = plt.subplots(figsize=(10, 0.4 * len(monthly) + 1.5))
shown = axes.imshow(months.to_numpy(), cmap="Blues", aspect="auto")
axes.set_xticks(range(len(months.columns)), months.columns, rotation=45)
axes.set_yticks(range(len(monthly)), monthly["region_name"])
axes.set_title(f"Articles per province and month ({NOTE})")
figure.colorbar(shown, label="articles")
figure.savefig("months.png")

# %% [markdown]
# ## Who takes over whose stories
#
# The first article of a story is its origin; every later one on another site is a copy. The view `reposts` says the same pair by pair.

# %%
first = pl.col("at").rank("ordinal").over("story") == 1
stories = articles.filter(pl.col("story").is_not_null()).sort("at", "id")
origins = stories.filter(first).select("story", origin="site_title", began="at")
copies = stories.join(origins, on="story").filter(pl.col("site_title") != pl.col("origin"))
copies = copies.with_columns(hours=(pl.col("at") - pl.col("began")).dt.total_minutes() / 60)
reposters = (
    copies.group_by("site_title")
    .agg(stories=pl.col("story").n_unique(), hours=pl.col("hours").median())
    .sort("stories", "site_title", descending=[True, False])
    .head(15)
)
print(reposters)

figure, axes = plt.subplots(figsize=(10, 0.4 * len(reposters) + 1))
bars = axes.barh(reposters["site_title"], reposters["stories"])
axes.bar_label(bars, [f"half within {hours:.0f} h" for hours in reposters["hours"]], padding=4)
axes.invert_yaxis()
axes.margins(x=0.2)
axes.set_title(f"Top reposters: stories first printed elsewhere ({NOTE})")
axes.set_xlabel("stories")
figure.savefig("reposters.png")

# %% [markdown]
# ## How a story spreads
#
# The story that most sites took over, from its first article to its last: each site at its first copy.

# %%
reach = copies.group_by("story").agg(sites=pl.col("site_title").n_unique()).sort("sites", "story", descending=[True, False])
widest = reach["story"][0]
origin = origins.row(by_predicate=pl.col("story") == widest, named=True)
spread = copies.filter(pl.col("story") == widest).unique("site_title", keep="first", maintain_order=True)
print(spread.select("hours", "site_title", "title"))

figure, axes = plt.subplots(figsize=(10, 5))
hours, sites = [0.0, *spread["hours"]], [origin["origin"], *spread["site_title"]]
axes.step(hours, range(1, len(hours) + 1), where="post", marker="o")
for number, (hour, site) in enumerate(zip(hours, sites, strict=True), start=1):
    axes.annotate(site, (hour, number), xytext=(6, -11), textcoords="offset points", fontsize=9)
axes.set_title(f"{stories.filter(pl.col('story') == widest)['title'][0]}: how it spread ({NOTE})")
axes.set_xlabel("hours after the first publication")
axes.set_ylabel("sites that have it")
axes.margins(y=0.12)
axes.set_xlim(-0.05 * hours[-1], 1.2 * hours[-1])
axes.grid(alpha=0.3)
figure.savefig("spread.png")
