"""Work for all cores: what processes find comes back in the order in which it was asked."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

Asked = TypeVar("Asked")
Found = TypeVar("Found")


@contextmanager
def workers(cores: int, begin: Callable[..., object] | None = None, *given: Any) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes, each of which calls `begin` first. Where the work with them ends early, what they have not begun is dropped."""
    with ProcessPoolExecutor(cores, get_context("spawn"), begin, given) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def in_order(
    pool: ProcessPoolExecutor, work: Callable[[Asked], Found], asked: Iterable[Asked], ahead: int
) -> Iterator[tuple[Asked, Found]]:
    """What was asked, and what was found; no more is asked than so many ahead."""
    running: deque[tuple[Asked, Future[Found]]] = deque()
    for one in asked:
        running.append((one, pool.submit(work, one)))
        if len(running) > ahead:
            first, future = running.popleft()
            yield first, future.result()
    for one, future in running:
        yield one, future.result()
