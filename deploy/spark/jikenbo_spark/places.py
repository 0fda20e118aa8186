"""Files and folders, of this machine and of what else pyarrow knows: hdfs://, s3://, gs://, abfs://."""
import os
import posixpath
import shutil
import uuid
from typing import NamedTuple

from pyarrow import fs

from . import JobError

# They show an object once it is whole; renaming one copies it.
OBJECT_STORES = {"s3", "gcs", "abfs"}


class Found(NamedTuple):
    """A file below a place."""

    # As `jikenbo read` names it where it is given the place.
    name: str
    path: str
    size: int


class Place:
    """A file or folder by its address: a path of this machine, or a URI."""

    def __init__(self, address):
        self.address = address
        try:
            if "://" in address:
                self.system, self.path = fs.FileSystem.from_uri(address)
            else:
                self.system, self.path = fs.LocalFileSystem(), os.path.abspath(address)
        except (ValueError, OSError) as error:
            raise JobError(f"{address}: no such place can be reached ({error}); see docs/spark.md on addresses") from error

    def settled(self):
        """The address as it is on every machine: absolute."""
        return self.address if "://" in self.address else self.path

    def is_within(self, other):
        """Whether this is the other place, or below it."""
        return self.system.type_name == other.system.type_name and (self.path + "/").startswith(other.path.rstrip("/") + "/")

    def files(self):
        """The files here, of folders those in all their folders but hidden ones, in the order in which `jikenbo read` takes them."""
        try:
            [here] = self.system.get_file_info([self.path])
            if here.type == fs.FileType.NotFound:
                raise JobError(f"{self.address}: is not there; check the spelling")
            plain = self.address.split("?")[0] if "://" in self.address else self.address
            if here.type == fs.FileType.File:
                return [Found(plain, self.path, here.size)]
            infos = self.system.get_file_info(fs.FileSelector(self.path, recursive=True))
            below = [(info, info.path[len(self.path.rstrip("/")) + 1:]) for info in infos if info.type == fs.FileType.File]
        except UnicodeError as error:
            # Told without the name, which nothing can print.
            address = self.address.encode(errors="replace").decode()
            raise JobError(f"{address}: holds a file whose name is no UTF-8; rename it, or read the folder with `jikenbo read`") from error
        except OSError as error:
            raise JobError(f"{self.address}: cannot be listed ({error}); see that you may read it") from error
        found = []
        hidden = self._again({posixpath.dirname(name) for _, name in below})
        for info, name in below:
            if posixpath.dirname(name) in hidden:
                continue
            if not any(part.startswith(".") for part in name.split("/")):
                whole = plain + ("" if plain.endswith("/") else "/") + name
                found.append((name.encode().split(b"/"), Found(whole, info.path, info.size)))
        return [file for _, file in sorted(found)]

    def _again(self, folders):
        """The folders that links lead to a second time, as a link to the folder that holds it does."""
        if self.system.type_name != "local":
            return set()
        seen, again = set(), set()
        for folder in sorted(folders, key=lambda name: (name.count("/") if name else -1, name)):
            real = os.path.realpath(os.path.join(self.path, folder))
            if real in seen:
                again.add(folder)
            seen.add(real)
        return again

    def text(self, name):
        """What a file below says; None where there is none."""
        try:
            with self.system.open_input_stream(self._below(name), compression=None) as stream:
                return stream.read().decode()
        except FileNotFoundError:
            return None

    def names(self, folder):
        """The names of the files in a folder below."""
        infos = self.system.get_file_info(fs.FileSelector(self._below(folder), allow_not_found=True))
        return sorted(info.base_name for info in infos if info.type == fs.FileType.File)

    def put(self, source, name):
        """Writes what a stream gives into a file below, which is there only once it is whole. One that is there is replaced."""
        target = self._below(name)
        draft = target
        if self.system.type_name not in OBJECT_STORES:
            draft = self._below(f"_drafts/{uuid.uuid4().hex}")
            for path in (draft, target):
                self.system.create_dir(posixpath.dirname(path), recursive=True)
        with self.system.open_output_stream(draft, compression=None) as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
        if draft == target:
            return
        if self.system.type_name != "local" and self.system.get_file_info(target).type != fs.FileType.NotFound:
            # HDFS renames onto nothing that is there.
            self.system.delete_file(target)
        self.system.move(draft, target)

    def clear_drafts(self):
        """Takes away what killed writers left."""
        if self.system.get_file_info(self._below("_drafts")).type == fs.FileType.Directory:
            self.system.delete_dir(self._below("_drafts"))

    def _below(self, name):
        return posixpath.join(self.path, name)
