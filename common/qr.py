"""A QR code as SVG with presentation attributes only, as our policy for content asks."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 4  # empty modules around it, of ISO/IEC 18004


def qr_picture(text: str, *, title: str) -> SafeString:
    """The picture of a text of at most some 300 characters; dark on white in both themes."""
    import segno

    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix]
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return format_html(
        '<svg class="qr" role="img" viewBox="0 0 {side} {side}" width="280" height="280"'
        ' shape-rendering="crispEdges"><title>{title}</title>'
        '<rect width="{side}" height="{side}" fill="#FFFFFF"/><path d="{path}" fill="#1E2A2B"/></svg>',
        side=side,
        title=title,
        path=path,
    )
