"""What do people see? Pure functions from values to messages, forms and the Home tab; the only place with Block Kit."""
