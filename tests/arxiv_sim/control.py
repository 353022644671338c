"""The control plane under /__sim__."""

import json
import threading
import time
from urllib.parse import parse_qs

from arxiv_sim.identifiers import __version__


class Control:
    """Lets tests set faults and read the log over HTTP."""

    def control(self, path, query, body):
        sim = self.sim
        q = {k: v[0] for k, v in parse_qs(query).items()}
        status, out = 200, {"ok": True}
        try:
            data = json.loads(body) if body else None
            if path == "/faults":
                if self.command == "POST":
                    sim.rules.add(data, replace=q.get("replace") == "1")
                elif self.command == "DELETE":
                    sim.rules.add([], replace=True)
                out = sim.rules.rules
            elif path == "/log":
                out = sim.records()
            elif path in ("/report", "/gap"):
                out = sim.report(**{k: float(v) for k, v in q.items()})
                if path == "/gap":
                    out = {
                        "smallest_gap_s": out["smallest_gap_s"],
                        "pair": out["smallest_gap_pair"],
                    }
            elif path == "/reset":
                sim.reset_log()
            elif path == "/papers":
                if self.command == "POST":
                    for row in data if isinstance(data, list) else [data]:
                        sim.corpus.put(row)
                    sim.pdf_cache.clear()
                    out = {"papers": len(sim.corpus.papers)}
                else:
                    out = [p.row() for p in sim.corpus.papers.values()]
            elif path == "/enforce":
                sim.set_enforce(**(data or {}))
                out = sim.enforce
            elif path == "/options":
                for k, v in (data or {}).items():
                    if k not in (
                        "link_mode",
                        "pdf_framing",
                        "latency",
                        "idle_timeout",
                        "feed_days",
                    ):
                        raise ValueError(f"unknown option {k}")
                    setattr(sim, k, v)
            elif path == "/health":
                out = {
                    "ok": True,
                    "papers": len(sim.corpus.papers),
                    "version": __version__,
                    "monotonic": time.monotonic(),
                }
            elif path == "/shutdown":
                threading.Thread(target=sim.stop, daemon=True).start()
            else:
                status, out = (
                    404,
                    {"error": "faults log report gap reset papers enforce options health shutdown"},
                )
        except (ValueError, KeyError, TypeError) as e:
            status, out = 400, {"error": str(e)}
        b = json.dumps(out, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(b)))
        self.end_headers()
        self.wfile.write(b)
