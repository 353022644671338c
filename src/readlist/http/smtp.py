"""Send mail: over TLS with a checked certificate; unencrypted only to this machine."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from readlist.errors import ServiceError, UsageError
from readlist.http.addresses import leads_here
from readlist.text import one_line, shorten

_PATIENCE = 60.0
"""Seconds without a word from the server."""
_PORTS = {"smtp": 587, "smtps": 465}
_FORM = "export READLIST_SMTP_URL=smtps://USER:PASSWORD@mail.example.org"


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that accepts mail."""

    host: str
    port: int
    is_tls: bool
    """Whether the connection begins encrypted; if not, it becomes so or stays on this machine."""
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, address: str) -> "MailServer":
        """Read ``smtps://USER:PASSWORD@HOST:PORT``; the password never appears in an error.

        Raises:
            UsageError: It is not such an address.
        """
        try:
            parts = urlsplit(address.strip())
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise _wrong() from None
        if parts.scheme not in _PORTS or not host or parts.path.strip("/") or parts.query:
            raise _wrong()
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if any(ord(sign) < 32 for sign in user + password):
            raise _wrong()
        number = port or _PORTS[parts.scheme]
        return cls(host, number, parts.scheme == "smtps", user, password)

    def send(self, message: EmailMessage) -> None:
        """Send a mail.

        Raises:
            ServiceError: The server cannot be reached, cannot prove its identity, or refuses.
        """
        context = ssl.create_default_context()
        try:
            if self.is_tls:
                with smtplib.SMTP_SSL(
                    self.host, self.port, timeout=_PATIENCE, context=context
                ) as server:
                    self._hand_over(server, message)
            else:
                with smtplib.SMTP(self.host, self.port, timeout=_PATIENCE) as server:
                    self._encrypt(server, context)
                    self._hand_over(server, message)
        except smtplib.SMTPAuthenticationError:
            raise self._fault("does not accept user and password", _FORM) from None
        except ssl.SSLCertVerificationError as error:
            raise self._fault(f"is not who it says: {error.verify_message}", _FORM) from None
        except smtplib.SMTPException as error:
            raise self._fault(f"refuses the mail: {self._told(error)}", "again later") from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise self._fault(f"cannot be reached: {reason}", "again later") from None

    def _encrypt(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        """Begin TLS; only a server on this machine may do without.

        Raises:
            ServiceError: The server does not offer it.
        """
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        elif not leads_here(self.host):
            raise self._fault("offers no TLS", "a server that does: smtps://USER:PASSWORD@HOST")

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        if self.user:
            server.login(self.user, self.password)
        server.send_message(message)

    def _told(self, error: smtplib.SMTPException) -> str:
        """Return what a server said, with the password removed."""
        last = error.args[-1] if error.args else ""
        said = one_line(last.decode("utf-8", "replace") if isinstance(last, bytes) else str(last))
        return shorten(said.replace(self.password, "***") if self.password else said, 160)

    def _fault(self, problem: str, remedy: str) -> ServiceError:
        return ServiceError(f"the mail server {self.host} {problem}", remedy)


def _wrong() -> UsageError:
    return UsageError("READLIST_SMTP_URL is not the address of a mail server", _FORM)
