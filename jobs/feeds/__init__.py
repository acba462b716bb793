"""How is a calendar feed fetched? From the public internet only, over one connection to an address that was checked."""
