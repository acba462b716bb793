"""Is the Home tab drawn for who opens it?"""

from tests.handlers.desk import Desk


def drawn(desk: Desk) -> list[tuple[str, str]]:
    return [(row.target, row.state) for row in desk.world.outbox() if row.kind == "home"]


def test_whoever_opens_their_tab_gets_it_drawn(desk: Desk) -> None:
    body = desk.event({"type": "app_home_opened", "user": "U0MIA", "tab": "home"})
    desk.said(body)
    desk.said(body)
    assert drawn(desk) == [("U0MIA", "pending")], "a second copy of the event draws nothing"
    desk.said(desk.command("Mia", "no access to staging"))
    assert drawn(desk) == [("U0MIA", "cancelled"), ("U0MIA", "pending")]


def test_the_messages_tab_is_not_ours(desk: Desk) -> None:
    desk.said(desk.event({"type": "app_home_opened", "user": "U0MIA", "tab": "messages"}))
    assert drawn(desk) == []


def test_somebody_new_is_met_at_their_tab(desk: Desk) -> None:
    desk.said(desk.event({"type": "app_home_opened", "user": "U0NORA", "tab": "home"}))
    assert drawn(desk) == [("U0NORA", "pending")]
    assert desk.world.name_of("U0NORA") == "Nora Quist"


def test_a_button_on_the_tab_opens_its_window(desk: Desk) -> None:
    filed = desk.world.report("Mia")
    for action, value in (("blockers.report", "home"), ("blockers.show", filed)):
        body = desk.press("Mia", action, value)
        del body["response_url"]
        desk.said(body | {"view": {"id": "V0HOME", "type": "home", "hash": "h"}})
        assert len(desk.windows("Mia")) == 1
        desk.close_all()


def test_a_refusal_on_the_tab_is_read_in_a_window(desk: Desk) -> None:
    filed = desk.world.report("Mia")
    body = desk.press("Yuki", "blockers.acknowledge", filed)
    del body["response_url"]
    desk.said(body | {"view": {"id": "V0HOME", "type": "home", "hash": "h"}})
    assert "Nothing was changed" in str(desk.windows("Yuki")[0].payload["blocks"])
