"""The HTTP server: endpoints, faults, log, control."""

import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from arxiv_sim.acting import Acting
from arxiv_sim.answers import Answers
from arxiv_sim.control import Control
from arxiv_sim.faults import FAULTS, AbortedError, Resp, parse_fault
from arxiv_sim.nonsense import Nonsense
from arxiv_sim.sending import Sending


class Handler(Acting, Answers, Nonsense, Control, Sending, BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Google Frontend", ""
    timeout = None

    def setup(self):
        self.sim = self.server.sim
        with self.sim.lock:
            self.sim.conn_seq += 1
            self.conn_id = self.sim.conn_seq
            self.sim.open_conns.add(self.conn_id)
        self.n_on_conn = 0
        super().setup()

    def finish(self):
        try:
            super().finish()
        except OSError:
            pass
        finally:
            with self.sim.lock:
                self.sim.open_conns.discard(self.conn_id)

    def handle_one_request(self):
        try:
            self.connection.settimeout(self.sim.idle_timeout)
            self.raw_requestline = self.rfile.readline(131072)
            self.t_recv = time.monotonic()
            self.wall = time.time()
            self.connection.settimeout(None)
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            self.dispatch()
            self.wfile.flush()
        except (TimeoutError, ConnectionError, BrokenPipeError, AbortedError):
            self.close_connection = True
        except ValueError:
            self.close_connection = True

    def log_message(self, *a):
        pass

    def dispatch(self):
        sim = self.sim
        target = self.path
        host = self.headers.get("Host", "")
        u = urlsplit(target)
        path, query = unquote(u.path), u.query
        body = b""
        n = self.headers.get("Content-Length")
        if n and n.isdigit():
            body = self.rfile.read(int(n))
        self.n_on_conn += 1
        if path.startswith("/__sim__"):
            return self.control(path[8:], query, body)

        fault, fparams, fixed = None, {}, None
        m = re.match(r"^/f/([^/]+)(/.*)$", path)
        if m:
            fixed, path = m.group(1), m.group(2)
        elif self.headers.get("X-Sim-Fault"):
            fixed = self.headers["X-Sim-Fault"]

        params = parse_qs(query, keep_blank_values=True)
        if self.command == "POST" and self.headers.get("Content-Type", "").split(";")[
            0
        ].strip() in ("", "application/x-www-form-urlencoded"):
            params = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        endpoint = next(
            (
                e
                for pre, e in (
                    ("/api/query", "api"),
                    ("/pdf/", "pdf"),
                    ("/rss", "rss"),
                    ("/atom", "rss"),
                )
                if path.startswith(pre)
            ),
            "other",
        )
        ids = (
            [i for x in params.get("id_list", []) for i in x.split(",") if i]
            if endpoint == "api"
            else []
        )
        if endpoint == "pdf":
            ids = [re.sub(r"\.pdf$", "", path.split("/", 2)[2])]
        with sim.lock:
            sim.req_seq += 1
            rec = {
                "seq": sim.req_seq,
                "t": round(self.t_recv, 6),
                "wall": round(self.wall, 3),
                "conn": self.conn_id,
                "on_conn": self.n_on_conn,
                "open_conns": len(sim.open_conns),
                "inflight": len(sim.inflight) + 1,
                "client": "{}:{}".format(*self.client_address[:2]),
                "host": host,
                "method": self.command,
                "path": path,
                "query": query,
                "line_len": len(self.raw_requestline.rstrip(b"\r\n")),
                "endpoint": endpoint,
                "ids": ids[:2000],
                "ua": self.headers.get("User-Agent"),
                "accept": self.headers.get("Accept"),
                "accept_encoding": self.headers.get("Accept-Encoding"),
                "range": self.headers.get("Range"),
                "if_range": self.headers.get("If-Range"),
                "if_none_match": self.headers.get("If-None-Match"),
                "if_modified_since": self.headers.get("If-Modified-Since"),
            }
            if endpoint == "api":
                rec.update(
                    search_query=(params.get("search_query") or [None])[0],
                    start=(params.get("start") or [None])[0],
                    max_results=(params.get("max_results") or [None])[0],
                )
            sim.inflight[rec["seq"]] = rec
        self.rec = rec
        try:
            if fixed:
                fault, fparams = parse_fault(fixed)
                key = fixed
                with sim.lock:
                    sim.path_faults[key] += 1
                    used = sim.path_faults[key]
                if fault not in FAULTS:
                    return self.send(Resp(400, f"unknown fault {fault}".encode(), "text/plain"))
                if used <= int(fparams.get("skip", 0)) or (
                    "count" in fparams
                    and used > int(fparams["count"]) + int(fparams.get("skip", 0))
                ):
                    fault, fparams = None, {}
            else:
                fault, fparams = sim.rules.pick(
                    {
                        "endpoint": endpoint,
                        "path": path,
                        "query": query,
                        "ids": ids,
                        "ua": rec["ua"],
                        "host": host,
                        "range": rec["range"],
                    }
                )
            if fault and fault != "ok":
                rec["fault"] = fault
            limited = sim.limit(rec) if not (fault and fault != "ok") else None
            if limited:
                rec["enforced"] = True
                return self.send(limited)
            if sim.latency:
                time.sleep(sim.latency)
            self.act(fault, fparams, endpoint, path, query, params, host)
        except (TimeoutError, ConnectionError, BrokenPipeError):
            rec["aborted"] = True
            self.close_connection = True
        finally:
            rec["t_end"] = round(time.monotonic(), 6)
            sim.write(rec)
            with sim.lock:
                sim.inflight.pop(rec["seq"], None)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        if self.sim.verbose:
            super().handle_error(request, client_address)
