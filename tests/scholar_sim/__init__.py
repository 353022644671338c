"""The scholarly services behind a reading list, on loopback; standard library only.

In process::

    with ScholarSim(synthetic=40) as sim:            # options: ScholarSim.__init__ and .set()
        env["READLIST_HOSTS"] = sim.hosts            # "api.crossref.org=http://127.0.0.1:PORT/..."
        trap = sim.traps()["mathml-title"]           # {"doi", "ids", "url", "why", "expect"}
        sim.faults([{"fault": "503;retry_after=2", "match": {"host": "api.crossref.org"}}])
        sim.records(); sim.report()["problems"]; sim.reset_log()

As a program, with ``PYTHONPATH=tests``: ``python -m scholar_sim --print-hosts``.

Every service lives under one port with its host's name as the first part of the path. Answers come
from faults and rules of rate, then from recordings where a folder of them is given, then from a
corpus of traps and synthetic works, of which every service has its own record. Redirects stay on
loopback. What is marked [K] is from documentation, no recording was seen. Not simulated: TLS,
HTTP/2, compression, real ranking.
"""

from scholar_sim.faults import FAULTS
from scholar_sim.hosts import HOSTS
from scholar_sim.simulator import ScholarSim
from scholar_sim.traps import TRAP_ALIASES, trap_works

__all__ = ["FAULTS", "HOSTS", "TRAP_ALIASES", "ScholarSim", "trap_works"]
