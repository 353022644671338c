"""The simulator as an object: start, stop, faults, log."""

import hashlib
import json
import threading
from collections import OrderedDict, defaultdict

from arxiv_sim.corpus import Corpus
from arxiv_sim.etiquette import analyse
from arxiv_sim.faults import Resp, Rules
from arxiv_sim.identifiers import as_moment
from arxiv_sim.pdf import build_pdf
from arxiv_sim.server import Handler, Server
from arxiv_sim.synthetic import synthetic_rows


class ArxivSim:
    def __init__(
        self,
        corpus=None,
        synthetic=None,
        seed=0,
        specials=True,
        port=0,
        host="127.0.0.1",
        log=None,
        faults=(),
        link_mode="real",
        pdf_framing="length",
        pdf_kb=64,
        latency=0.0,
        idle_timeout=60.0,
        enforce=None,
        min_interval=3.0,
        feed_days=1.0,
        feed_date=None,
        verbose=False,
    ):
        self.corpus = (
            corpus
            if isinstance(corpus, Corpus)
            else Corpus.load(corpus)
            if corpus
            else Corpus(synthetic_rows(200 if synthetic is None else synthetic, seed, specials))
        )
        self.link_mode, self.pdf_framing, self.pdf_kb = link_mode, pdf_framing, pdf_kb
        self.latency, self.idle_timeout, self.verbose = latency, idle_timeout, verbose
        self.feed_days, self.feed_date = feed_days, as_moment(feed_date) if feed_date else None
        self.lock, self.wlock = threading.RLock(), threading.Lock()
        self.conn_seq = self.req_seq = self.forgotten = 0
        self.open_conns, self.inflight, self.path_faults, self.log_records = (
            set(),
            {},
            defaultdict(int),
            [],
        )
        self.rules = Rules(seed)
        self.rules.add(list(faults))
        self.pdf_cache, self.pdf_lock = OrderedDict(), threading.Lock()
        self.stopping = False
        self.log_file = open(log, "a", encoding="utf-8") if log else None
        self.enforce = {}
        self.set_enforce(mode=enforce or "off", min_interval=min_interval)
        self.server = Server((host, port), Handler)
        self.server.sim = self
        self.host, self.port = self.server.server_address[:2]
        self.base = f"http://{self.host}:{self.port}"
        self.thread = None

    # lifecycle
    def start(self):
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self.thread.start()
        return self

    def stop(self):
        self.stopping = True
        self.server.shutdown()
        self.server.server_close()
        with self.lock:
            for r in self.inflight.values():
                r.setdefault("unfinished", True)
                self.write(dict(r))
        if self.log_file:
            with self.wlock:
                self.log_file.close()
                self.log_file = None

    __enter__ = start

    def __exit__(self, *a):
        self.stop()

    # helpers
    def pdf_bytes(self, p, n, rev=0):
        key = (p.id, n, rev)
        with self.pdf_lock:
            if key not in self.pdf_cache:
                data = build_pdf(p, n, p.v(n).get("pdf_kb") or self.pdf_kb, rev)
                self.pdf_cache[key] = (data, f'"sha256:{hashlib.sha256(data).hexdigest()}"')
                while len(self.pdf_cache) > 64:
                    self.pdf_cache.popitem(last=False)
            return self.pdf_cache[key]

    def faults(self, rules, replace=True):
        self.rules.add(rules, replace=replace)

    def write(self, rec):
        with self.wlock:
            if rec["seq"] <= self.forgotten:  # it began before a reset
                return
            self.log_records.append(rec)
            if self.log_file:
                self.log_file.write(json.dumps(rec, ensure_ascii=False) + "\n")
                self.log_file.flush()

    def records(self):
        with self.lock:
            out = {
                r["seq"]: dict(r, unfinished=True)
                for r in self.inflight.values()
                if r["seq"] > self.forgotten
            }
        with self.wlock:
            out.update((r["seq"], r) for r in self.log_records)
        return [out[k] for k in sorted(out)]

    def report(self, **opts):
        return analyse(self.records(), **opts)

    def reset_log(self):
        with self.lock, self.wlock:
            self.forgotten = self.req_seq
            self.log_records.clear()
        with self.lock:
            self.path_faults.clear()
            self.enforce.update(last=None, until=0.0, n=0)

    def set_enforce(self, mode=None, min_interval=None, penalty=None, slack=None):
        e = self.enforce
        if mode is not None:
            if mode not in ("off", "429", "406", "mix", "503"):
                raise ValueError("mode: off 429 406 mix 503")
            e["mode"] = mode
        e.setdefault("mode", "off")
        e["min_interval"] = float(
            min_interval if min_interval is not None else e.get("min_interval", 3.0)
        )
        e["penalty"] = float(penalty if penalty is not None else e.get("penalty", 0.0))
        e["slack"] = float(slack if slack is not None else e.get("slack", 0.05))
        e.update(last=None, until=0.0, n=0)

    def limit(self, rec):
        """arXiv's own rule, if switched on: one request per min_interval, one connection at a time."""
        with self.lock:
            e = self.enforce
            if e["mode"] == "off":
                return None
            now = rec["t"]
            early = e["last"] is not None and now - e["last"] < e["min_interval"] - e["slack"]
            if now < e["until"] or early or rec["inflight"] > 1:
                if e["penalty"]:
                    e["until"] = max(e["until"], now + e["penalty"])
                e["n"] += 1
                code = {"mix": (429, 406)[e["n"] % 2]}.get(e["mode"]) or int(e["mode"])
                body = b"Rate exceeded." if code == 429 else b""
                return Resp(
                    code,
                    body,
                    "text/plain",
                    [("Retry-After", str(int(e["min_interval"]) + 1))] if code == 503 else [],
                )
            e["last"] = now
            return None
