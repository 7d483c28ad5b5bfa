"""A file a revision, in their order."""
