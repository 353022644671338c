"""Telling pages and DOIs of papers from those of data, programs and anything else.

An address that carries no identifier is a paper's only where its host and path say so: at a
publisher, in proceedings, in an archive. The hosts are those that people link in lists and
bibliographies; a page elsewhere may be a paper, a blog or a home page, and counts for none.
"""

import re
from functools import cache, lru_cache

from readlist.model.page_address import Address
from readlist.patterns import pattern

_PAGES = r"""
proceedings.mlr.press jmlr.org : /v\d+/.+ /proceedings/papers/v\d+/.+ /papers/v.+ /beta/papers/v.+
papers.nips.cc papers.neurips.cc proceedings.neurips.cc proceedings.nips.cc : /paper.*/.+ /book/.+
books.nips.cc : /papers/.+
thecvf.com : /content.*\.(?:html|pdf)
ecva.net mlsys.org proceedings.mlsys.org : /papers/.+ /paper_files/.+ /paper/.+
usenix.org : /(?:legacy/)?(?:conference|publications?|system/files|event|events)/.+/.+
aaai.org : /.*(?:article|paper|view|papers|Papers|Library)/.+
ijcai.org : /proceedings/\d+/\d+.* /Proceedings/.+\.pdf /papers?/.+
roboticsproceedings.org : /rss\d+/p\d+.*
isca-speech.org isca-archive.org : /(?:archive/)?[^/]+/.+
ndss-symposium.org internetsociety.org : /ndss-paper/.+ /.+\.pdf
bmva.org bmva-archive.org.uk vldb.org cidrdb.org : /.+\.pdf /.*paper.*/.+
eprint.iacr.org : /\d{4}/\d+.*
distill.pub : /\d{4}/.+
quantum-journal.org : /papers/.+
scipost.org : /SciPost.+ /submissions/.+
jair.org transacl.org : /.+/(?:article|view)/.+ /papers/.+ /media/.+
ieeexplore.ieee.org xplorestaging.ieee.org : /(?:abstract/|rest/)?document/\d+.* /stamp/.+
ieeexplore.ieee.org xplorestaging.ieee.org : /xpls?/\w*(?:abs|article|login|free).* /iel[x\d]*/.+
computer.org : /csdl/.+
sciencedirect.com linkinghub.elsevier.com : /science/.*pii/.+ /retrieve/pii/.+ /science/article/.+
dl.acm.org portal.acm.org queue.acm.org : /citation\.cfm /ft_gateway\.cfm /detail\.cfm
cell.com thelancet.com jacc.org : /.+/(?:fulltext|abstract|pdf\w*)/.+
sciencemag.org pnas.org jneurosci.org cshlp.org jci.org ahajournals.org : /(?:lookup/)?content/.+
sciencemag.org pnas.org jneurosci.org cshlp.org jci.org ahajournals.org : /cgi/.+ /articles?/.+
nejm.org bmj.com physiology.org rupress.org microbiologyresearch.org : /content/.+ /articles?/.+
academic.oup.com oxfordjournals.org : /.+/.+/.+
jstor.org : /(?:stable|pss)/.+
mdpi.com : /\d{4}-\d{3}[\dX]/\d+/.+ /\d+/\d+/\d+.*
nature.com : /articles/.+ /[a-z]+/journal/.+ /papers?/.+
springer.com springerlink.com : /(?:article|chapter|content|articles|referenceworkentry|book)/.+
biomedcentral.com springeropen.com : /articles?/.+ /content/.+ /\d{4}-\d{4}/.+
aps.org : /.+/(?:abstract|pdf|export)/.+
iop.org : /article/.+ /\d{4}-\d{3}[\dX]/.+ /EJ/.+
plos.org plosone.org ploscompbiol.org plosbiology.org : /.*article.*
projecteuclid.org : /(?:euclid|journals?|download|ebooks)\W.*.+
numdam.org : /(?:item|article)/.+
ams.org : /(?:journals|proc|mcom|tran|notices|bull|jams)/.*\d{4}.*
cambridge.org : /core/.+/(?:article|books?|product)/.+ /core/product/.+
frontiersin.org hindawi.com jmir.org copernicus.org ingentaconnect.com emerald.com : @
worldscientific.com spiedigitallibrary.org optica.org osapublishing.org mitpressjournals.org : @
journals.uchicago.edu muse.jhu.edu direct.mit.edu sagepub.com tandfonline.com wiley.com : @
pubs.acs.org pubs.rsc.org journals.asm.org annualreviews.org degruyter.com karger.com : @
liebertpub.com royalsocietypublishing.org aip.org scitation.org siam.org informs.org : @
journals.lww.com ascopubs.org ashpublications.org diabetesjournals.org annals.org : @
psycnet.apa.org aaai-press.org cairn.info persee.fr erudit.org scielo.br scielo.org : @
elifesciences.org peerj.com f1000research.com wellcomeopenresearch.org ssrn.com : @
jamanetwork.com dagstuhl.de cumincad.org biorxiv.org medrxiv.org chemrxiv.org : @
psyarxiv.com preprints.org researchsquare.com authorea.com techrxiv.org edarxiv.org : @
eartharxiv.org philsci-archive.pitt.edu aclweb.org : @
adsabs.harvard.edu : /abs/.+ /full/.+ /link_gateway/.+ /pdf/.+ /cgi-bin/.*bib.*
inspirehep.net : /(?:literature|record)/\d+.*
semanticscholar.org : /(?:paper|reader|arxiv)/.+ /CorpusID:\d+
researchgate.net : /(?:publication|profile/.+/publication)/\d+.*
ncbi.nlm.nih.gov : /(?:pmc/)?articles/(?:pmid/)?(?:PMC)?\d+.*
europepmc.org : /(?:article|articles|abstract|api)/.+
archives-ouvertes.fr hal.science inria.fr : /\w+-\d{6,}.*
citeseerx.ist.psu.edu citeseer.ist.psu.edu citeseer.nj.nec.com : /.*(?:viewdoc|document|doc|\d).*
osti.gov : /(?:biblio|servlets/purl|etdeweb/biblio)/.+
cds.cern.ch : /record/\d+.*
nber.org : /papers?/w?\d+.* /system/files/working_papers/.+
escholarship.org core.ac.uk : /uc/item/.+ /download/.+ /display/.+ /works/.+ /reader/.+
eric.ed.gov : /.*
research.google ai.google : /pubs?/.+ /research/pubs/.+ /pubs/pub.+
research.facebook.com research.fb.com ai.meta.com ai.facebook.com : /(?:research/)?publications?/.+
deepmind.com deepmind.google research.ibm.com : /(?:research/)?publications?/.+
research.nvidia.com : /(?:labs/\w+/)?publications?/.+
microsoft.com : /(?:[\w-]+/)?research/publication/.+ /(?:[\w-]+/)?research/wp-content/.+\.pdf
machinelearning.apple.com : /research/.+
iclr.cc icml.cc : /virtual/\d{4}/(?:\w+/)?(?:poster|oral|paper).*
neurips.cc nips.cc virtual.acl2020.org : /virtual/\d{4}/(?:\w+/)?(?:poster|oral|paper).*
cvpr.thecvf.com iccv.thecvf.com eccv.ecva.net : /virtual/\d{4}/poster/.+
dspace.mit.edu hdl.handle.net : /(?:handle/)?[\d.]+/\d+.*
osf.io : /preprints/.+
jstage.jst.go.jp : /article.*/.+
scholarpedia.org : /article/.+
philpapers.org : /(?:rec|archive)/.+
repec.org : /(?:paper|article|p|a)/.+
"""
"""Hosts, or what is below them, and the whole paths of papers there; ``@``: any with a number."""
_ANY_NUMBERED = (
    r"(?!.*/(?:toc|loi|action|search|authors?|about|pb-assets|topic|collections?)(?:/|$))/.*\d.*"
)
_NO_PAPER = pattern(
    r"(?:[\w-]+\.)*(?:github\.com|gitlab\.com|github\.io|gitlab\.io|bitbucket\.org|sourceforge\.net|"
    r"codeberg\.org|medium\.com|substack\.com|wordpress\.com|blogspot\.[\w.]+|tumblr\.com|ghost\.io|"
    r"youtube\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|mastodon\.social|bsky\.app|reddit\.com|"
    r"facebook\.com|linkedin\.com|wikipedia\.org|wikidata\.org|stackoverflow\.com|stackexchange\.com|"
    r"kaggle\.com|colab\.research\.google\.com|docs\.google\.com|drive\.google\.com|notion\.site|"
    r"huggingface\.co|paperswithcode\.com|pypi\.org|npmjs\.com|crates\.io|readthedocs\.(?:io|org)|"
    r"slideshare\.net|speakerdeck\.com|quora\.com|zhihu\.com|openai\.com|zenodo\.org|figshare\.com|"
    r"r-project\.org|python\.org|tensorflow\.org|pytorch\.org|amazon\.[\w.]+|goodreads\.com|"
    r"scholar\.google\.[\w.]+|orcid\.org|archive\.org|web\.archive\.org)"
)
_NO_PAPER_PATH = pattern(
    r"/?(?:index\.\w+)?|.*(?:/|\b)(?:blogs?|posts?|news|slides?|posters?|talks?|cv|resume|press)(?:/|\b).*|"
    r".*\.(?:pptx?|key|zip|tar|gz|tgz|png|jpe?g|gif|svg|mp4|avi|mov|ipynb|py|csv|json|exe|bib)",
    re.IGNORECASE,
)
_FORGE = pattern(r"(?:[\w-]+\.)*(?:github\.com|githubusercontent\.com|gitlab\.com|bitbucket\.org)")
_NO_PAPER_PDF = pattern(
    r"(?:^|[/_.\-])(?:slides?|posters?|talks?|lectures?|lec\d+|handouts?|cv|resume|vita|manual|"
    r"supp\w*|syllabus|homework|hw\d*|assignments?|exercises?|solutions?|exams?|cheat-?sheets?|"
    r"brochure|flyer|press\w*|presentations?|schedule|program|agenda|notes?|tutorials?|licen[cs]e)"
    r"(?:[/_.\-]|\d|$)",
    re.IGNORECASE,
)
_DATA = pattern(
    r"10\.(?:5281/zenodo|6084/m9\.figshare|5061/dryad|7910/dvn|17632/|24433/co|18129/b9|57967/hf|34740/"
    r"|24432/|21227/|3886/icpsr|15468/|1594/pangaea|5255/ukda|21982/|24381/|26180/|22541/ed|5067/|"
    r"7289/v5|13026/|7937/|25452/figshare|17605/osf|23728/|21231/|35092/|18112/openneuro|18710/|"
    r"25919/|7303/syn|17862/|48610/|24416/|23642/usn|11588/data|34894/|25345/|7281/)"
)
"""DOIs of archives of data and programs: Zenodo, figshare, Dryad, Dataverse, PANGAEA ..."""
_PART = pattern(r"^10\.1371/journal\.\w+\.\d+\.[gst]\d{3}$|/(?:fig|supp|table)-\d+$")
_CITED_AS_PAPER = frozenset(
    ("article-journal", "paper-conference", "chapter", "book", "thesis", "report", "manuscript")
)


def is_paper_page(address: str) -> bool:
    """Return whether an address that carries no identifier is the page of one paper."""
    parsed = Address.parse(address)
    if parsed is None or parsed.named:
        return False
    return any(form.fullmatch(parsed.path) for form in _forms(parsed.host))


@lru_cache(maxsize=1024)
def _forms(host: str) -> tuple[re.Pattern[str], ...]:
    """Return the paths that a paper may have at a host."""
    parts = host.split(".")
    names = (".".join(parts[begin:]) for begin in range(len(parts)))
    forms = (form for name in names for form in _table().get(name, ()))
    return tuple(re.compile(_ANY_NUMBERED if form == "@" else form) for form in forms)


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for line in _PAGES.strip().splitlines():
        hosts, _, forms = line.partition(" : ")
        for host in hosts.split():
            table.setdefault(host, []).extend(forms.split())
    return table


def is_no_paper(address: str) -> bool:
    """Return whether an address is that of code, a blog, a home page, slides or the like."""
    parsed = Address.parse(address)
    if parsed is None:
        return True
    return bool(_NO_PAPER.fullmatch(parsed.host) or _NO_PAPER_PATH.fullmatch(parsed.path))


def is_pdf(address: str) -> bool:
    """Return whether an address is that of a PDF that may be a paper, given a title beside it."""
    parsed = Address.parse(address)
    if parsed is None or parsed.named or not parsed.path.lower().endswith(".pdf"):
        return False
    return not (_NO_PAPER_PDF.search(parsed.path) or _FORGE.fullmatch(parsed.host))


def is_part(doi: str) -> bool:
    """Return whether a DOI is that of a figure, a table or a supplement of a paper."""
    return bool(_PART.search(doi))


def is_data(doi: str, kind: str = "") -> bool:
    """Return whether a DOI is that of data or a program, and not cited as a paper.

    Args:
        doi: In the list's spelling, without prefix.
        kind: CSL's type of what is cited, where a record gives one.
    """
    return bool(_DATA.match(doi)) and kind not in _CITED_AS_PAPER
