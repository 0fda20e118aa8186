"""A unit of the job: some files of the input, read by one worker, whose records become files of the output."""
import json
import os
import tempfile
from typing import NamedTuple

import pyarrow
import pyarrow.parquet

from . import JobError, pages, worker
from .places import Place

RECORDS = pyarrow.schema([
    pyarrow.field("source", pyarrow.string(), nullable=False),
    pyarrow.field("url", pyarrow.string()),
    pyarrow.field("file", pyarrow.string(), nullable=False),
    pyarrow.field("place", pyarrow.int64(), nullable=False),
    pyarrow.field("notice", pyarrow.int32(), nullable=False),
    pyarrow.field("notice_id", pyarrow.string(), nullable=False),
    pyarrow.field("kind", pyarrow.string(), nullable=False),
    pyarrow.field("casebook_number", pyarrow.string()),
    pyarrow.field("organisation", pyarrow.string()),
    pyarrow.field("title", pyarrow.string()),
    pyarrow.field("published", pyarrow.string()),
    pyarrow.field("sector", pyarrow.string()),
    pyarrow.field("types", pyarrow.list_(pyarrow.string()), nullable=False),
    pyarrow.field("causes", pyarrow.list_(pyarrow.string()), nullable=False),
    pyarrow.field("leak", pyarrow.string()),
    pyarrow.field("record", pyarrow.string(), nullable=False),
])
SET_ASIDE = pyarrow.schema([
    pyarrow.field("source", pyarrow.string(), nullable=False),
    pyarrow.field("url", pyarrow.string()),
    pyarrow.field("file", pyarrow.string(), nullable=False),
    pyarrow.field("place", pyarrow.int64(), nullable=False),
    pyarrow.field("reason", pyarrow.string(), nullable=False),
])
# What Hive, Spark, DuckDB and Arrow take for a partition without a value.
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
# Characters of records that are in memory before they are written: a row group.
FULL = 16_000_000


class File(NamedTuple):
    """A file of the input."""

    # Which of the inputs it belongs to: the address, by which its file system is known.
    address: str
    name: str
    path: str
    size: int
    kind: str


class Unit(NamedTuple):
    number: int
    files: list

    @property
    def name(self):
        return f"{self.number:06d}"


def planned(files, most_bytes, most_files):
    """The files in units: consecutive ones, until a unit would have too many bytes or files. A file is never split."""
    units, part, bytes = [], [], 0
    for file in files:
        if part and (bytes + file.size > most_bytes or len(part) >= most_files):
            units.append(Unit(len(units), part))
            part, bytes = [], 0
        part.append(file)
        bytes += file.size
    return units + ([Unit(len(units), part)] if part else [])


def read(unit, output, options):
    """Reads a unit, and writes what it gives. Returns what stands in `_units` once all of it is there.

    The same unit gives the same files, of the same bytes and names: whoever does it again changes nothing."""
    program = worker.find(options["program"])
    digest = worker.digest(program)
    if options["digest"] not in (None, digest):
        raise JobError(
            f"the program on {os.uname().nodename} is not the one that read the units before; "
            "bring that one, or begin anew with another --output")
    place = Place(output)
    counts = {"pages": 0, "notices": 0, "set_aside": 0}
    with tempfile.TemporaryDirectory(prefix="jikenbo-unit-") as folder, worker.Worker(program, options) as asked:
        sheets = Sheets(folder)
        for file in unit.files:
            for page in pages.pages(Place(file.address).system, file, options):
                counts["pages"] += 1
                try:
                    if page.fault is not None:
                        raise ValueError(page.fault)
                    found = asked.records(page)
                except (ValueError, worker.Lost) as error:
                    counts["set_aside"] += 1
                    sheets.set_aside(file, page, str(error))
                    continue
                counts["notices"] += len(found)
                for number, (text, record) in enumerate(found, 1):
                    sheets.add(file, page, number, text, record)
        names = sheets.close()
        for local, name in names:
            with open(local, "rb") as stream:
                place.put(stream, name.format(unit.name))
    done = {"unit": unit.number, "files": len(unit.files), **counts, "program": digest,
            "outputs": [name.format(unit.name) for _, name in names]}
    with tempfile.TemporaryFile() as stream:
        stream.write(json.dumps(done, indent=1).encode() + b"\n")
        stream.seek(0)
        place.put(stream, f"_units/{unit.name}.json")
    return done


class Sheets:
    """The files of a unit while they are written: one for each year, and one of what was set aside."""

    def __init__(self, folder):
        self.folder = folder
        self.rows = {}
        self.writers = {}
        self.size = 0

    def add(self, file, page, number, text, record):
        published = (record["published"] or {}).get("date")
        self._row("records/year=" + (published[:4] if published else NO_YEAR) + "/{}.parquet", RECORDS, len(text), {
            "source": page.id, "url": page.url, "file": file.name, "place": page.place, "notice": number,
            "notice_id": record["id"], "kind": record["kind"], "casebook_number": record["casebook_number"],
            "organisation": (record["organisation"] or {}).get("name"), "title": record["title"], "published": published,
            "sector": record["sector"], "types": [type["value"] for type in record["incident_types"]],
            "causes": [cause["value"] for cause in record["causes"]],
            "leak": (record["leak_status"] or {}).get("value"), "record": text})

    def set_aside(self, file, page, reason):
        self._row("set-aside/{}.parquet", SET_ASIDE, len(reason), {
            "source": page.id, "url": page.url, "file": file.name, "place": page.place, "reason": reason})

    def _row(self, name, schema, size, row):
        self.rows.setdefault((name, schema), []).append(row)
        self.size += size
        if self.size >= FULL:
            self._write()

    def _write(self):
        for (name, schema), rows in sorted(self.rows.items(), key=lambda item: item[0][0]):
            if name not in self.writers:
                path = os.path.join(self.folder, f"{len(self.writers)}.parquet")
                # Texts that are all different gain nothing from a dictionary.
                columns = [column for column in schema.names if column not in ("source", "url", "notice_id", "title", "record")]
                self.writers[name] = path, pyarrow.parquet.ParquetWriter(path, schema, compression="zstd", use_dictionary=columns)
            self.writers[name][1].write_table(pyarrow.Table.from_pylist(rows, schema=schema))
        self.rows = {}
        self.size = 0

    def close(self):
        """Pairs of a file of this machine and its name in the output."""
        self._write()
        for _, writer in self.writers.values():
            writer.close()
        return sorted((path, name) for name, (path, _) in self.writers.items())
