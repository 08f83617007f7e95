"""What every PDF of ours must be: tagged, titled, in Dutch, with its fonts and its words inside."""

import io

from pypdf import PdfReader


def words_of(pdf):
    """The text of all pages, as somebody reads it, in one line."""
    return " ".join(
        word for page in PdfReader(io.BytesIO(pdf)).pages for word in page.extract_text().split()
    )


def assert_for_everyone(pdf, *, title):
    """PDF/UA as far as a program can see; gives the alternative texts of the figures."""
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata.title == title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert_embedded(font.get_object())
    tags = list(tags_under(root["/StructTreeRoot"]))
    kinds = [tag["/S"] for tag in tags]
    headings = [int(kind[2:]) for kind in kinds if kind[1:2] == "H" and kind[2:].isdigit()]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(headings, headings[1:], strict=False)), headings
    for table in (tag for tag in tags if tag["/S"] == "/Table"):
        assert "/TH" in [tag["/S"] for tag in tags_under(table)]
    figures = [tag for tag in tags if tag["/S"] == "/Figure"]
    texts = [figure.get("/Alt", "").strip() for figure in figures]
    assert all(texts)
    return texts


def assert_embedded(font):
    family = font["/BaseFont"].split("+")[1].split("-")[0]
    assert family in ("Atkinson", "Bricolage"), font["/BaseFont"]
    descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def tags_under(node):
    """Every element of the structure tree below this one, in reading order."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object()
        if isinstance(child, dict) and "/S" in child:
            yield child
            yield from tags_under(child)
