"""Real workers, killed and doubled, on the database that the suite runs on."""

from __future__ import annotations

import signal

from tests.integration.jobs.conftest import Records


def test_a_job_whose_worker_was_killed_in_the_middle_is_done_by_the_next(records: Records) -> None:
    first = records.start_worker("1")
    records.wait_for(lambda: any(done for (done,) in records.jobs("done > 5")))
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert records.jobs("state, attempts") == [("running", 1)]
    second = records.start_worker()
    records.wait_for(lambda: records.jobs("state")[0][0] == "done")
    assert records.jobs("attempts, done, total, error") == [(2, 20, 20, "")]
    assert [(word, int(process)) for word, _, process in records.diary] == [
        ("began", first.pid),
        ("began", second.pid),
        ("ended", second.pid),
    ]


def test_two_workers_do_each_of_many_jobs_once(records: Records) -> None:
    records.start_worker("4")
    records.start_worker()
    records.wait_for(lambda: records.jobs("state") == [("done",)] * 4, seconds=40)
    assert sorted(job for word, job, _ in records.diary if word == "began") == sorted(
        str(number) for (number,) in records.jobs("id")
    )
    assert len({process for _, _, process in records.diary}) > 1
    assert {attempts for (attempts,) in records.jobs("attempts")} == {1}


def test_a_worker_told_to_stop_gives_its_job_back_at_once_and_unharmed(records: Records) -> None:
    first = records.start_worker("1")
    records.wait_for(lambda: any(done for (done,) in records.jobs("done > 2")))
    first.send_signal(signal.SIGTERM)
    assert first.wait(10) == 0
    assert records.jobs("state, attempts") == [("queued", 0)]
    records.start_worker()
    records.wait_for(lambda: records.jobs("state")[0][0] == "done")


def test_a_job_that_kills_its_worker_every_time_is_not_tried_for_ever(records: Records) -> None:
    worker = records.start_worker("1")
    records.wait_for(lambda: records.jobs("state") == [("running",)])
    records.change("UPDATE core_job SET attempts = 3")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    records.start_worker()
    records.wait_for(lambda: records.jobs("state")[0][0] == "failed")
    assert "broken off 3 times" in records.jobs("error")[0][0]


def test_a_job_lost_between_the_queue_and_its_start_is_found_again(records: Records) -> None:
    records.start_worker("1", "lost")
    records.wait_for(lambda: records.jobs("state") == [("done",)])


def test_a_cancelled_job_stops_at_its_next_step(records: Records) -> None:
    records.start_worker("1")
    records.wait_for(lambda: any(done for (done,) in records.jobs("done > 2")))
    records.change("UPDATE core_job SET cancel_requested_at = created_at")
    records.wait_for(lambda: records.jobs("state")[0][0] == "cancelled")
    assert [word for word, _, _ in records.diary] == ["began"]
