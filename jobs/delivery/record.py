"""What is written down about an attempt that did not succeed?"""

import zlib
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from jobs.delivery.classify import Gone, Passing, Shut, SlackTrouble, Throttled, Unsure
from models.outbox import Act
from services import outbox_results
from services.outbox import DeliveryPolicy
from services.outbox_claims import Parcel


def trouble(session: Session, parcel: Parcel, found: SlackTrouble, policy: DeliveryPolicy, *, wall: datetime) -> None:
    """Put the row where this kind of trouble leads: later, unknown, posted anew, or failed with its reason."""
    if isinstance(found, Gone) and parcel.act == Act.UPDATE:
        outbox_results.lost(session, parcel, reason=found.code, wall=wall)
    elif not isinstance(found, Passing | Throttled | Shut | Unsure):
        outbox_results.failed(session, parcel, reason=found.code, wall=wall)
    elif _is_too_old(parcel, policy, wall) and not _looked_up(parcel, found):
        reason = f"given up after {parcel.attempt} attempts: {found.code}"
        outbox_results.failed(session, parcel, reason=reason, wall=wall)
    else:
        at = wall + timedelta(seconds=wait_seconds(parcel, found, policy))
        if isinstance(found, Unsure):
            outbox_results.unknown(session, parcel, not_before=at, reason=f"unconfirmed: {found.code}", wall=wall)
        else:
            outbox_results.later(session, parcel, not_before=at, reason=f"waits: {found.code}", wall=wall)


def wait_seconds(parcel: Parcel, found: SlackTrouble, policy: DeliveryPolicy) -> float:
    """Until this parcel is taken up again."""
    if isinstance(found, Throttled):
        return found.seconds
    if isinstance(found, Shut):
        return policy.refused_rest_seconds
    return policy.quiet_seconds if _looked_up(parcel, found) else backoff(parcel, policy)


def backoff(parcel: Parcel, policy: DeliveryPolicy) -> float:
    """Doubling up to the longest wait, each shortened by up to half so that many do not come back at once."""
    full = min(policy.longest_backoff_seconds, policy.first_backoff_seconds * 2.0 ** min(parcel.attempt - 1, 30))
    spread = zlib.crc32(f"{parcel.nonce}{parcel.attempt}".encode()) % 1000 / 1000
    return full * (1 - spread / 2)


def _looked_up(parcel: Parcel, found: SlackTrouble) -> bool:
    return isinstance(found, Unsure) and parcel.act == Act.POST


def _is_too_old(parcel: Parcel, policy: DeliveryPolicy, wall: datetime) -> bool:
    return wall - parcel.created_at > timedelta(seconds=policy.give_up_seconds)
