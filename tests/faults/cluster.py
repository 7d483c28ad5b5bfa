"""A PostgreSQL server of the tests' own, on a port of its own, to be stopped and started."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql@*/bin")


class Cluster:
    """Runs as the user postgres where the tests run as root, whom PostgreSQL refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.user = "postgres" if os.geteuid() == 0 else None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if self.user:
            shutil.chown(folder, self.user)
        self._run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """And wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "server.log", "-o", options, "start")

    def stop(self, mode: str) -> None:
        """ "fast" ends connections; "immediate" is a crash."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", mode, "stop")

    def _run(self, *words: str) -> None:
        program = _program(words[0])
        subprocess.run([program, *words[1:]], cwd=self.folder, user=self.user, check=True, stdout=subprocess.DEVNULL, timeout=60)


def _program(name: str) -> str:
    found = shutil.which(name) or next((str(path) for place in _PLACES for path in sorted(Path("/").glob(f"{place[1:]}/{name}"))), None)
    if found is None:
        raise FileNotFoundError(name)
    return found


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A folder that takes no more. OSError where this computer does not let us mount one."""
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True, check=False)
        if mounted.returncode:
            raise OSError(mounted.stderr.decode())
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def is_here() -> bool:
    """Whether this computer can run one."""
    try:
        return bool(_program("initdb") and _program("pg_ctl"))
    except FileNotFoundError:
        return False


@contextmanager
def running(disk: Path | None = None) -> Iterator[Cluster]:
    """A new one, gone in the end."""
    with tempfile.TemporaryDirectory(prefix="cluster-", dir=disk, ignore_cleanup_errors=True) as folder:
        cluster = Cluster(Path(folder))
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
