"""PDF by WeasyPrint: tagged, with our own fonts inside, and nothing fetched but bundled files."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

# What a PDF may be made of; everything else, also a picture in a text somebody typed, is refused.
BUNDLED = ("templates/pdf", "static", "build/static")
VARIANT = "pdf/ua-1"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class NotBundled(Exception):
    """A page asked for a file that may not, or cannot, go into a PDF."""


def render_pdf(template: str, context: dict[str, Any], *, language: str = "nl") -> bytes:
    """Make a PDF/UA of a template that extends pdf/base.html (which says what the context holds).

    Raises NotBundled when the page asks for a file that is not ours, or that is missing.
    WeasyPrint is imported here only: a web process must never load it.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    with translation.override(language):
        values = {"language": language, "made_at": timezone.now()} | context
        text = TITLE.sub(_one_line, render_to_string(template, values), count=1)
    base = (settings.BASE_DIR / "templates/pdf/page.html").as_uri()
    page = HTML(string=text, base_url=base, url_fetcher=bundled_only())
    try:
        return page.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
    except FatalURLFetchingError:  # a BaseException, and its text quotes the address
        raise NotBundled from None


def _one_line(title: re.Match[str]) -> str:
    """A title as readers show it: without the line breaks of the template."""
    return f"<title>{' '.join(title[1].split())}</title>"


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def bundled_path(url: str) -> Path:
    """The bundled file a URL names; ValueError for every other URL, ".." and links included."""
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc:
        raise ValueError("Only bundled files go into a PDF.")
    path = Path(url2pathname(parts.path)).resolve()
    if not any(path.is_relative_to((settings.BASE_DIR / root).resolve()) for root in BUNDLED):
        raise ValueError("Only bundled files go into a PDF.")
    return path


@cache
def bundled_only() -> Any:
    """The fetcher for WeasyPrint: no network, no other files, and no PDF when one is missing."""
    import mimetypes

    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class BundledOnly(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            path = bundled_path(url)
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return BundledOnly(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)
