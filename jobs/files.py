"""How do files get into the direct conversation of whom they are for, each once?

Slack takes the bytes first, where a spare copy harms nobody, and is then told who may see them. Of that it is asked
whether it was done already, before it is told again.
"""

import logging
import urllib.request
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from jobs.delivery.classify import CALL_ERRORS, Passing, Throttled, Unsure, trouble_of
from jobs.drops import worker
from jobs.work import Tables, Work
from notices import drops as notices
from services import exporting, files, people
from services.files import Errand

log = logging.getLogger(__name__)


def hand_over(work: Work) -> None:
    """Hand over what is wanted, one after the other."""
    while work.tables is not None and not work.stopping.is_set():
        errand = _claimed(work)
        if errand is None:
            return
        try:
            _carry(work, work.tables, errand)
        except CALL_ERRORS as error:
            _failed(work, errand, error)


def _claimed(work: Work) -> Errand | None:
    with work.read.begin() as session:
        if not files.is_due(session, worker(work), wall=work.wall()):
            return None
    with work.write.begin() as session:
        return files.claim_due(session, worker(work), wall=work.wall())


def _carry(work: Work, tables: Tables, errand: Errand) -> None:
    """Raises one of CALL_ERRORS."""
    client = work.client_of(errand.workspace)
    with work.read.begin() as session:
        reader = people.by_id(session, errand.workspace, errand.person_id)
        slack_id = reader.slack_id if reader is not None else None
    if slack_id is None:
        with work.write.begin() as session:
            files.refused(session, errand, "this person is not known in Slack")
        return
    channel = str(client.conversations_open(users=[slack_id])["channel"]["id"])
    slack_file = errand.slack_file or _uploaded(work, tables, client, errand)
    if errand.slack_file is None or not _is_shared(client, slack_file, channel):
        named: list[dict[str, str | None]] = [{"id": slack_file, "title": errand.name}]
        client.files_completeUploadExternal(
            files=named, channel_id=channel, initial_comment=errand.says, thread_ts=errand.thread_ts
        )
    with work.write.begin() as session:
        files.shared(session, errand)


def _uploaded(work: Work, tables: Tables, client: WebClient, errand: Errand) -> str:
    """Slack's id of the file, once it has the bytes and that is stored."""
    data = errand.data
    if data is None:
        with work.read.begin() as session:
            sheets = exporting.sheets(session, errand.workspace)
        data = tables.write(sheets)
    told = client.files_getUploadURLExternal(filename=errand.name, length=len(data))
    request = urllib.request.Request(told["upload_url"], data=data, method="POST")  # noqa: S310  (Slack's own answer)
    with urllib.request.urlopen(request, timeout=client.timeout) as answer:  # noqa: S310
        answer.read(1000)
    with work.write.begin() as session:
        files.uploaded(session, errand, str(told["file_id"]))
    return str(told["file_id"])


def _is_shared(client: WebClient, slack_file: str, channel: str) -> bool:
    """Whether it stands there already: an answer may have been lost, or the process may have ended before it came."""
    try:
        told: Any = client.files_info(file=slack_file)["file"]
    except SlackApiError as error:
        if error.response.get("error") in {"file_not_found", "missing_scope"}:  # not yet, or it cannot be known
            return False
        raise
    return channel in (told.get("ims") or [])


def _failed(work: Work, errand: Errand, error: Exception) -> None:
    trouble = trouble_of(error)
    log.info("a file was not handed over: %s", trouble.code)
    with work.write.begin() as session:
        if isinstance(trouble, Passing | Unsure | Throttled):
            after = timedelta(seconds=trouble.seconds) if isinstance(trouble, Throttled) else None
            if files.later(session, errand, trouble.code, wall=work.wall(), after=after):
                return
        else:
            files.refused(session, errand, trouble.code)
        reader = people.by_id(session, errand.workspace, errand.person_id)
        if reader is not None:
            notices.file_refused(session, reader, errand.name, trouble.code, work.occasion(), key=errand.id)
