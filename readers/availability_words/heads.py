"""Does a phrase say off, back, working, or something that is none of it?"""

import re

from readers.availability_words.pieces import Head, Piece

_HERE = (
    r"(?:available|working|work|in|here|around|there|online|reachable|at work|able to work|in the office|at my desk)"
)
_HEADS: tuple[tuple[str, Head], ...] = (
    (
        r"(?:leav(?:e|ing)|finish(?:ing)?|stop(?:ping)?|gone|out|off|logging off) (?:work )?(?:early )?"
        r"(?=at (?:[0-9]|noon))",
        Head("off", "from"),
    ),
    (
        r"(?:in|start(?:ing)?|arriv(?:e|ing)|com(?:e|ing)(?: in)?) (?:late )?(?:only )?(?=at [0-9])|late until",
        Head("off", "until"),
    ),
    (r"work(?:ing)? (?:from|at) home|work(?:ing)? remote(?:ly)?|wfh|home ?office|remote(?:ly)?", Head("home")),
    (
        r"not (?:be )?off|no longer off|not anymore|cancel(?:led|s)?|delete|remove|undo|revoke|scrap|"
        r"forget|instead|change[sd]?",
        Head("take back"),
    ),
    (
        rf"(?:(?:won't|will not|can't|cannot|can not|don't|do not|not) (?:be )?(?:going to (?:be )?)?|non ?|un){_HERE}",
        Head("off"),
    ),
    (
        r"(?:out of|not in) (?:the )?office|no (?:work|availability|capacity|time)|"
        r"(?<!half )(?:days?|time|take|taking) off",
        Head("off"),
    ),
    (
        r"(?:back|returning|return(?:s)?)(?: (?:to work|at work|in the office|to the office|"
        r"in|again|online|to normal))?",
        Head("back"),
    ),
    (r"(?:available|working|work|in|here|online)(?: at work)? again", Head("back")),
    (r"(?:working )?part time|half time|reduced hours|shorter week", Head("part time")),
    (r"(?:working )?full time|normal hours|usual hours", Head("full time")),
    (r"was|were|had been|have been", Head("was")),
    (r"(?:only )?(?:available|works?|working)|only|hours", Head("working")),
    (r"not|no|never|nor|neither|isn't|aren't|don't|won't|can't", Head("not")),
    (r"except(?:ing)?(?: for)?|apart|excluding|without|but|unless|other than", Head("except")),
    (r"maybe|perhaps|probably|possibly|might|if|or|unsure|tentative(?:ly)?|likely|hopefully|mostly", Head("unsure")),
    (
        r"about|around|approximately|approx|roughly|circa|ca|mid|early|late|later|soon|shortly|some|few|a few|several|"
        r"some ?times?|ish",
        Head("vague"),
    ),
    (
        r"off|ooo|oof|out|away|absent|absence|unavailable|holiday|leave|annual leave|pto|afk|gone|busy|toil|closed|"
        r"sick|ill|unwell|sickness|doctor(?:'s)?|dr|dentist(?:'s)?|hospital|appointment|surgery|clinic|therapy|"
        r"parental|maternity|paternity|bereavement|funeral|wedding|moving|jury|sabbatical|training|conference|course|"
        r"workshop|unpaid|study|exams?|flu|covid|fever|childcare|kindergarten|trip|travelling|traveling|vet|match|missing|errands?",
        Head("off"),
    ),
)
_PATTERNS = tuple((re.compile(rf"(?:{words})(?:(?!\S)|(?<= ))"), head) for words, head in _HEADS)


def head(text: str, place: int) -> tuple[Piece, int] | None:
    """The head that begins at that place, and where it ends. Every reason for being away is simply "off"."""
    for pattern, found in _PATTERNS:
        if match := pattern.match(text, place):
            return found, match.end()
    return None
