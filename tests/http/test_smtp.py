"""Mail: TLS that is checked, plain text to this machine only, and no password anywhere."""

import ssl
import subprocess
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import ServiceError, UsageError
from readlist.http import smtp
from readlist.http.smtp import MailServer
from support.digest_kit import mail_server

SECRET = "s3cret!"


def a_mail() -> EmailMessage:
    """Return a small mail."""
    message = EmailMessage()
    message["From"] = message["To"] = "me@example.org"
    message["Subject"] = "news"
    message.set_content("some")
    return message


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for ``localhost`` with its key."""
    folder = tmp_path_factory.mktemp("tls")
    path = folder / "both.pem"
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *(
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
        ),
        *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
    ]
    try:
        subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not there")
    path.write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return path


def context_of(certificate: Path) -> ssl.SSLContext:
    """Return what a server speaks TLS with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("smtps://me%40example.org:a%2Fb@mail.example.org",
         MailServer("mail.example.org", 465, True, "me@example.org", "a/b")),
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, False)),
        ("smtp://localhost:25/", MailServer("localhost", 25, False)),
    ],
)  # fmt: skip
def test_an_address_says_everything(address: str, found: MailServer) -> None:
    """Host, port, TLS, user and password, percent signs decoded."""
    assert MailServer.parse(address) == found


@pytest.mark.parametrize(
    "address",
    ["", "mail.example.org", "https://mail.example.org", "smtp://", "smtp://h:port",
     "smtp://h/path", f"smtp://me:{SECRET}%0d%0aQUIT@h", f"http://me:{SECRET}@h"],
)  # fmt: skip
def test_other_addresses_are_refused_without_repeating_them(address: str) -> None:
    """An error names the variable and an example, never what stood there."""
    with pytest.raises(UsageError) as error:
        MailServer.parse(address)
    assert SECRET not in f"{error.value.problem} {error.value.remedy}"
    assert "READLIST_SMTP_URL" in error.value.problem


def test_the_password_is_in_no_representation() -> None:
    """Nor is it where a traceback would show it."""
    assert SECRET not in repr(MailServer("h", 25, False, "me", SECRET))


def test_plain_text_goes_to_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server elsewhere that offers no TLS gets nothing."""
    with mail_server() as (inbox, port):
        MailServer("127.0.0.1", port, False).send(a_mail())
        assert len(inbox.mails) == 1
        monkeypatch.setattr(smtp, "leads_here", lambda _host: False)
        with pytest.raises(ServiceError, match="offers no TLS"):
            MailServer("127.0.0.1", port, False).send(a_mail())
        assert len(inbox.mails) == 1


def test_a_server_that_is_not_who_it_says_gets_nothing(certificate: Path) -> None:
    """Neither by TLS from the first byte nor by STARTTLS: the certificate is checked."""
    context = context_of(certificate)
    with mail_server(ssl_context=context) as (inbox, port):
        with pytest.raises(ServiceError, match="is not who it says"):
            MailServer("localhost", port, True, "me", SECRET).send(a_mail())
        assert inbox.mails == []
    with mail_server(tls_context=context, require_starttls=True) as (inbox, port):
        with pytest.raises(ServiceError, match="is not who it says"):
            MailServer("localhost", port, False, "me", SECRET).send(a_mail())
        assert inbox.mails == []


def test_with_a_certificate_that_is_trusted_it_goes_out(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By STARTTLS, and user and password are given only inside it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    seen: list[tuple[bool, Any]] = []

    def check(server: Any, session: Any, _envelope: Any, _mechanism: Any, data: Any) -> Any:
        results = pytest.importorskip("aiosmtpd.smtp")
        seen.append((session.ssl is not None, data.password))
        return results.AuthResult(success=True)

    options = {"tls_context": context_of(certificate), "authenticator": check}
    with mail_server(**options, auth_require_tls=True) as (inbox, port):
        MailServer("localhost", port, False, "me", SECRET).send(a_mail())
        assert len(inbox.mails) == 1
    assert seen == [(True, SECRET.encode())]


def test_a_password_that_is_wrong_is_told_without_it() -> None:
    """The server's words may repeat it; ours do not."""

    def check(*_args: Any) -> Any:
        return pytest.importorskip("aiosmtpd.smtp").AuthResult(success=False, handled=False)

    with (
        mail_server(authenticator=check, auth_require_tls=False) as (_, port),
        pytest.raises(ServiceError, match="does not accept user and password") as error,
    ):
        MailServer("127.0.0.1", port, False, "me", SECRET).send(a_mail())
    assert SECRET not in str(error.value)


def test_refusals_and_silence_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the host and what it said; the password is masked where it is repeated."""

    async def refuse(_self: Any, _server: Any, _session: Any, _envelope: Any) -> str:
        return f"554 no, {SECRET}"

    monkeypatch.setattr("support.digest_kit.Inbox.handle_DATA", refuse)
    with (
        mail_server() as (_, port),
        pytest.raises(ServiceError, match=r"refuses the mail: no, \*\*\*"),
    ):
        MailServer("127.0.0.1", port, False, "", SECRET).send(a_mail())
    with pytest.raises(ServiceError, match="cannot be reached"):
        MailServer("127.0.0.1", 9, False).send(a_mail())
