"""Several people at once, each with a connection of her own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

LONGEST = 120  # seconds; whoever waits longer waits for ever


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """What each job returned, or the error that ended it; all begin in the same moment."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            start.wait(LONGEST)
            return job()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as people:
        return [future.result(LONGEST) for future in [people.submit(run, job) for job in jobs]]


def tried(act: Callable, *args: Any, **more: Any) -> Any:
    """What the act returned, or the error it raised: for a job that goes on after one."""
    try:
        return act(*args, **more)
    except Exception as error:
        return error
