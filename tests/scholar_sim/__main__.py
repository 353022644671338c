"""The simulator as a program; `python -m scholar_sim --help`."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading

from scholar_sim.faults import FAULTS
from scholar_sim.simulator import ScholarSim


def main(argv=None):
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--port", type=int, default=0)
    ap.add_argument("--synthetic", type=int, default=40)
    ap.add_argument("--seed", type=int, default=0)
    ap.add_argument("--recordings", default=None)
    ap.add_argument("--links", choices=["real", "local"], default="real")
    ap.add_argument("--contact", help="the mail address the client is told to use")
    ap.add_argument(
        "--no-enforce", action="store_true", help="do not refuse requests that come too fast"
    )
    ap.add_argument(
        "--no-challenge", action="store_true", help="OpenReview answers anonymous callers"
    )
    ap.add_argument("--scenario", help="JSON file with a list of fault rules")
    ap.add_argument("--print-hosts", action="store_true", help="print READLIST_HOSTS=... first")
    ap.add_argument("--faults", action="store_true")
    ap.add_argument("--traps", action="store_true")
    a = ap.parse_args(argv)
    if a.faults:
        print("\n".join(f"{k:16s}{v}" for k, v in FAULTS.items()))
        return 0
    sim = ScholarSim(
        a.synthetic,
        a.seed,
        a.port,
        recordings=a.recordings,
        links=a.links,
        contact=a.contact,
        enforce=not a.no_enforce,
        openreview_challenge=not a.no_challenge,
    )
    if a.traps:
        print(json.dumps(sim.traps(), ensure_ascii=False, indent=1))
        return 0
    if a.scenario:
        with open(a.scenario, encoding="utf-8") as f:
            sim.faults(json.load(f))
    done = threading.Event()
    for s in (signal.SIGINT, signal.SIGTERM):
        signal.signal(s, lambda *_: done.set())
    with sim:
        if a.print_hosts:
            print("READLIST_HOSTS=" + sim.hosts, flush=True)
        print(
            f"SCHOLAR_SIM READY {sim.base} port={sim.port} pid={os.getpid()} works={len(sim.works_)} recordings={len(sim.recordings.index)}",
            flush=True,
        )
        done.wait()
        report = sim.report()
        print(
            f"SCHOLAR_SIM DONE requests={report['requests']} problems={json.dumps(report['problems'], ensure_ascii=False)}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
