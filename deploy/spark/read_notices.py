#!/usr/bin/env python3
"""Reads the notices in WARC files, text, HTML and PDF files, and Parquet tables into records, with Apache Spark.

Every page goes through `jikenbo read --lines`; the records are those of `jikenbo read --format json`, to the byte. They come as Parquet,
a folder for each year of publication. What cannot be read is set aside with the reason. A job that was killed goes on where it was when
the same command is run again. docs/spark.md tells how to run it on a cluster.
"""
import argparse
import hashlib
import io
import json
import os
import sys
import tempfile
import zipfile

from jikenbo_spark import JobError, pages, places, unit

EXAMPLES = """examples:
  spark-submit --master 'local[*]' read_notices.py --program ./jikenbo --output records/ crawl/*.warc.gz
  spark-submit --master yarn --files jikenbo read_notices.py --output hdfs:///records hdfs:///crawl/2026
  spark-submit read_notices.py --columns url=address,text=body --output s3://bucket/records s3://bucket/pages/
"""


def arguments(given):
    parser = argparse.ArgumentParser(
        prog="read_notices.py", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT",
        help="a file or folder, as a path or an address (hdfs://, s3://, gs://, abfs://); of folders .warc, .warc.gz, .parquet, "
        ".txt, .text, .html, .htm, .xhtml, .pdf and .md files are read")
    parser.add_argument("--output", required=True, metavar="FOLDER", help="where records go: a new folder, or that of the same job")
    parser.add_argument("--program", default="jikenbo", metavar="PATH", help="the program as executors find it (default: %(default)s, brought by --files or on the PATH)")
    parser.add_argument("--kind", choices=["incident", "other", "all"], default="all", help="which notices to keep (default: %(default)s)")
    parser.add_argument("--columns", default="", metavar="NAME=COLUMN,...", help="what Parquet tables call id, url, text and bytes (default: by these names)")
    parser.add_argument("--max-size", default="50MB", metavar="SIZE", help="the largest page to read (default: %(default)s)")
    parser.add_argument("--without-pdf", action="store_true", help="set PDFs aside, where executors have no pdftotext")
    parser.add_argument("--timeout", type=float, default=120, metavar="SECONDS", help="what a page may take before it is set aside (default: %(default)g)")
    parser.add_argument("--worker-memory", default="4GB", metavar="SIZE", help="address space of a worker (default: %(default)s)")
    parser.add_argument("--unit-size", default="64MB", metavar="SIZE", help="how much input is one task, and lost when the job is killed (default: %(default)s)")
    parser.add_argument("--unit-files", type=int, default=1000, metavar="N", help="the most files of a task (default: %(default)s)")
    return parser.parse_args(given)


def columns(text):
    """What tables call their columns."""
    names = {name: name for name in ("id", "url", "text", "bytes")}
    for pair in filter(None, text.split(",")):
        name, mark, column = pair.partition("=")
        if name not in names or not mark or not column:
            raise JobError(f"--columns {pair}: is no pair; write id=, url=, text= or bytes= and the column's name")
        names[name] = column
    return names


def listed(inputs):
    """The files to read, each once, in the order in which they were named."""
    files, seen = [], set()
    for address in inputs:
        place = places.Place(address)
        found = place.files()
        for file in found:
            kind = pages.kind(file.name) or ("page" if len(found) == 1 and file.path == place.path else None)
            if kind and (place.system.type_name, file.path) not in seen:
                seen.add((place.system.type_name, file.path))
                files.append(unit.File(place.settled(), *file, kind))
    if not files:
        raise JobError(f"{' '.join(inputs)}: holds no file to read; name a file itself to read it whatever its name")
    return files


class Job:
    """What is to be done, and what of it is done. The output's `_job.json` says of what it is the output."""

    def __init__(self, given):
        self.output = places.Place(given.output)
        for address in given.inputs:
            if self.output.is_within(places.Place(address)):
                raise JobError(f"{given.output}: lies within the input {address}, and would be read with it; name another --output")
        self.files = listed(given.inputs)
        self.units = unit.planned(self.files, pages.size(given.unit_size), given.unit_files)
        self.options = {
            "kind": given.kind, "max_size": given.max_size, "max_bytes": pages.size(given.max_size),
            "columns": columns(given.columns), "without_pdf": given.without_pdf}
        listing = hashlib.sha256()
        for file in self.files:
            listing.update(f"{file.name}\0{file.size}\0{file.kind}\n".encode(errors="surrogateescape"))
        self.said = {
            "format": 1, **self.options, "files": len(self.files), "bytes": sum(file.size for file in self.files),
            "listing": listing.hexdigest(), "units": len(self.units)}
        self.options |= {
            "program": os.path.abspath(given.program) if os.path.isfile(given.program) and "/" in given.program else given.program,
            "seconds": given.timeout, "memory": pages.size(given.worker_memory), "digest": None}
        if given.timeout <= 0 or given.unit_files < 1:
            raise JobError("--timeout and --unit-files must be greater than 0")

    def begin(self):
        """Writes what the job is, or sees that it is the one that was begun here. Gives the units that are left."""
        before = self.output.text("_job.json")
        if before is None:
            self._write("_job.json", self.said)
            before = json.dumps(self.said)
        before = json.loads(before)
        if before != self.said:
            other = ", ".join(sorted(name for name in self.said if before.get(name) != self.said[name]))
            raise JobError(f"{self.output.address}: holds another job's output ({other} are not the same); give the same input and options, or another --output")
        self.output.clear_drafts()
        done = self.done()
        self._check_programs(done)
        self.options["digest"] = done[0]["program"] if done else None
        numbers = {one["unit"] for one in done}
        return [one for one in self.units if one.number not in numbers]

    def done(self):
        """What the units that are done gave."""
        return [json.loads(self.output.text(f"_units/{name}")) for name in self.output.names("_units")]

    def end(self):
        """Sums up what the units gave, beside their records."""
        done = self.done()
        self._check_programs(done)
        total = {name: sum(one[name] for one in done) for name in ("files", "pages", "notices", "set_aside")}
        self._write("_summary.json", {"units": len(done), **total, "program": done[0]["program"]})
        self.output.clear_drafts()
        return total

    def _check_programs(self, done):
        if len({one["program"] for one in done}) > 1:
            raise JobError(f"{self.output.address}: its units were read by different programs; begin anew with another --output")

    def _write(self, name, value):
        self.output.put(io.BytesIO(json.dumps(value, indent=1).encode() + b"\n"), name)


def packed(folder):
    """The job's own modules as a file that Spark brings to executors; None where they came so already."""
    modules = os.path.dirname(os.path.abspath(unit.__file__))
    if not os.path.isdir(modules):
        return None
    path = os.path.join(folder, "jikenbo_spark.zip")
    with zipfile.ZipFile(path, "w") as zip:
        for name in sorted(os.listdir(modules)):
            if name.endswith(".py"):
                zip.write(os.path.join(modules, name), f"jikenbo_spark/{name}")
    return path


def run(job, left):
    """Has Spark read the units that are left, each as a task of its own."""
    from pyspark import SparkContext
    from pyspark.errors import PySparkException

    try:
        from py4j.protocol import Py4JError
    except ImportError:
        Py4JError = PySparkException
    with tempfile.TemporaryDirectory(prefix="jikenbo-job-") as folder:
        context = SparkContext.getOrCreate()
        context.setLogLevel("ERROR")
        zip = packed(folder)
        if zip:
            context.addPyFile(zip)
        output, options = job.output.settled(), job.options
        try:
            context.parallelize(left, len(left)).foreach(lambda one: unit.read(one, output, options))
        except (PySparkException, Py4JError) as error:
            raise JobError(f"{reason(str(error))}\nWhat is done stays: run the same command again to go on.") from None
        finally:
            context.stop()


def reason(trace):
    """What went wrong in a task, of all that Spark tells."""
    for line in trace.splitlines():
        if "JobError: " in line:
            return line.split("JobError: ", 1)[1]
        if "ModuleNotFoundError: " in line:
            return line.split("ModuleNotFoundError: ", 1)[1] + " on an executor; bring what deploy/spark/requirements.txt names"
    lines = [line for line in trace.splitlines() if line and not line[0].isspace()]
    return next((line for line in lines if "Error" in line and "Traceback" not in line), lines[0] if lines else "Spark failed")


def main():
    given = arguments(sys.argv[1:])
    try:
        job = Job(given)
        left = job.begin()
        if left:
            print(f"{len(job.files)} files in {len(job.units)} units, {len(job.units) - len(left)} of them done before", flush=True)
            run(job, left)
        total = job.end()
    except JobError as error:
        sys.exit(f"read_notices.py: {error}")
    print("{files} files: {pages} pages, {notices} notices, {set_aside} pages set aside".format(**total))


if __name__ == "__main__":
    main()
