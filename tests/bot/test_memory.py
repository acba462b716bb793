"""Do threads share the memory that others have left?"""

import subprocess
import sys

import pytest

from bot.settings import ROOT

# Many threads at once, each with blocks that its own arena would have to hold.
BUSY = """
import threading
{told}
kept, gate = [], threading.Barrier(17)
def work():
    gate.wait()
    kept.append([bytes(600) for _ in range(2000)])
threads = [threading.Thread(target=work) for _ in range(16)]
for one in threads: one.start()
gate.wait()
for one in threads: one.join()
import ctypes
ctypes.CDLL(None).malloc_stats()
"""


def arenas(told: str) -> int:
    code = BUSY.format(told=told)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stderr.count("Arena ")


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's own")
def test_sixteen_threads_take_two_arenas():
    assert arenas("from bot import memory; assert memory.keep_small()") == 2
    assert arenas("") > 2
