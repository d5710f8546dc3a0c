"""A command run to its end: how it ended, and what it took."""

import os
import signal
import subprocess
import sys
import typing

# A process starts with the memory of the one that starts it, and its peak is never less: one that holds next to nothing (about
# 9 MB) starts the command and watches it. `os.wait4` needs `resource`, and would read it while the clock still runs.
STARTER = """
import os, resource, sys, time
clock = time.perf_counter
start = clock()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
elapsed = clock() - start
figures = elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status)
os.write(int(sys.argv[1]), " ".join(map(str, figures)).encode())
"""
# In KiB on Linux, in bytes on macOS.
UNIT = 1 if sys.platform == "darwin" else 1024


class Taken(typing.NamedTuple):
    """What a command took, its own children included."""

    elapsed: float
    """Seconds of the clock."""
    processor: float
    """Seconds of the processors."""
    peak: int
    """Most memory held, in bytes."""
    code: int
    """Its exit code; less than 0 where a signal ended it."""


def run(command, output=os.devnull, timeout=None, **options):
    """Runs a command, its standard output to a file. None where it does not end in time."""
    reading, writing = os.pipe()
    words = [sys.executable, "-I", "-S", "-c", STARTER, str(writing), *map(str, command)]
    with open(output, "wb") as out, open(reading, "rb") as figures:
        child = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, pass_fds=[writing], start_new_session=True,
            **options,
        )
        os.close(writing)
        try:
            child.wait(timeout)
        except subprocess.TimeoutExpired:
            # With all that it started.
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            return None
        said = figures.read().split()
    if not said:
        raise OSError(f"it does not start: {' '.join(map(str, command))}")
    elapsed, processor, peak, code = said
    return Taken(float(elapsed), float(processor), int(peak) * UNIT, int(code))
