"""Threads that do jobs side by side."""

import threading
from functools import partial

from readlist.mcp.thread_pool import ThreadPool


def test_jobs_do_not_wait_for_one_that_is_stuck() -> None:
    """As long as there are threads; with one thread they follow one another."""
    stuck, done = threading.Event(), threading.Semaphore(0)
    pool = ThreadPool("test", 2)

    def wait() -> None:
        stuck.wait(30)

    pool.do(wait)
    for _ in range(5):
        pool.do(done.release)
    for _ in range(5):
        assert done.acquire(timeout=30)
    stuck.set()


def test_one_thread_keeps_the_order() -> None:
    """What was asked first is done first."""
    pool, seen, end = ThreadPool("test", 1), list[int](), threading.Event()
    for number in range(100):
        pool.do(partial(seen.append, number))
    pool.do(end.set)
    assert end.wait(30)
    assert seen == list(range(100))


def test_threads_are_used_again() -> None:
    """A thousand jobs one after the other need one thread."""
    pool, end = ThreadPool("a-pool-of-its-own", 8), threading.Semaphore(0)
    for _ in range(1000):
        pool.do(end.release)
        assert end.acquire(timeout=30)
    mine = [one for one in threading.enumerate() if one.name == "a-pool-of-its-own"]
    assert len(mine) <= 2


def test_closed_threads_end_when_their_work_is_done() -> None:
    """What was asked before is done first, and no thread stays behind."""
    pool, seen = ThreadPool("a-pool-that-ends", 3), list[int]()
    for number in range(20):
        pool.do(partial(seen.append, number))
    pool.close()
    for one in threading.enumerate():
        if one.name == "a-pool-that-ends":
            one.join(30)
            assert not one.is_alive()
    assert sorted(seen) == list(range(20))
