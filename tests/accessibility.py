"""Does axe-core find anything serious on a page?

axe-core is vendored in tests/vendor/axe, with its licence beside it; it only ever runs inside the browser of a test.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe" / "axe.min.js"
GRAVE = frozenset({"serious", "critical"})


def findings(page: Page) -> list[str]:
    """Every serious or critical finding as a line: rule, what it is about, where."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE))
    told: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']} at {node['target']}: {node['html']}"
        for rule in told["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
