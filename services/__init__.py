"""Verbs: what can be done. They take a session, never commit, and never talk to Slack."""
