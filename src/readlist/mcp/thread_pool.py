"""Threads that are started when they are needed, and reused."""

import threading
from collections.abc import Callable
from queue import SimpleQueue

Job = Callable[[], None]
"""Something to do; it handles its own exceptions."""


class ThreadPool:
    """Does jobs side by side, starting them in the order in which they come.

    Args:
        name: What the threads are called.
        most: How many jobs are done at the same time; the others wait.
    """

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._free = 0
        """Threads that wait for a job; negative where jobs wait for a thread."""

    def do(self, job: Job) -> None:
        """Let a thread do a job; returns at once."""
        with self._lock:
            self._free -= 1
            starts = self._free < 0 and self._threads < self._most
            if starts:
                self._threads += 1
                self._free += 1
        self._jobs.put(job)
        if starts:
            # A stuck job must not keep the process alive when everything is answered.
            threading.Thread(target=self._work, name=self._name, daemon=True).start()

    def close(self) -> None:
        """Let each thread end after its current job; no job may follow."""
        with self._lock:
            threads = self._threads
        for _ in range(threads):
            self._jobs.put(None)

    def _work(self) -> None:
        while job := self._jobs.get():
            job()
            with self._lock:
                self._free += 1
