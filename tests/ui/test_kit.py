"""Do the builders refuse what Slack would refuse?"""

import pytest

from ui.kit import Message, actions, button, confirm, header, image, overflow, said, section, texts


def test_a_message_needs_words_and_blocks() -> None:
    with pytest.raises(ValueError, match="message text"):
        Message("", [section("x")])
    with pytest.raises(ValueError, match="1 to 50 blocks"):
        Message("x", [])
    with pytest.raises(ValueError, match="1 to 50 blocks"):
        Message("x", [section("x")] * 51)
    with pytest.raises(ValueError, match="message text"):
        Message("x" * 3901, [section("x")])


def test_a_message_holds_less_than_slack_refuses() -> None:
    assert Message("x", [section("x" * 2999)] * 4).blocks
    with pytest.raises(ValueError, match="less than 12000"):
        Message("x", [section("x" * 3000)] * 4)


def test_our_own_words_are_never_cut_silently() -> None:
    with pytest.raises(ValueError, match="a button"):
        button("a", "x" * 76, "v")
    with pytest.raises(ValueError, match="a text"):
        section("x" * 3001)
    with pytest.raises(ValueError, match="fields"):
        section(fields=["x"] * 11)
    with pytest.raises(ValueError, match="needs a text"):
        section()
    with pytest.raises(ValueError, match="no button style"):
        button("a", "x", "v", style="green")
    with pytest.raises(ValueError, match="confirm"):
        confirm("x" * 101, "x", yes="y")
    with pytest.raises(ValueError, match="alt text"):
        image("F1", "")


def test_rows_of_buttons_have_different_ids_and_menus_at_most_five_choices() -> None:
    with pytest.raises(ValueError, match="occurs twice"):
        actions(button("a", "One", "1"), button("a", "Two", "2"))
    with pytest.raises(ValueError, match="1 to 5 choices"):
        overflow("m", [(str(n), str(n)) for n in range(6)])


def test_other_peoples_words_are_cut_and_never_empty() -> None:
    assert header("x" * 200)["text"]["text"] == "x" * 149 + "…"
    assert said("", 10)["text"]["text"] == "–"
    assert "<!channel>" not in said("<!channel>", 50)["text"]["text"]


def test_a_screen_reader_hears_what_a_button_is_about() -> None:
    made = button("a", "Clear…", "v", says="Clear B-12")
    assert made["accessibility_label"] == "Clear B-12"
    assert "style" not in made


def test_texts_finds_what_people_read() -> None:
    assert list(texts([section("a", fields=["b"]), image("F1", "c")])) == ["a", "b", "c"]
