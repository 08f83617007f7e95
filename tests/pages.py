"""What a browser makes of a page: its elements and its forms, without a browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict
    text: str = ""


@dataclass
class Form:
    """A form as it would be sent: where to, how, and the fields in it with their values."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)


class Page(HTMLParser):
    """Elements and forms of a page; complains about tags that are not closed in order."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.forms, self.open, self.wrong = [], [], [], []
        self._svg = 0
        self.feed(text)
        self.close()
        self.wrong += [f"<{element.tag}> is not closed" for element in self.open]

    def handle_starttag(self, tag, attributes):
        element = Element(tag, dict(attributes))
        self.elements.append(element)
        if tag not in VOID and not self._inside_svg():
            self.open.append(element)
        given = element.attributes
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif tag in ("input", "textarea", "select") and "name" in given and self._in_form():
            self.forms[-1].fields.setdefault(given["name"], given.get("value", ""))

    def handle_startendtag(self, tag, attributes):
        self.elements.append(Element(tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag in VOID or (self._inside_svg() and tag != "svg"):
            return
        if self.open and self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        if self.open:
            self.open[-1].text += data

    def _inside_svg(self):
        return any(element.tag == "svg" for element in self.open)

    def _in_form(self):
        return any(element.tag == "form" for element in self.open)

    def form_to(self, path):
        """The form of this page that is sent to a path, its own page when the form names none."""
        return next(form for form in self.forms if form.method == "post" and form.action == path)


def page_of(answer):
    return Page(answer.content.decode())
