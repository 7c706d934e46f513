"""The scheduler runs each job at its time, and a failing job harms no other."""

import pytest
from django.db import OperationalError

from dateline.config.worker import JOBS, Job, Scheduler

calls: list[str] = []


def often() -> None:
    calls.append("often")


def seldom() -> None:
    calls.append("seldom")


def fail() -> None:
    calls.append("fail")
    raise RuntimeError


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _no_calls() -> None:
    calls.clear()


def job(function: str, seconds: float) -> Job:
    return Job(name=function, seconds=seconds, run=f"{__name__}.{function}")


def test_scheduler_runs_everything_at_the_start_and_then_what_is_due() -> None:
    clock = Clock()
    scheduler = Scheduler([job("often", 1), job("seldom", 10)], clock=clock)

    pause = scheduler.run_due()
    clock.now += 1
    scheduler.run_due()

    assert calls == ["often", "seldom", "often"]
    assert pause == 1


def test_scheduler_after_a_failing_job_runs_the_others_and_tries_again() -> None:
    clock = Clock()
    scheduler = Scheduler([job("fail", 5), job("often", 1)], clock=clock)

    scheduler.run_due()
    clock.now += 5
    scheduler.run_due()

    assert calls == ["fail", "often", "fail", "often"]


def away() -> None:
    calls.append("away")
    raise OperationalError("connection refused")


def test_scheduler_without_a_database_goes_on_trying_and_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    scheduler = Scheduler([job("away", 1)], clock=clock)

    for _ in range(5):
        scheduler.run_due()
        clock.now += 1

    assert calls == ["away"] * 5
    assert len([record for record in caplog.records if "job_failed" in record.getMessage()]) == 1


def test_jobs_of_the_paper_can_all_be_found() -> None:
    scheduler = Scheduler(JOBS)

    assert scheduler.job_names == [job.name for job in JOBS]
