"""An arXiv on loopback that can be told to misbehave; standard library only.

In process::

    with ArxivSim(synthetic=50) as sim:
        sim.faults({"match": {"endpoint": "pdf"}, "fault": "503;retry_after=2", "count": 1})
        ... sim.base ... sim.records() ... sim.report()

As a program, with ``PYTHONPATH=tests``::

    python -m arxiv_sim serve [--port 0] [--corpus F.jsonl] [--synthetic N] [--log LOG.jsonl]
    python -m arxiv_sim check LOG.jsonl [--min-gap 3.0]     manners of a client; exit 0 or 1
    python -m arxiv_sim corpus --synthetic N --out F.jsonl  write the synthetic papers
    python -m arxiv_sim faults                              the faults and their parameters

The shape of every answer follows what arXiv served in April to September 2026. Endpoints:
``/api/query``, ``/pdf/ID[vN][.pdf]``, ``/rss/CAT``, ``/atom/CAT``; ``/__sim__/...`` is the control
plane. A fault comes from a rule, from the path (``/f/503;count=1/api/query?...``) or from the header
``X-Sim-Fault``.
"""

from arxiv_sim.faults import FAULTS
from arxiv_sim.simulator import ArxivSim
from arxiv_sim.special import special_rows
from arxiv_sim.synthetic import synthetic_rows

__all__ = ["FAULTS", "ArxivSim", "special_rows", "synthetic_rows"]
