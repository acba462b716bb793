"""What does an answer of Slack mean: certainly not done, perhaps done, or never to be done?"""

import json
import re
import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError

from slack_sdk.errors import SlackApiError, SlackClientError

UNREADABLE_WAIT = 30.0  # where Slack says "later" without a number that can be read
LONGEST_WAIT = 600.0  # more than ten minutes is asked for by mistake


class SlackTrouble(Exception):
    """`code` is Slack's word for it, or ours where nothing was said."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Passing(SlackTrouble):
    """Certainly not done, and it may work in a moment."""


class Throttled(SlackTrouble):
    """Certainly not done; Slack says how many seconds to wait."""

    def __init__(self, code: str, seconds: float) -> None:
        super().__init__(code)
        self.seconds = seconds


class Shut(SlackTrouble):
    """Certainly not done: nothing works for this workspace until somebody mends its token or scopes."""


class Unsure(SlackTrouble):
    """Perhaps done: to be looked up before it is said again."""


class Refused(SlackTrouble):
    """Certainly not done, and it never will be: the place cannot be reached, or the message is ours to mend."""


class Gone(SlackTrouble):
    """The message to be edited is not there any more."""


class Malformed(Refused):
    """Slack does not take the message as it is built; without its picture it may."""


TABLE: Mapping[str, type[SlackTrouble]] = {
    code: trouble
    for trouble, codes in {
        Passing: "service_unavailable team_added_to_org org_login_required external_channel_migrating "
        "message_limit_exceeded hash_conflict",
        Unsure: "internal_error fatal_error request_timeout",
        Shut: "invalid_auth account_inactive token_revoked token_expired not_authed missing_scope ekm_access_denied "
        "two_factor_setup_required access_denied not_allowed_token_type",
        Gone: "message_not_found",
        Malformed: "invalid_blocks invalid_blocks_format",
        Refused: "channel_not_found not_in_channel is_archived is_inactive user_disabled user_not_found "
        "user_not_visible messages_tab_disabled restricted_action restricted_action_read_only_channel "
        "restricted_action_thread_locked "
        "restricted_action_thread_only_channel restricted_action_non_threadable_channel cannot_reply_to_message "
        "app_access_restricted no_permission user_not_in_channel cant_update_message edit_window_closed "
        "msg_blocks_too_long msg_too_long no_text invalid_arguments metadata_too_large metadata_must_be_sent_from_app "
        "invalid_metadata_format invalid_metadata_schema markdown_text_conflict view_too_large too_many_attachments "
        "not_enabled expired_url used_url",
    }.items()
    for code in codes.split()
}

_CODE = re.compile(r"[a-z][a-z0-9_]{1,63}")
_NEVER_LEFT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
_NETWORK_AWAY = {100, 101, 112, 113}  # down, unreachable: of the network or of the host


def trouble_of(error: Exception) -> SlackTrouble:
    """What a failed call means. What is not known to be harmless is Unsure."""
    if isinstance(error, SlackTrouble):
        return error
    if isinstance(error, SlackApiError):
        response: Any = error.response
        data = response.data if isinstance(response.data, dict) else {}
        return of_answer(response.status_code, response.headers, data.get("error"))
    if isinstance(error, HTTPError):
        return of_answer(error.code, dict(error.headers.items()), _said(error))
    if isinstance(error, URLError):
        return _unreached(error.reason)
    return Unsure(type(error).__name__)


def of_answer(status: int, headers: Mapping[str, str], code: object) -> SlackTrouble:
    """The meaning of an answer that is not ok: its HTTP status, headers and Slack's error code where there is one."""
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return Throttled("ratelimited", _seconds(headers))
    if status >= 500 or not isinstance(code, str) or not _CODE.fullmatch(code):
        return Unsure(code if isinstance(code, str) and _CODE.fullmatch(code) else f"unreadable answer {status}")
    return TABLE.get(code, Refused)(code)


# What can go wrong in a call: the network, the protocol, the answer's text, and what the SDK raises.
CALL_ERRORS = (OSError, HTTPException, ValueError, SlackClientError)


def _unreached(reason: object) -> SlackTrouble:
    if isinstance(reason, _NEVER_LEFT) or (isinstance(reason, OSError) and reason.errno in _NETWORK_AWAY):
        return Passing("Slack cannot be reached")
    return Unsure(type(reason).__name__)  # it may have broken off after the request was written


def _seconds(headers: Mapping[str, str]) -> float:
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        wait = float(said)
    except (TypeError, ValueError):
        return UNREADABLE_WAIT
    return min(max(wait, 0.1), LONGEST_WAIT) if wait == wait else UNREADABLE_WAIT  # noqa: PLR0124  (not a number)


def _said(error: HTTPError) -> object:
    """Slack's code in the body of a refused answer: plain words at a response_url, JSON elsewhere."""
    try:
        body = error.read(2000).decode("utf-8", "replace").strip()
        found = json.loads(body) if body.startswith("{") else body
    except (OSError, HTTPException, ValueError):
        return None
    return found.get("error") if isinstance(found, dict) else found
