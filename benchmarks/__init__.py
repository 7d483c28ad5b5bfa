"""What is measured, against whom: run `python -m benchmarks.readers PAGES_DIR` (see README.md)."""
