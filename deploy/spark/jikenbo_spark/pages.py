"""The pages in files: WARC, Parquet, and files that are a page each."""
import zlib
from typing import NamedTuple, Optional

import pyarrow
import pyarrow.parquet
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from . import JobError

# The files that `jikenbo read` takes from a folder.
PAGE_NAMES = (".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".md")
# What is read of a WARC file.
PAGE_TYPES = {"text/html", "application/xhtml+xml", "text/plain", "application/pdf"}
# What every record's head has: ISO 28500, 5.
MUST_HAVE = ("WARC-Record-ID", "Content-Length", "WARC-Date", "WARC-Type")
# Rows of a Parquet file that are in memory at once.
BATCH = 16


class Page(NamedTuple):
    """A page to read, or why there is none."""

    # Its place in the file, from 1.
    place: int
    id: str
    url: Optional[str]
    content: Optional[bytes]
    fault: Optional[str] = None


def kind(name):
    """What a file is by its name: "warc", "parquet", "page", or None."""
    name = name.lower()
    if name.endswith((".warc", ".warc.gz")):
        return "warc"
    if name.endswith(".parquet"):
        return "parquet"
    return "page" if name.endswith(PAGE_NAMES) else None


def pages(system, file, options):
    """The pages of a file, in order. What is damaged comes as a page with its fault.

    OSError where the file cannot be reached: Spark tries again."""
    if file.kind == "warc":
        with system.open_input_stream(file.path, compression=None) as stream:
            yield from _warc_pages(stream, file.name, options)
    elif file.kind == "parquet":
        with system.open_input_file(file.path) as stream:
            yield from _parquet_pages(stream, file.name, options)
    else:
        with system.open_input_stream(file.path, compression=None) as stream:
            yield _sized(Page(1, file.name, None, stream.read(options["max_bytes"] + 1)), options)


def _sized(page, options):
    if page.content is not None and len(page.content) > options["max_bytes"]:
        name = page.url or page.id
        fault = f"{name}: is larger than {options['max_size']}; raise the limit with --max-size"
        return page._replace(content=None, fault=fault)
    return page


# WARC


class _Archive(ArchiveIterator):
    """Tells of a record that has begun and whose head ends too early, which warcio takes for the archive's end."""

    def _next_record(self, next_line):
        try:
            return super()._next_record(next_line)
        except EOFError:
            if next_line and next_line.strip():
                raise ArchiveLoadFailed("the next one's head is not whole") from None
            raise


def _warc_pages(stream, name, options):
    place = 0
    try:
        for record in _Archive(stream):
            if not all(record.rec_headers.get_header(name) for name in MUST_HAVE):
                raise ArchiveLoadFailed("the next one's head is not whole")
            place += 1
            page = _warc_page(record, place, options)
            if page is not None:
                yield page
            # A record that ends too early is the last one that the archive's reader gives, without a word.
            while record.raw_stream.read(1 << 16):
                pass
            if getattr(record.raw_stream, "limit", 0) > 0 and not (page and page.fault):
                raise ArchiveLoadFailed("which is cut off itself")
        if place == 0:
            raise ArchiveLoadFailed("it holds no record")
    except (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, ValueError) as error:
        # Where the next record begins is not known any more.
        reason = f"{name}: the archive is damaged after record {place} ({_line(error)}); fetch or save it again"
        yield Page(place + 1, name, None, None, reason)


def _warc_page(record, place, options):
    """The page in a record; None where it holds none."""
    head = record.rec_headers
    url = head.get_header("WARC-Target-URI")
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        type = record.http_headers.get_header("Content-Type")
    elif record.rec_type in ("resource", "conversion"):
        type = record.content_type
    else:
        return None
    if (type or "").split(";")[0].strip().lower() not in PAGE_TYPES:
        return None
    id = (head.get_header("WARC-Record-ID") or f"record {place}").strip("<>")
    page = Page(place, id, url, record.content_stream().read(options["max_bytes"] + 1))
    if len(page.content) <= options["max_bytes"] and getattr(record.raw_stream, "limit", 0) > 0:
        rest = record.raw_stream.read()
        if not rest and record.raw_stream.limit > 0:
            return page._replace(content=None, fault=f"{url or id}: the archive ends within it; fetch or save it again")
    return _sized(page, options)


# Parquet


def _parquet_pages(stream, name, options):
    names = options["columns"]
    place = 0
    try:
        table = pyarrow.parquet.ParquetFile(stream)
        there = set(table.schema_arrow.names)
        wanted = [column for column in names.values() if column in there]
        if not {names["text"], names["bytes"]} & there or not {names["id"], names["url"]} & there:
            reason = (
                f"{name}: has no column {names['id']} or {names['url']} with one {names['text']} or {names['bytes']}; "
                "say what its columns are called with --columns")
            yield Page(1, name, None, None, reason)
            return
        for batch in table.iter_batches(batch_size=BATCH, columns=wanted):
            for number in range(batch.num_rows):
                place += 1
                try:
                    [row] = batch.slice(number, 1).to_pylist()
                    yield _parquet_page(row, place, name, options)
                except UnicodeDecodeError:
                    fault = f"{name} row {place}: holds a text that is no UTF-8; write it as bytes"
                    yield Page(place, f"{name} row {place}", None, None, fault)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError, ValueError) as error:
        yield Page(place + 1, name, None, None, _damaged(name, place, error))
    except OSError as error:
        # Arrow's own complaints about a file's bytes have no number.
        if error.errno is not None:
            raise
        yield Page(place + 1, name, None, None, _damaged(name, place, error))


def _parquet_page(row, place, name, options):
    names = options["columns"]
    id, url = row.get(names["id"]), row.get(names["url"])
    id, url = (value.decode() if isinstance(value, bytes) else value for value in (id, url))
    id = f"{name} row {place}" if id is None and url is None else str(url if id is None else id)
    url = None if url is None else str(url)
    contents = [row[column] for column in (names["text"], names["bytes"]) if row.get(column) is not None]
    if len(contents) != 1 or not isinstance(contents[0], (str, bytes)):
        fault = f"{url or id}: the row has not just one of {names['text']} and {names['bytes']}; give the page's text, or its bytes"
        return Page(place, id, url, None, fault)
    content = contents[0].encode() if isinstance(contents[0], str) else contents[0]
    return _sized(Page(place, id, url, content), options)


def _damaged(name, place, error):
    return f"{name}: the table is damaged after row {place} ({_line(error)}); write it again"


def _line(error):
    return " ".join(str(error).split())[:200] or type(error).__name__


def size(text):
    """Bytes that `50MB`, `800KB`, `1GiB` or `1000` says, as the program takes it."""
    digits = text.upper().rstrip("BKMGI")
    units = {"": 1, "B": 1, "K": 1000, "KB": 1000, "M": 10**6, "MB": 10**6, "G": 10**9, "GB": 10**9,
             "KIB": 1024, "MIB": 1024**2, "GIB": 1024**3}
    try:
        bytes = int(float(digits) * units[text.upper()[len(digits):]])
    except (KeyError, ValueError):
        bytes = 0
    if not 1 <= bytes <= 10**12:
        raise JobError(f"{text}: is no size; write a number with KB, MB or GB")
    return bytes
