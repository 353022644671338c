"""How an answer goes out: whole, cut, slow, or not at all."""

import select
import socket
import struct
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from arxiv_sim.faults import AbortedError


class Sending:
    """Writes answers to the connection, and breaks it where a fault says so."""

    def reset(self):
        self.rec.setdefault("status", 0)
        self.rec["reset"] = True
        self.close_connection = True
        sock = self.connection
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            sock.close()
        except OSError:
            pass
        raise AbortedError

    def stall(self, seconds, give_up=True):
        """Wait; stop early when the client goes away."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.sim.stopping:
            r, _, _ = select.select(
                [self.connection], [], [], min(0.1, max(0.0, end - time.monotonic()))
            )
            if r:
                try:
                    if not self.connection.recv(1, socket.MSG_PEEK):
                        self.rec["client_gave_up"] = round(time.monotonic() - self.t_recv, 3)
                        self.close_connection = True
                        raise AbortedError
                except OSError:
                    raise AbortedError from None
                time.sleep(0.05)
        if give_up:
            self.close_connection = True
            raise AbortedError

    def send(self, r):
        rec, sent = self.rec, 0
        rec["status"] = r.status
        for k, v in r.headers:  # kept, so that a checker can see whether it was respected
            if k == "Retry-After":
                try:
                    rec["retry_after"] = float(v)
                except ValueError:
                    wait = (parsedate_to_datetime(v) - datetime.now(UTC)).total_seconds()
                    rec["retry_after"] = max(0.0, round(wait, 1))
        rec["bytes"] = 0
        head = self.command == "HEAD"
        nobody = head or r.status in (204, 304)
        if isinstance(r.body, (bytes, bytearray)) and r.length != len(r.body) and r.cut is None:
            r.length = len(r.body)
        lines = [f"HTTP/1.1 {r.status} {self.responses.get(r.status, ('',))[0]}"]
        if r.status != 406:
            lines.append(f"Server: {self.server_version}")
        lines.append(f"Date: {self.date_time_string()}")
        if r.status not in (204, 304):
            lines.append(f"Content-Type: {r.ctype}")
        chunked = r.framing == "chunked" and self.request_version != "HTTP/1.0"
        if chunked and not nobody:
            lines.append("Transfer-Encoding: chunked")
        elif (
            r.length is not None and r.status not in (204, 304) and not (head and not r.head_length)
        ):
            lines.append(f"Content-Length: {r.length}")
        elif not nobody and r.length is None:
            self.close_connection = True
        lines += [f"{k}: {v}" for k, v in r.headers]
        if r.cut is not None or r.rst is not None:
            self.close_connection = True
        if self.close_connection:
            lines.append("Connection: close")
        self.wfile.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace"))
        if nobody:
            return None
        limit = next((x for x in (r.cut, r.rst, r.stall) if x is not None), None)
        parts = [r.body] if isinstance(r.body, (bytes, bytearray)) else r.body
        try:
            for part in parts:
                view = memoryview(part)
                step = r.chunk if r.bps else 65536
                for i in range(0, len(view), step):
                    piece = view[i : i + step]
                    if limit is not None and sent + len(piece) > limit:
                        piece = piece[: limit - sent]
                    if len(piece):
                        self.wfile.write(
                            b"%x\r\n" % len(piece) + bytes(piece) + b"\r\n" if chunked else piece
                        )
                        sent += len(piece)
                        rec["bytes"] = sent
                    if r.bps:
                        self.stall(len(piece) / r.bps, give_up=False)
                    if limit is not None and sent >= limit:
                        if r.rst is not None:
                            time.sleep(0.05)
                            return self.reset()
                        if r.stall is not None:
                            return self.stall(3600)
                        return None
            if chunked:
                self.wfile.write(b"0\r\n\r\n")
            rec["complete"] = True
        finally:
            rec["bytes"] = sent
