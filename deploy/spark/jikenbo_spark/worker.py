"""`jikenbo read --lines` as a process beside the executor, which may crash or hang."""
import base64
import ctypes
import functools
import hashlib
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import time

from . import JobError

PROBE = "株式会社見本商店 不正アクセスに関するお知らせ 2023年2月14日\n\n当社のサーバーが不正アクセスを受けました。\n"
# How often a page is tried that no answer came for: what befell the worker may have had nothing to do with it.
TRIES = 2


class Lost(Exception):
    """No answer came for a page: the reason."""


def find(program):
    """The program as this machine has it: among what Spark brought, in the current folder, on the PATH."""
    from pyspark import SparkFiles

    places = [program]
    try:
        places.insert(0, os.path.join(SparkFiles.getRootDirectory(), program))
    except Exception:  # noqa: BLE001 - without Spark there is no such folder.
        pass
    for path in places:
        if os.path.isfile(path):
            if not os.access(path, os.X_OK):
                # What comes by --files may have lost its permissions.
                os.chmod(path, 0o755)
            return os.path.abspath(path)
    found = shutil.which(program)
    if not found:
        raise JobError(f"{program}: the program is not on {os.uname().nodename}; bring it with --files, or name its path with --program")
    return found


@functools.lru_cache(maxsize=4)
def digest(path):
    """The SHA-256 of a program."""
    sum = hashlib.sha256()
    with open(path, "rb") as file:
        while part := file.read(1 << 20):
            sum.update(part)
    return sum.hexdigest()


class Worker:
    """Asks the program about one page after the other. One that crashes or hangs is started again."""

    def __init__(self, program, options):
        """`options`: seconds for a page, bytes of memory, and what the program is told."""
        self.command = [program, "read", "--lines", "--max-size", options["max_size"], "--kind", options["kind"]]
        self.seconds = options["seconds"]
        self.memory = options["memory"]
        self.environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8"}
        if options["without_pdf"]:
            self.environment["PATH"] = ""
        elif not shutil.which("pdftotext"):
            raise JobError(f"pdftotext is not on {os.uname().nodename}; install poppler-utils there, or leave PDFs out with --without-pdf")
        self.process = None
        self.answered = b""

    def __enter__(self):
        try:
            answer = self._ask(_request("probe", None, PROBE.encode()))
            if b'"records":[{' in answer:
                return self
            reason = "it answers " + answer.decode(errors="replace")[:200]
        except (Lost, OSError) as error:
            reason = str(error)
        self.stop()
        raise JobError(f"{self.command[0]}: does not work on {os.uname().nodename} ({reason}); see docs/spark.md on how it gets there")

    def __exit__(self, *_):
        self.stop()

    def records(self, page):
        """The records of a page, to the byte as the program writes them.

        ValueError with the program's reason where the page cannot be read, Lost where it never answered."""
        request = _request(page.id, page.url, page.content)
        for attempt in range(TRIES):
            try:
                return records(self._ask(request))
            except Lost:
                self.stop()
                if attempt + 1 == TRIES:
                    raise

    def _ask(self, request):
        if self.process is None:
            self._start()
        into, out = self.process.stdin.fileno(), self.process.stdout.fileno()
        waiting = select.poll()
        waiting.register(out, select.POLLIN | select.POLLHUP)
        waiting.register(into, select.POLLOUT)
        unsent = memoryview(request)
        deadline = time.monotonic() + self.seconds
        answer = bytearray()
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Lost(f"the worker took more than {self.seconds:g} s")
            for file, _ in waiting.poll(left * 1000):
                if file == into:
                    try:
                        unsent = unsent[os.write(into, unsent[:65536]):]
                    except BlockingIOError:
                        continue
                    except BrokenPipeError:
                        unsent = unsent[:0]
                    if not unsent:
                        waiting.unregister(into)
                else:
                    part = os.read(out, 1 << 20)
                    if not part:
                        raise Lost(self._end())
                    answer += part
                    if part.endswith(b"\n"):
                        return bytes(answer)

    def _start(self):
        def limit():
            # Its children go with it, and it goes with the executor.
            os.setsid()
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
            resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))

        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=self.environment, preexec_fn=limit)
        os.set_blocking(self.process.stdin.fileno(), False)

    def _end(self):
        code = self.process.wait()
        return f"the worker crashed (signal {-code})" if code < 0 else f"the worker ended with status {code}"

    def stop(self):
        """Ends the process, and what it has started."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process = None


def _request(id, url, content):
    page = {"id": id, "base64": base64.b64encode(content).decode()}
    if url is not None:
        page["url"] = url
    return json.dumps(page).encode() + b"\n"


def records(answer):
    """Pairs of each record's text as it stands in an answer, and what it says."""
    text = answer.decode()
    # Within strings quotation marks are escaped: the first place is the member.
    _, mark, rest = text.partition(',"records":[')
    if not mark:
        raise ValueError(json.loads(text)["error"])
    found = []
    decoder = json.JSONDecoder()
    at = 0
    while rest[at] != "]":
        at += rest[at] == ","
        record, end = decoder.raw_decode(rest, at)
        found.append((rest[at:end], record))
        at = end
    return found
