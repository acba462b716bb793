"""Which kind of obstacle do the words of a sentence speak of?"""

import re
from typing import Literal

from readers.sentences.sentence import Sentence

Cause = Literal["decision", "person", "team", "access", "vendor", "environment", "legal", "other"]

_GROUP = (
    r"(?:security|platform|infra(?:structure)?|data|design|ux|qa|ops|devops|sre|finance|procurement|purchasing|hr|it|"
    r"marketing|sales|support|architecture|backend|frontend|mobile|network|compliance|test(?:ing)?|product|research)"
)
_ROLE = (
    r"(?:developers?|devs?|designers?|engineers?|analysts?|architects?|testers?|admins?|dbas?|writers?|translators?|"
    r"scientists?|researchers?|consultants?|experts?|reviewers?|specialists?|programmers?|accountants?|electricians?|"
    r"product\sowners?|scrum\smasters?|project\smanagers?|colleagues?|somebody|someone|people|persons?|pair\sof\shands)"
)
_WORDS: tuple[tuple[Cause, str], ...] = (
    (
        "access",
        r"access|permissions?|log\s?-?ins?|log(?:ged|ging)?\sin(?:to)?|sign\sin(?:to)?|licen[cs]es?(?!\sagreement)|"
        r"credentials?|passwords?|api\skeys?|(?:access|api|auth)\stokens?|vpn|sso|2fa|mfa|locked\sout|"
        r"(?:admin|read|write|user|edit(?:ing)?)\s(?:rights?|roles?)|accounts?\s(?:is\s|was\s)?(?:locked|blocked|disabled)|"
        r"(?:an|my|her|his|new|user)\saccount|(?:can\s?no|ca\s?n['’]|could\s?n['’]|can)t\sget\sin(?:to)?|ssh\skeys?",
    ),
    (
        "legal",
        r"legal|contracts?|privacy|gdpr|dpa|dpia|nda|lawyers?|attorneys?|data\sprotection|licen[cs]e\sagreement|"
        r"terms\sof\s(?:use|service)|works\scouncil|regulators?|regulatory",
    ),
    (
        "vendor",
        r"vendors?|suppliers?|contractors?|subcontractors?|third[\s\-]part(?:y|ies)|agency|agencies|resellers?|"
        r"external\spartners?|service\sproviders?|hosting\sprovider",
    ),
    (
        "decision",
        r"decisions?|decides?|decided|deciding|approv(?:al|als|e|es|ed|ing)|sign[\s\-]?offs?|signed\soff|go[\s\-]ahead|"
        r"green\slight|go[/\s]no[\-\s]?go|steering\s(?:committee|board|group)|prioriti[sz]ation|nobody\sagrees",
    ),
    (
        "environment",
        r"staging|sandbox|environments?|(?:test|dev|demo|prod|build)\senvs?|servers?|clusters?|pipelines?|ci|ci/cd|"
        r"outages?|production\sis|prod\sis|(?:is|are|was|went|still|been)\s(?:completely\s)?(?:down|offline|unreachable)|"
        r"(?:the|our|nightly|main|master)\sbuilds?(?:\sis|\sare|\skeeps|\sfails|\shas|\sbroke|['’]s|$|[.,;])|"
        r"broken\sbuild|build\s(?:is|keeps|fails|broke|broken|failures?)|runners?\s(?:is|are)|disk\s(?:is\s)?full|out\sof\s(?:disk|memory)|"
        r"kubernetes|docker\sregistry",
    ),
    (
        "team",
        rf"(?:security|design|architecture|code|pr|peer|pull\srequest|qa|ux|data|accessibility|penetration|quality|api)\s"
        rf"(?:re)?(?:reviews?|audits?|checks?|tests?)|pentests?|{_GROUP}\steams?|(?:an)?other\steams?|teams?\s(?:to|of|has|is)|"
        rf"(?:the|their|a)\s(?:\w{{1,20}}\s)?team|(?:(?<=on\s)|(?<=for\s)|(?<=by\s)|(?<=the\s)){_GROUP}"
        rf"(?=\s(?:to|for|since|who|from|is|are|has|have)\b|[,.;]|$)",
    ),
)
_CAUSES = tuple((cause, re.compile(rf"(?<![\w\-])(?:{words})(?![\w\-])")) for cause, words in _WORDS)
_COUNT = r"(?:an?|another|one|two|three|some|more|any|the|our|[0-9]{1,2})"
_PERSON = re.compile(
    rf"(?<!\w)(?:(?:need(?:s|ed|ing)?|wait(?:s|ing)?\s(?:on|for)|missing|lack(?:s|ing)?|short\sof|without|no)\s"
    rf"(?:{_COUNT}\s){{0,2}}(?:[\w\-+#/.]{{1,24}}\s){{0,3}}{_ROLE}"
    rf"|(?:nobody|no\sone|no-one|someone|somebody)\s(?:who|to|knows|can|has|is)"
    rf"|only\sone\s(?:who|person)|(?<!\x01)\x01+\sis\s(?:away|out|off|on\sleave|on\sholiday))(?!\w)"
)
_NAME = re.compile(
    r"(?:[Ww]ait(?:s|ing)?\s(?:on|for)|[Nn]eed|[Aa]sked)\s([^\W\d_]{2,30}(?:[\s\-][^\W\d_a-zß-öø-ÿ][^\W\d_]{1,30}){0,2})"
    r"(?=\s(?:to|who|for|since|by|until|from|in)\b|['’]s\s(?:answer|reply|ok|okay|feedback|input|review)\b|[,.;!]|$)"
)


def cause(words: Sentence, helped: bool) -> Cause | None:
    """The obstacle named first; a missing person only where nothing else is named, None where nothing is.

    helped: the sentence names a Slack member whose help is wanted.
    """
    found = [(match.start(), name) for name, pattern in _CAUSES if (match := pattern.search(words.low))]
    if found:
        return min(found, key=lambda one: one[0])[1]
    if helped or _PERSON.search(words.low) or _names_somebody(words):
        return "person"
    return None


def _names_somebody(words: Sentence) -> bool:
    """ "Waiting for Zoë to answer": words that begin with a capital and go on in small letters."""
    return any(all(part.istitle() for part in re.split(r"[\s\-]", match[1])) for match in _NAME.finditer(words.masked))
