"""Scrapy's settings. A line stands here because it differs from Scrapy's default, which its comment names."""

import os

BOT_NAME = "unioncrawl"  # default "scrapybot"
SPIDER_MODULES = ["spiders"]  # default []
NEWSPIDER_MODULE = "spiders"  # default ""
COMMANDS_MODULE = "unioncrawl.commands"  # default ""

# The project's own settings.
DATABASE_URL = os.environ.get("DATABASE_URL", "sqlite:///var/unioncrawl.db")
DATABASE_PATIENCE = 600  # seconds that a crawl waits for a database that is away
ARCHIVE_DIR = os.environ.get("ARCHIVE_DIR", "var/archive")
REPLAY = None  # a WARC file, a folder of them, or a database's address (its archive): it answers every request, nothing goes out
ALERT_WEBHOOK = os.environ.get("ALERT_WEBHOOK")  # address that is told, by a POST of JSON, when a site's verdict turns bad
PRIVATE_HOSTS: list[str] = []  # host:port on loopback or private networks that may be fetched; the tests' servers

# What comes is kept as it was served, next to the downloader: before anything decompresses, follows or retries.
DOWNLOADER_MIDDLEWARES = {  # default {}
    "unioncrawl.doors.Doors": 10,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # default 50; lets start requests and what they redirect to pass
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # default 100; asks pages where robots.txt answers 5xx
    "unioncrawl.robots.Robots": 100,
    "unioncrawl.stopping.Stopping": 110,
    "unioncrawl.frontier.Cuts": 580,  # behind the decompression
    "unioncrawl.archive.Archive": 950,
}
TWISTED_DNS_RESOLVER = "unioncrawl.doors.PublicResolver"  # default "scrapy.resolver.CachingThreadedResolver"
ADDONS = {"unioncrawl.replay.Replay": 0}  # default {}

# What is known, due and done is in the database, not in memory.
SCHEDULER = "unioncrawl.frontier.Frontier"  # default "scrapy.core.scheduler.Scheduler"
SPIDER_MIDDLEWARES = {"unioncrawl.frontier.Settling": 10}  # default {}
CONCURRENT_ITEMS = 8  # default 100; Scrapy makes that many tasks for each response, and a page gives one article
RETRY_DELAYS = [60, 300, 1500]  # seconds between the tries of an address that failed
RETRY_WAIT = 90  # seconds that a crawl with nothing else to do waits for a retry; later ones are the next crawl's

EXTENSIONS = {  # default {}
    "unioncrawl.memory.Memory": 0,
    "unioncrawl.health.Health": 10,
    "unioncrawl.progress.Progress": 20,
    "unioncrawl.alerts.Alerts": 30,
}

ITEM_PROCESSOR = "unioncrawl.quarantine.Quarantine"  # default "scrapy.pipelines.ItemPipelineManager"

# From a page to a row. 100 to 600 are the reading: unioncrawl.reading runs the same table.
ITEM_PIPELINES = {  # default {}
    "pipelines.annotations.Annotations": 100,
    "pipelines.container.Container": 150,
    "pipelines.repeats.Repeats": 200,
    "pipelines.headlines.Headlines": 250,
    "pipelines.chrome.Chrome": 300,
    "pipelines.bylines.Bylines": 400,
    "pipelines.dates.Dates": 500,
    "pipelines.checks.Checks": 600,
    "pipelines.topics.Topics": 650,
    "pipelines.stories.Stories": 700,
    "pipelines.store.Store": 800,
}

# Who we are and how we behave.
USER_AGENT = "unioncrawl (union news research; contact: set USER_AGENT in settings.py)"  # default "Scrapy/VERSION (+https://scrapy.org)"
DEFAULT_REQUEST_HEADERS = {  # default Accept-Language "en"
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate, br",  # default also zstd, which readers of WARC files do not know
}
ROBOTSTXT_OBEY = True  # default False
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8
DOWNLOAD_DELAY = 1  # default 0
COOKIES_ENABLED = False  # default True

# Bounds: pages are hostile.
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # default 1 GiB
DOWNLOAD_WARNSIZE = 2 * 1024 * 1024  # default 32 MiB
DOWNLOAD_TIMEOUT = 30  # default 180
DEPTH_LIMIT = 10  # default 0, no limit
URLLENGTH_LIMIT = 1024  # default 2083
CLOSESPIDER_PAGECOUNT = 50_000  # default 0, no limit: of a run; what it leaves is the next run's
BARREN_PAGES = 200  # ours: pages in a row without a new text or new links, after which a run ends
HOST_FAILURES = 10  # ours: times in a row without an answer, or busy, after which a host rests as long as RETRY_DELAYS say
REDIRECT_MAX_TIMES = 5  # default 20
METAREFRESH_ENABLED = False  # default True
DOWNLOAD_HANDLERS = {  # default: all of these on
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# Doors closed.
TELNETCONSOLE_ENABLED = False  # default True
REMOTE_CONTROL_ENABLED = False  # default True: a server that runs code

LOG_LEVEL = "INFO"  # default "DEBUG"
FEED_EXPORT_ENCODING = "utf-8"  # default None
