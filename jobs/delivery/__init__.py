"""The courier: claims what is due, sends it at Slack's pace, records how it ended, and looks up what is unsure."""
