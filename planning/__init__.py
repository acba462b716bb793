"""Pure thought: no clock, no store, no Slack. The same input gives the same answer."""
