"""The command line: serve, check, corpus, faults."""

import argparse
import json
import os
import signal
import sys
import threading
from pathlib import Path

from arxiv_sim.corpus import Corpus
from arxiv_sim.etiquette import analyse
from arxiv_sim.faults import FAULTS
from arxiv_sim.simulator import ArxivSim
from arxiv_sim.synthetic import synthetic_rows


def main(argv=None):
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    sub = ap.add_subparsers(dest="cmd", required=True)
    s = sub.add_parser("serve")
    s.add_argument("--port", type=int, default=0)
    s.add_argument("--host", default="127.0.0.1")
    s.add_argument(
        "--corpus",
        help="JSONL: id version title authors abstract categories published updated doi comment journal_ref [versions withdrawn license pdf pdf_kb]",
    )
    s.add_argument(
        "--synthetic",
        type=int,
        default=None,
        metavar="N",
        help="N synthetic papers beside the special ones (default 200 when there is no --corpus)",
    )
    s.add_argument("--seed", type=int, default=0)
    s.add_argument("--no-specials", action="store_true")
    s.add_argument("--log", help="JSONL, one line per request (monotonic times)")
    s.add_argument(
        "--scenario",
        help="JSON: a list of fault rules, or {faults: [...], papers: [...], enforce: {...}}",
    )
    s.add_argument(
        "--links",
        choices=["real", "local"],
        default="real",
        help="hrefs in feeds: https://arxiv.org/... as on arXiv, or this server",
    )
    s.add_argument("--pdf-framing", choices=["length", "chunked"], default="length")
    s.add_argument("--pdf-kb", type=int, default=64)
    s.add_argument("--latency", type=float, default=0.0)
    s.add_argument("--idle-timeout", type=float, default=60.0)
    s.add_argument(
        "--enforce",
        choices=["off", "429", "406", "mix", "503"],
        default="off",
        help="refuse requests that come too early or at once",
    )
    s.add_argument("--min-interval", type=float, default=3.0)
    s.add_argument(
        "--penalty",
        type=float,
        default=0.0,
        help="seconds of refusal after a violation (arXiv: about 45)",
    )
    s.add_argument("--feed-days", type=float, default=1.0)
    s.add_argument(
        "--feed-date", help="newest announcement day (default: the newest version in the corpus)"
    )
    s.add_argument("--ready-file", help="write {base, port, pid} here when listening")
    s.add_argument(
        "--report-gap", action="store_true", help="print the smallest gap between requests on exit"
    )
    s.add_argument("-v", "--verbose", action="store_true")
    c = sub.add_parser("check")
    c.add_argument("log")
    c.add_argument("--min-gap", type=float, default=3.0)
    c.add_argument("--slack", type=float, default=0.02)
    c.add_argument("--max-inflight", type=int, default=1)
    c.add_argument("--max-ids", type=int, default=100)
    c.add_argument(
        "--min-ids-batch", type=int, default=0, help="expect ids in batches of at least this many"
    )
    c.add_argument(
        "--penalty-gap", type=float, default=0.0, help="least seconds after a 429 or 406"
    )
    c.add_argument("--since-seq", type=int, default=0)
    g = sub.add_parser("corpus")
    g.add_argument("--synthetic", type=int, required=True)
    g.add_argument("--seed", type=int, default=0)
    g.add_argument("--no-specials", action="store_true")
    g.add_argument("--out", required=True)
    sub.add_parser("faults")
    a = ap.parse_args(argv)

    if a.cmd == "faults":
        for k, v in FAULTS.items():
            print(f"{k:16s}{v}")
        return 0
    if a.cmd == "corpus":
        rows = synthetic_rows(a.synthetic, a.seed, not a.no_specials)
        with Path(a.out).open("w", encoding="utf-8") as f:
            f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
        print(f"{len(rows)} papers -> {a.out}")
        return 0
    if a.cmd == "check":
        with Path(a.log).open(encoding="utf-8") as f:
            recs = [json.loads(x) for x in f if x.strip()]
        rep = analyse(
            [r for r in recs if r["seq"] >= a.since_seq],
            a.min_gap,
            a.slack,
            a.max_inflight,
            a.max_ids,
            a.min_ids_batch,
            a.penalty_gap,
        )
        print(json.dumps(rep, indent=1, ensure_ascii=False))
        return 0 if rep["pass"] else 1

    rows = None
    if a.corpus:
        corpus = Corpus.load(a.corpus)
        for r in (
            synthetic_rows(a.synthetic, a.seed, not a.no_specials)
            if a.synthetic is not None
            else ()
        ):
            corpus.put(r)
        rows = corpus
    sim = ArxivSim(
        corpus=rows,
        synthetic=a.synthetic,
        seed=a.seed,
        specials=not a.no_specials,
        port=a.port,
        host=a.host,
        log=a.log,
        link_mode=a.links,
        pdf_framing=a.pdf_framing,
        pdf_kb=a.pdf_kb,
        latency=a.latency,
        idle_timeout=a.idle_timeout,
        enforce=a.enforce,
        min_interval=a.min_interval,
        feed_days=a.feed_days,
        feed_date=a.feed_date,
        verbose=a.verbose,
    )
    sim.set_enforce(penalty=a.penalty)
    if a.scenario:
        with Path(a.scenario).open(encoding="utf-8") as f:
            sc = json.load(f)
        sc = {"faults": sc} if isinstance(sc, list) else sc
        sim.faults(sc.get("faults", []))
        for r in sc.get("papers", []):
            sim.corpus.put(r)
        if sc.get("enforce"):
            sim.set_enforce(**sc["enforce"])
    sim.start()
    info = {
        "base": sim.base,
        "port": sim.port,
        "pid": os.getpid(),
        "papers": len(sim.corpus.papers),
    }
    if a.ready_file:
        half = Path(a.ready_file + ".tmp")
        half.write_text(json.dumps(info))
        half.replace(a.ready_file)
    print(
        f"ARXIV_SIM READY {sim.base} port={sim.port} pid={os.getpid()} papers={len(sim.corpus.papers)}",
        flush=True,
    )
    done = threading.Event()
    for sig in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sig, lambda *_: done.set())
    try:
        while not done.is_set() and not sim.stopping:
            done.wait(0.2)
    finally:
        if not sim.stopping:
            sim.stop()
        if a.report_gap:
            rep = sim.report(min_gap=a.min_interval)
            print(
                f"ARXIV_SIM GAP smallest={rep['smallest_gap_s']} pair={rep['smallest_gap_pair']} requests={rep['requests']} max_inflight={rep['max_inflight']}",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
