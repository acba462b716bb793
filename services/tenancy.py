"""For which workspaces does this process speak?

A process holds the tokens of the workspaces that it serves. A store may hold more: those of other processes, one that
was imported without Slack, or one whose token is gone. Their rows are left alone, or they would be said elsewhere.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, SQLColumnExpression, true

Served = Collection[str] | None  # ids of workspaces; None: all that the store holds


def among(column: SQLColumnExpression[str], served: Served) -> ColumnElement[bool]:
    """The condition that a row belongs to a workspace that is served."""
    return true() if served is None else column.in_(served)
