"""The server: faults, framing, the control plane."""

from __future__ import annotations

import json
import re
import select
import socket
import struct
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

from scholar_sim.asking import Request, Resp
from scholar_sim.faults import FAULTS, parse_fault
from scholar_sim.hosts import HOSTS
from scholar_sim.manners import pool_of
from scholar_sim.pages import CAPTCHA, CLOUDFLARE, page


class Handler(BaseHTTPRequestHandler):
    protocol_version, server_version, sys_version = "HTTP/1.1", "scholar_sim", ""

    def setup(self):
        self.sim = self.server.sim
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError, ValueError):
            self.close_connection = True

    def log_message(self, *a):
        pass

    def do(self):
        sim, (raw, _, query) = self.sim, self.path.partition("?")
        t, self.rec = time.monotonic(), {}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if raw.startswith("/__sim__/"):
            return self.write(self.control(raw[9:], body))
        fixed = self.headers.get("X-Sim-Fault")
        m = re.match(r"/f/([^/]+)(/.*)$", raw)
        if m:
            fixed, raw = unquote(m.group(1)), m.group(2)
        host, _, rest = raw.lstrip("/").partition("/")
        host = host.lower()
        r = Request(self.command, host, "/" + rest, query, self.headers, body)
        with sim.lock:
            sim.req_seq += 1
            busy = sum(x["host"] == host for x in sim.inflight.values()) + 1
            rec = {
                "seq": sim.req_seq,
                "t": round(t, 6),
                "wall": round(time.time(), 3),
                "host": host,
                "method": self.command,
                "path": r.path,
                "raw": r.raw,
                "query": query,
                "headers": dict(self.headers.items()),
                "body": body.decode("utf-8", "replace")[:2000],
                "ua": self.headers.get("User-Agent"),
                "accept": self.headers.get("Accept"),
                "client": "{}:{}".format(*self.client_address[:2]),
                "inflight": busy,
                "inflight_all": len(sim.inflight) + 1,
            }
            rec["pool"] = pool_of(rec)
            sim.inflight[rec["seq"]] = rec
        self.rec = rec
        try:
            if host not in HOSTS:
                return self.write(
                    Resp(
                        404,
                        f"scholar_sim serves no {host!r}; hosts: {' '.join(HOSTS)}",
                        "text/plain",
                    )
                )
            fault, fp = (
                sim.rules.pick(
                    {
                        "host": host,
                        "path": r.raw,
                        "query": query,
                        "ua": rec["ua"],
                        "method": self.command,
                    }
                )
                if not fixed
                else parse_fault(fixed)
            )
            if fixed:
                with sim.lock:
                    sim.path_faults[fixed] += 1
                    n, skip = sim.path_faults[fixed], int(fp.get("skip", 0))
                if fault not in FAULTS:
                    return self.write(Resp(400, f"unknown fault {fault}", "text/plain"))
                if n <= skip or n > skip + int(fp.get("count", 10**9)):
                    fault, fp = None, {}
            if fault and fault != "ok":
                rec["fault"] = fault
                return self.act(fault, fp, r)
            resp = sim.limit(rec, r)
            if resp:
                rec["enforced"] = True
                return self.write(resp)
            if sim.latency:
                time.sleep(sim.latency)
            self.write(sim.services.answer(r))
        except (TimeoutError, ConnectionError):
            rec["aborted"], self.close_connection = True, True
        finally:
            self.done()

    do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = do

    def done(self):
        with self.sim.lock:
            if self.sim.inflight.pop(self.rec["seq"], None):
                self.rec["t_end"] = round(time.monotonic(), 6)
                if self.rec["seq"] > self.sim.forgotten:
                    self.sim.log.append(self.rec)

    # --- faults
    def stall(self, seconds, give_up=True):
        """Waits; ends early when the client hangs up or the simulator stops."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.sim.stopping:
            ready, _, _ = select.select(
                [self.connection], [], [], min(0.05, max(0.0, end - time.monotonic()))
            )
            if ready and not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionError("the client hung up")
            if ready:
                time.sleep(0.05)
        if give_up:
            self.rec["status"], self.close_connection = 0, True

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rec.setdefault("status", 0)
        self.close_connection = True
        self.connection.close()

    def act(self, fault, fp, r):
        f = lambda k, d: float(fp.get(k, d))
        if fault == "status" or fault.isdigit():
            code = int(fp.get("code", 503 if fault == "status" else fault))
            ra = (
                "54000" if fp.get("huge") else fp.get("retry_after", {503: "2", 429: "5"}.get(code))
            )
            if "http-date" in fp:
                ra = format_datetime(
                    datetime.now(UTC) + timedelta(seconds=f("http-date", 5)), usegmt=True
                )
            bodies = {
                429: ("Too many requests", "text/plain"),
                403: (CLOUDFLARE, "text/html"),
                502: (
                    page("502 Bad Gateway", "", "<center><h1>502 Bad Gateway</h1></center>"),
                    "text/html",
                ),
            }
            b, c = bodies.get(code, (page(str(code), "", f"<h1>{code}</h1>"), "text/html"))
            return self.write(
                Resp(
                    code,
                    fp.get("body", b),
                    fp.get("ctype", c),
                    [("Retry-After", ra)] if ra not in (None, "none") else [],
                )
            )
        if fault == "reset":
            return self.reset()
        if fault == "close":
            self.rec["status"], self.close_connection = 0, True
            return None
        if fault == "hang":
            return self.stall(f("seconds", 3600))
        if fault == "html200":
            return self.write(Resp(200, CAPTCHA, fp.get("ctype", "text/html; charset=utf-8")))
        if fault == "empty_body":
            return self.write(Resp(200, b"", "application/json"))
        if fault == "huge":
            return self.write(
                Resp(
                    200,
                    b'{"status":"ok","message":{"title":["'
                    + b"A" * int(f("mb", 64) * 2**20)
                    + b'"]}}',
                    "application/json",
                )
            )
        if fault == "redirect":
            here = f"{r.host}{r.raw}" + ("?" + r.query if r.query else "")
            to = {
                "same": f"{self.sim.base}/{here}",
                "loop": self.sim.base + self.path,
                "https": "https://" + self.sim.base.split("//")[1] + "/" + here,
                "http": "http://" + here,
                "host": self.sim.base.replace("127.0.0.1", "localhost") + "/" + here,
            }.get(fp.get("to", "same"), unquote(fp.get("to", "")))
            return self.write(Resp(int(fp.get("code", 301)), b"", "text/html", [("Location", to)]))
        if fault == "delay":
            self.stall(f("seconds", 15), give_up=False)
        resp = self.sim.services.answer(r)
        if fault == "wrong_work":
            other = self.sim.works_["plain" if "sim.plain" not in r.path else "subtitle"]
            resp = self.sim.services.answer(
                Request(
                    r.method,
                    r.host,
                    r.raw
                    if "10." not in r.path
                    else re.sub(r"10\.[^?]*", quote(other.doi, safe=""), r.path, count=1),
                    "",
                    r.headers,
                    r.body,
                )
            )
        elif fault == "wrong_ctype":
            resp.ctype = fp.get("ctype", "text/plain")
        elif fault == "no_ctype":
            resp.ctype = None
        elif fault == "evil_text":
            resp.body = re.sub(
                rb'("title":\s*\[?\s*(?:\{"title":\s*)?")',
                lambda m: (
                    m.group(1)
                    + b"\\u001b[2J\\u001b[31mOWNED\\u001b[0m \\u202eevil\\u2069 [bold red]x[/] "
                ),
                resp.body,
            )
        elif fault == "bad_json":
            b = resp.body
            resp.body = {
                "cut": b[: len(b) * 2 // 3],
                "nan": b'{"message": NaN}',
                "bom": b"\xef\xbb\xbf" + b,
                "utf8": b.replace(b'"title"', b'"title\xff\xfe"', 1),
                "dup": b + b,
                "list": b"[" + b + b"]",
                "null": b"null",
                "deep": b"[" * 100000,
            }[fp.get("kind", "cut")]
        cut = int(fp.get("after", len(resp.body) * f("fraction", 0.5)))
        if fault == "truncate_clean":
            resp.body = resp.body[:cut]
        if fault in ("truncate", "reset_mid", "hang_mid", "drip", "chunked", "chunked_cut"):
            resp.how.update(mode=fault, cut=cut, bps=f("bps", 200), chunk=int(f("chunk", 50)))
        return self.write(resp)

    # --- writing
    def write(self, resp):
        how, mode = resp.how, resp.how.get("mode")
        rec = self.rec
        rec.update(
            status=resp.status,
            bytes=len(resp.body),
            complete=mode in (None, "chunked", "drip"),
            **({"recorded": how["recorded"]} if "recorded" in how else {}),
        )
        heads = [
            ("Date", self.date_time_string()),
            *([("Content-Type", resp.ctype)] if resp.ctype else []),
            *resp.headers,
            *(self.sim.limit_headers(rec) if rec.get("host") else []),
        ]
        heads.append(
            ("Transfer-Encoding", "chunked")
            if mode in ("chunked", "chunked_cut")
            else ("Content-Length", str(len(resp.body)))
        )
        for k, v in resp.headers:
            if k == "Retry-After":
                try:
                    rec["retry_after"] = float(v)
                except ValueError:
                    rec["retry_after"] = max(
                        0.0, (parsedate_to_datetime(v) - datetime.now(UTC)).total_seconds()
                    )
        reason = self.responses.get(resp.status, ("",))[0]
        out = (
            f"HTTP/1.1 {resp.status} {reason}\r\n"
            + "".join(f"{k}: {v}\r\n" for k, v in heads)
            + "\r\n"
        ).encode("latin-1", "replace")
        body = b"" if self.command == "HEAD" else resp.body
        if mode is None:
            if rec.get("seq"):
                self.done()  # before the last byte leaves, so that a client in step is never seen twice at once
            return self.wfile.write(out + body)
        self.close_connection = mode != "chunked"
        if mode in ("chunked", "chunked_cut"):
            parts = [body[i : i + 4096] for i in range(0, len(body), 4096)]
            parts = parts if mode == "chunked" else [body[: how["cut"]]]
            return self.wfile.write(
                out
                + b"".join(b"%x\r\n%s\r\n" % (len(x), x) for x in parts if x)
                + (b"0\r\n\r\n" if mode == "chunked" else b"")
            )
        self.wfile.write(out)
        if mode == "drip":
            for i in range(0, len(body), how["chunk"]):
                self.wfile.write(body[i : i + how["chunk"]])
                self.stall(how["chunk"] / how["bps"], give_up=False)
            return None
        self.wfile.write(body[: how["cut"]])
        if mode == "reset_mid":
            time.sleep(0.05)
            return self.reset()
        if mode == "hang_mid":
            return self.stall(3600)
        return None

    def control(self, what, body):
        sim = self.sim
        if what in ("records", "report", "traps", "hosts"):
            return Resp(
                200,
                {
                    "records": sim.records,
                    "report": sim.report,
                    "traps": sim.traps,
                    "hosts": lambda: {"READLIST_HOSTS": sim.hosts},
                }[what](),
            )
        if what == "works":
            return Resp(
                200,
                [{"key": w.key, "ids": w.ids(), "expect": w.expect} for w in sim.works_.values()],
            )
        try:
            j = json.loads(body or b"{}")
            if what == "faults":
                sim.faults(j)
            elif what == "set":
                sim.set(**j)
            elif what == "reset":
                sim.reset_log()
            else:
                return Resp(404, {"error": what})
        except (ValueError, TypeError) as e:
            return Resp(400, {"error": str(e)})
        return Resp(200, {"ok": True})


class _Server(ThreadingHTTPServer):
    daemon_threads, block_on_close, request_queue_size, allow_reuse_address = True, False, 128, True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], (ConnectionError, socket.timeout)):
            super().handle_error(request, client_address)
