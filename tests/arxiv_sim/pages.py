"""The few HTML pages that take the place of a document."""

import html

_CHROME = '<!DOCTYPE html>\n<html lang="en">\n<head>  <title>{title}</title>\n  <meta name="viewport" content="width=device-width, initial-scale=1">\n{head}</head>\n\n<body>\n{body}\n</body>\n</html>\n'


CAPTCHA = _CHROME.format(
    title="arXiv.org - please verify",
    head='<meta name="robots" content="noindex"/>',
    body="<h1>Please verify you are a human</h1><p>Access to this document requires JavaScript and cookies.</p>",
).encode()


DENIED = _CHROME.format(
    title="Access Denied",
    head="",
    body="<h1>Access Denied</h1><p>Too many automated requests came from your site.</p>",
).encode()


def html_page(title, body, head=""):
    return _CHROME.format(title=html.escape(title), head=head, body=body).encode("utf-8", "replace")
