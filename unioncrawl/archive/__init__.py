"""The archive: every response's bytes as served, once per digest, in WARC files (ISO 28500) that any WARC tool reads."""

from unioncrawl.archive.keeper import Answered, Keeper, file_of, page_of
from unioncrawl.archive.middleware import Archive
from unioncrawl.archive.records import MAX_BODY, Record, RecordError, Unreadable, payload_digest, read_record, records
from unioncrawl.archive.writer import Message, Writer, request_record, response_record, revisit_record

__all__ = [
    "MAX_BODY",
    "Answered",
    "Archive",
    "Keeper",
    "Message",
    "Record",
    "RecordError",
    "Unreadable",
    "Writer",
    "file_of",
    "page_of",
    "payload_digest",
    "read_record",
    "records",
    "request_record",
    "response_record",
    "revisit_record",
]
