"""Is what is being handled counted, bounded and waited for?"""

import threading

from bot.intake import ASKED_AT_MOST, ASKED_SECONDS, Intake


def test_there_is_room_for_so_many_and_no_more():
    intake = Intake(room=2)
    with intake.entered() as first, intake.entered() as second, intake.entered() as third:
        assert (first, second, third) == (True, True, False)
    with intake.entered() as again:
        assert again


def test_a_drained_intake_takes_nothing_more():
    intake = Intake(room=1)
    assert intake.drain(0)
    with intake.entered() as taken:
        assert not taken
    assert intake.closed


def test_drain_waits_for_what_is_inside():
    intake, inside, leave = Intake(room=1), threading.Event(), threading.Event()

    def handle() -> None:
        with intake.entered():
            inside.set()
            leave.wait(10)

    handler = threading.Thread(target=handle)
    handler.start()
    assert inside.wait(10)
    assert not intake.drain(0.01)
    leave.set()
    assert intake.drain(10)
    handler.join()


def test_a_raise_inside_leaves_no_trace():
    intake = Intake(room=1)
    try:
        with intake.entered():
            raise KeyError
    except KeyError:
        pass
    assert intake.drain(0)


def test_slack_is_asked_for_events_again_less_often_than_it_would_hold_against_us():
    now = [0.0]
    intake = Intake(room=1, monotonic=lambda: now[0])
    assert all(intake.may_come_again() for _ in range(ASKED_AT_MOST))
    assert not intake.may_come_again()
    now[0] = ASKED_SECONDS
    assert intake.may_come_again()
