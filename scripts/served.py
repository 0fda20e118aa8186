"""A casebook of samples that is served on a free loopback port, for tests from outside."""
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build" / os.environ.get("JIKENBO_BUILD", "debug") / "jikenbo"


def run(*arguments, input=None):
    """What the program prints; its complaint where it fails."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=input, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"jikenbo {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """`with Served(pages) as site:` serves a new casebook of the given files and folders."""

    def __init__(self, pages, options=()):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="jikenbo-served-"))
        self.casebook = self.folder / "casebook.sqlite"
        self.options = options
        self.pages = pages
        self.process = None

    def __enter__(self):
        try:
            run("add", "--quiet", "--casebook", self.casebook, *self.pages)
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--casebook", self.casebook, "--port", str(self.port), *self.options],
            stdout=self.log, stderr=self.log)
        for _ in range(300):
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(self.base + "/health", timeout=5).close()
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError("the server did not start: " + self.log_text())

    def stop(self):
        """Asks it to stop, as an administrator would; gives its exit code."""
        if self.process is None:
            return None
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process = None
        self.log.close()
        return code

    def log_text(self):
        return (self.folder / "log").read_text(errors="replace")

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
