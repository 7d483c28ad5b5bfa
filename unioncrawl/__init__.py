"""unioncrawl: Chinese trade-union news, read whole and stored once."""
