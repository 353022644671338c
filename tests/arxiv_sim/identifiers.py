"""Archives, categories, and the two ways in which arXiv reads identifiers."""

import re
from datetime import UTC, datetime

__version__ = "1.0"


ATOM = "http://www.w3.org/2005/Atom"


OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


ARXIV_NS = "http://arxiv.org/schemas/atom"


INTERNAL_ERROR = (
    "The server encountered an internal error and was unable to complete your request. "
    "Either the server is overloaded or there is an error in the application."
)


CATS = {
    "astro-ph": "CO EP GA HE IM SR",
    "cond-mat": "dis-nn mes-hall mtrl-sci other quant-gas soft stat-mech str-el supr-con",
    "cs": "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA MM MS NA NE NI OH OS PF PL RO SC SD SE SI SY",
    "econ": "EM GN TH",
    "eess": "AS IV SP SY",
    "gr-qc": "",
    "hep-ex": "",
    "hep-lat": "",
    "hep-ph": "",
    "hep-th": "",
    "math": "AC AG AP AT CA CO CT CV DG DS FA GM GN GR GT HO IT KT LO MG MP NA NT OA OC PR QA RA RT SG SP ST",
    "math-ph": "",
    "nlin": "AO CD CG PS SI",
    "nucl-ex": "",
    "nucl-th": "",
    "physics": "acc-ph ao-ph app-ph atm-clus atom-ph bio-ph chem-ph class-ph comp-ph data-an ed-ph flu-dyn gen-ph geo-ph "
    "hist-ph ins-det med-ph optics plasm-ph pop-ph soc-ph space-ph",
    "q-bio": "BM CB GN MN NC OT PE QM SC TO",
    "q-fin": "CP EC GN MF PM PR RM ST TR",
    "quant-ph": "",
    "stat": "AP CO ME ML OT TH",
}


_OLD_ARCHIVES = [
    "acc-phys",
    "adap-org",
    "alg-geom",
    "ao-sci",
    "atom-ph",
    "bayes-an",
    "chao-dyn",
    "chem-ph",
    "cmp-lg",
    "comp-gas",
    "dg-ga",
    "funct-an",
    "mtrl-th",
    "patt-sol",
    "plasm-ph",
    "q-alg",
    "solv-int",
    "supr-con",
    "test",
]


ARCHIVES = list(CATS) + _OLD_ARCHIVES


CATEGORIES = (
    {f"{a}.{c}" for a, cs in CATS.items() for c in cs.split()}
    | {a for a, cs in CATS.items() if not cs}
    | set(_OLD_ARCHIVES)
)


_alts = "|".join(sorted((re.escape(x) for x in set(ARCHIVES) | CATEGORIES), key=len, reverse=True))


# The API only *searches* for something id-like, so "arXiv:2301.07041" is accepted and then matches nothing.
_API_NEW = re.compile(r"(?<![\d=.])(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d*)?", re.IGNORECASE)


_API_OLD = re.compile(rf"(?:arxiv:)?(?:{_alts})/\d{{2}}[01]\d{{4}}(?:v\d*)?", re.IGNORECASE)


def api_id_ok(s):
    return bool(_API_NEW.search(s) or _API_OLD.search(s))


_NEW = re.compile(r"^(\d{2})(\d{2})\.(\d{4,5})(?:v([1-9]\d*))?$")


_OLD = re.compile(
    r"^([a-z]+(?:-[a-z]+)?)(?:\.[a-zA-Z-]{2,})?/(\d{2})(\d{2})(\d{3})(?:v([1-9]\d*))?$"
)


def parse_page_id(s):
    """The stricter reading that /pdf uses: (id, version or None), or None."""
    s = re.sub(r"^arxiv:", "", s.strip("/"), flags=re.IGNORECASE)
    m = _NEW.match(s)
    if m:
        yy, mm, num, v = m.groups()
        if not 1 <= int(mm) <= 12 or int(num) == 0 or (int(yy), int(mm)) < (7, 4):
            return None
        width = 5 if int(yy) >= 15 else 4
        if len(str(int(num))) > width:
            return None
        return f"{yy}{mm}.{int(num):0{width}d}", int(v) if v else None
    m = _OLD.match(s[:1].lower() + s[1:])
    if m:
        arch, yy, mm, num, v = m.groups()
        if not 1 <= int(mm) <= 12 or int(num) == 0:
            return None
        return f"{arch}/{yy}{mm}{num}", int(v) if v else None
    return None


def as_moment(s):
    if isinstance(s, datetime):
        return s
    s = str(s).strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", s):
        s += "T00:00:00Z"
    d = datetime.fromisoformat(s)
    return (d if d.tzinfo else d.replace(tzinfo=UTC)).astimezone(UTC)


def as_stamp(d):
    return d.strftime("%Y-%m-%dT%H:%M:%SZ")


class ApiError(Exception):
    def __init__(self, status, message, link="https://arxiv.org/api/errors"):
        super().__init__(message)
        self.status, self.message, self.link = status, message, link
