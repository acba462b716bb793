"""The assembly: the only code that reads the environment and knows everyone."""
