"""Does the gallery show drawn pictures as a Home would?"""

import urllib.request

from bot.cli.gallery_charts import uploaded, weeks_ahead
from tests.house import WorkingTown


def test_a_drawn_picture_is_held_by_the_playground():
    town = WorkingTown("--manifest", "manifest.json")
    try:
        block = uploaded(town.url, {"blocks": [weeks_ahead()]})["blocks"][0]
        assert (
            "less in the weeks of Mon 30 Nov (25.6 h), Mon 14 Dec (27.2 h), Mon 21 Dec (19.2 h) and Mon 28 Dec (0 h)."
            in block["alt_text"]
        )
        with urllib.request.urlopen(f"{town.url}/files/{block['slack_file']['id']}", timeout=5) as answer:
            assert answer.read(8) == b"\x89PNG\r\n\x1a\n"
        assert uploaded(town.url, {"blocks": []}) == {"blocks": []}
    finally:
        town.stop()
