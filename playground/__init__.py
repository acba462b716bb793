"""A local Slack in the browser, for demo and tests: it knows nothing of the bot and talks to it only as Slack does."""
