"""What all that leaves by mail has in common: how long it is waited for, and who is woken.

A task only says "look at the outbox". A lost or doubled one loses and doubles nothing.
"""

from datetime import timedelta

from django.tasks import Task

from core import clock

LEASE = timedelta(minutes=5)  # what was taken by a worker that died is free again after this
LATEST = timedelta(hours=2)  # the longest wait between two tries
GIVEN_UP = timedelta(days=2)  # nobody waits for it any more
BATCH = 50


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries that failed."""
    return min(timedelta(minutes=2**tries), LATEST)


def wake(task: Task) -> None:
    """Wake the worker now, and once more later: the first who comes may be killed on the way."""
    task.enqueue()
    wake_at(task, clock.now() + LEASE)


def wake_at(task: Task, moment) -> None:
    """Wake the worker at a moment, where the backend knows of later."""
    if task.get_backend().supports_defer:
        task.using(run_after=max(moment, clock.now())).enqueue()
