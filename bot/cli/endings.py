"""With which sentence and exit status does a command end when something is in its way?"""

import errno
from collections.abc import Mapping

DONE, WRONG, USAGE, AGAIN = 0, 1, 2, 75  # 75 is what supervisors read as "temporary, start me again"

_SYSTEM: Mapping[int, str] = {
    errno.EACCES: "is not allowed for this user; check who owns it",
    errno.ENOENT: "does not exist",
    errno.ENOSPC: "could not be written, because the disk is full",
    errno.EROFS: "lies on a disk that cannot be written",
    errno.EISDIR: "is a folder, and a file is needed",
    errno.ENOTDIR: "is not a folder",
}


# Exceptions whose message is the sentence.
SENTENCES = frozenset(
    {"SlackUnusableError", "PortTakenError", "StoreTooNew", "StoreDamagedError", "AlreadyRunning", "BackupRefused"}
)


class EndingError(Exception):
    """Ends a command with a sentence for the operator."""

    def __init__(self, sentence: str, status: int = WRONG) -> None:
        super().__init__(sentence)
        self.status = status


def sentence_of(error: BaseException) -> EndingError | None:
    """What to tell the operator of an error that is no defect of ours, or None."""
    kind = {base.__name__ for base in type(error).__mro__}  # by name: their modules are not loaded for every command
    if "SettingsError" in kind or "PolicyError" in kind:
        return EndingError("\n".join(vars(error)["sentences"]), USAGE)
    if "StoreBusy" in kind:
        return EndingError(f"The store could not be used just now, so nothing was changed: {error}.")
    if kind & {"OperationalError", "DatabaseError"} and hasattr(error, "orig"):
        return EndingError(f"The store does not answer as it should: {_last_line(error.orig)}. Try: clearway db check")
    if kind & SENTENCES:
        return EndingError(str(error))
    if isinstance(error, OSError) and error.filename is not None:
        why = _SYSTEM.get(error.errno or 0, (error.strerror or "cannot be used").lower())
        return EndingError(f"{error.filename} {why}.")
    return None


def _last_line(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1].rstrip(".") if lines else "no reason was given"
