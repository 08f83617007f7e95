"""Somebody at a browser: clicks are counted, and whatever goes wrong on the way is kept."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import expect

from tests.browser.house import logged_in_client

INSIDE = ("data:", "blob:", "about:")


def about(words, what):
    """The name of a button that tells who does not see the page what it is about."""
    return re.compile(f"^{re.escape(words)}.*{re.escape(what)}")


class Visit:
    """One browser context with one page, on the live server and nowhere else."""

    def __init__(self, context, home):
        self.context = context
        self.home, self.host = home, urlsplit(home).netloc
        self.clicks = 0
        self.faults = []
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script broke: {error.error}"))
        self.page = context.new_page()

    def _asked(self, request):
        if not request.url.startswith(INSIDE) and urlsplit(request.url).netloc != self.host:
            self.faults.append(f"asked another host: {request.url}")

    def _answered(self, response):
        if response.status >= 500:
            self.faults.append(f"answered {response.status}: {response.url}")

    def _said(self, message):
        refused = message.text.startswith("Failed to load resource: the server responded with")
        if refused and message.location["url"] == self.page.url:
            return  # the page itself says no, which is for its test to judge
        if message.type == "error" or "Content Security Policy" in message.text:
            self.faults.append(f"console: {message.text} ({self.page.url})")

    def let_in(self, user):
        """Log in without the login page: that page has tests of its own."""
        client = logged_in_client(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.home}
        self.context.add_cookies([cookie])

    def go(self, path):
        self.page.goto(path)

    def find(self, role, name, **options):
        """What is on the page in words, the first of its kind: ("button", "Signaal opslaan")."""
        return self.page.get_by_role(role, name=name, **options).first

    def tap(self, role, name, **options):
        """One click of the budget."""
        self.clicks += 1
        self.find(role, name, **options).click()

    def answer(self, group, name, **options):
        """One click of the budget, on an answer to the question `group`."""
        self.clicks += 1
        self.page.get_by_role("group", name=group).get_by_role(
            "radio", name=name, **options
        ).click()

    def pick(self, label, option):
        """An option of a list, which takes two clicks: open it and choose."""
        self.clicks += 2
        self.page.get_by_label(label).select_option(label=option)

    def open_more(self, words):
        """Unfold what stands behind a summary."""
        self.clicks += 1
        self.page.locator("summary", has_text=words).click()

    def write(self, label, text, **options):
        """Typing is not counted, and neither is putting the cursor in the field for it."""
        self.page.get_by_label(label, **options).fill(text)

    def reads(self, text):
        """Wait until the page says this."""
        expect(self.page.locator("body")).to_contain_text(text)

    def until(self, expression):
        """Wait until this is true on the page; wait_for_function would need eval, which is refused."""
        for _try in range(300):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never true: {expression}")

    def is_at(self, path):
        """Wait until the address bar says this; a pattern may stand for the end."""
        pattern = path if isinstance(path, re.Pattern) else re.compile(re.escape(path) + "$")
        expect(self.page).to_have_url(pattern)


class Keyboard:
    """The same page without a mouse: keys only, and what has the focus must be in sight."""

    MOST_TABS = 120

    def __init__(self, visit):
        self.visit = visit
        self.page = visit.page
        self.tabs = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def to(self, target, *, back=False):
        """Tab until this has the focus; it must then be visible and not under a bar."""
        expect(target).to_be_attached()
        for _tab in range(self.MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                trouble = target.evaluate(OUT_OF_SIGHT)
                assert not trouble, f"{target}: {trouble}"
                return
            self.press("Shift+Tab" if back else "Tab")
            self.tabs += 1
        raise AssertionError(f"Tab does not reach {target}")

    def follow(self, name, **options):
        self.to(self.visit.find("link", name, **options))
        self.press("Enter")

    def push(self, name, **options):
        self.to(self.visit.find("button", name, **options))
        self.press("Enter")

    def write(self, label, text, **options):
        self.to(self.page.get_by_label(label, **options))
        self.press("Control+a")
        self.type(text)

    def choose(self, group, name):
        """An answer among radio buttons: Tab to the group, arrows within it."""
        radios = self.page.get_by_role("group", name=group).get_by_role("radio")
        wanted = self.page.get_by_role("group", name=group).get_by_role("radio", name=name)
        expect(wanted).to_have_count(1)
        self._into(radios)
        if not wanted.is_checked():
            self.press("Space")
        for _answer in range(radios.count()):
            if wanted.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {name}")

    def _into(self, radios):
        for _tab in range(self.MOST_TABS):
            if radios.evaluate_all("all => all.includes(document.activeElement)"):
                return
            self.press("Tab")
            self.tabs += 1
        raise AssertionError("Tab does not reach the answers")

    def pick_date(self, label, day):
        """Type a date in the order of the browser's own date field."""
        parts = self.page.evaluate(
            "new Intl.DateTimeFormat(navigator.language).formatToParts().map(part => part.type)"
        )
        digits = {"day": f"{day:%d}", "month": f"{day:%m}", "year": f"{day:%Y}"}
        field = self.page.get_by_label(label)
        self.to(field)
        self.type("".join(digits[part] for part in parts if part in digits))
        expect(field).to_have_value(day.isoformat())


# Why the focused element cannot be seen, or "": its middle is off the screen or under something.
OUT_OF_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `off the screen at ${x}, ${y}`;
  const top = document.elementFromPoint(x, y);
  if (top && !element.contains(top) && !top.contains(element) && !top.closest("label"))
    return `under ${top.outerHTML.slice(0, 80)}`;
  const style = getComputedStyle(element.closest(".choice-tile") || element);
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return ring ? "" : "no ring around the focus";
}"""
