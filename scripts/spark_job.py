"""Runs the job of deploy/spark on this machine, with Spark on the loopback alone, and reads back what it wrote."""
import io
import os
import pathlib
import subprocess
import sys
import warnings

import pyarrow.parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ROOT = pathlib.Path(__file__).resolve().parent.parent
JOB = ROOT / "deploy/spark/read_notices.py"
LOOPBACK = ["spark.ui.enabled=false", "spark.driver.bindAddress=127.0.0.1", "spark.driver.host=127.0.0.1"]
ENVIRONMENT = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}


def command(*arguments, cores=2, settings=()):
    """How the job is started here."""
    submit = pathlib.Path(sys.prefix) / "bin/spark-submit"
    set = [part for setting in [*LOOPBACK, *settings] for part in ("--conf", setting)]
    return [str(submit), "--master", f"local[{cores}]", *set, str(JOB), *map(str, arguments)]


def start(folder, *arguments, cores=2, settings=()):
    """The job as a process with a group of its own."""
    path = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
    return subprocess.Popen(
        command(*arguments, cores=cores, settings=settings), cwd=folder, env={**ENVIRONMENT, "PATH": path}, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(folder, *arguments, **settings):
    """(exit code, what it printed, what it complained of) of the job run to its end."""
    process = start(folder, *arguments, **settings)
    printed, complaints = process.communicate()
    return process.returncode, printed, complaints


def rows(folder):
    """The rows of all files in a folder below the output, in the order in which a single machine would give them."""
    order = []
    for path in sorted(pathlib.Path(folder).rglob("*.parquet")):
        unit = path.stem
        order += [(unit, number, row) for number, row in enumerate(pyarrow.parquet.ParquetFile(path).read().to_pylist())]
    files = {}
    # Units take files in the order of the input; within a file its pages and their notices are counted.
    for unit, _, row in order:
        files.setdefault(row["file"], unit)
    return [row for _, _, row in sorted(order, key=lambda part: (files[part[2]["file"]], key(part[2])))]


def key(row):
    """The place of a row among those of its unit."""
    return [part.encode() for part in row["file"].split("/")], row["place"], row.get("notice", 0)


def records(output):
    """What `jikenbo read --format json` would have printed."""
    return "".join(row["record"] + "\n" for row in rows(pathlib.Path(output) / "records")).encode()


def files(output):
    """The bytes of every file of an output, by name."""
    output = pathlib.Path(output)
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


class Archive:
    """Writes a WARC file of pages as they came by HTTP."""

    def __init__(self, path):
        self.file = open(path, "wb")
        self.writer = WARCWriter(self.file, gzip=str(path).endswith(".gz"), warc_version="1.1")
        self.count = 0

    def add(self, url, body, type="text/html", status="200 OK", fields=()):
        self.count += 1
        head = StatusAndHeaders(status, [("Content-Type", type), *fields], protocol="HTTP/1.1")
        # Nothing here is drawn by lot or looked up from a clock.
        record = self.writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=head,
            warc_headers_dict={"WARC-Record-ID": f"<urn:test:{self.count}>", "WARC-Date": "2026-01-01T00:00:00Z"})
        with warnings.catch_warnings():
            # warcio leaves its temporary files to the collector of garbage.
            warnings.simplefilter("ignore", ResourceWarning)
            self.writer.write_record(record)
            del record

    def close(self):
        self.file.close()
