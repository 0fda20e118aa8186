"""What the benchmarks share: a release to measure, the machine's name, rates that people can compare."""
import os
import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def build(*arguments):
    """Builds a release and returns the folder of its programs."""
    command = ["swift", "build", "-c", "release", *arguments]
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(f"{pathlib.Path(sys.argv[0]).name}: the build failed")
    return pathlib.Path(subprocess.run([*command, "--show-bin-path"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip())


def write_notices(count, folder):
    """Writes so many generated notices, as files in folders below the folder."""
    writer = build("--package-path", "Benchmarks", "--product", "notice-writer") / "notice-writer"
    subprocess.run([writer, str(count), folder], check=True)


def machine():
    try:
        model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    except (OSError, StopIteration):
        model = "unknown processor"
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
