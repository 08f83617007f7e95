"""What every page must be: without axe violations, no wider than the screen, nothing under a bar."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
NARROWEST, PHONE, DESK = WIDTHS = (320, 390, 1360)
HEIGHT = 844
OPTIONS = {"resultTypes": ["violations"], "iframes": False}
CONTRAST = OPTIONS | {"runOnly": ["color-contrast"]}
# Contrast takes most of axe's time, and no colour differs between the two phones.
BUT_CONTRAST = OPTIONS | {"rules": {"color-contrast": {"enabled": False}}}

STICKS_OUT = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= innerWidth) return "";
  const wide = [...document.querySelectorAll("body *")].filter(
    element => element.getBoundingClientRect().right > innerWidth + 1);
  return `${page.scrollWidth} px wide: ` + wide.slice(-2).map(e => e.outerHTML.slice(0, 90)).join(" | ");
}"""
UNDER_THE_BAR = """() => {
  const bar = document.querySelector(".bottombar");
  if (!bar || !bar.checkVisibility() || getComputedStyle(bar).position !== "fixed") return "";
  scrollTo(0, document.documentElement.scrollHeight);
  const end = document.querySelector("main").getBoundingClientRect().bottom;
  return end <= bar.getBoundingClientRect().top ? "" : "the end stays under the bottom bar";
}"""
TOO_SMALL = """() => {
  const tapped = ".btn, button, summary, select, .choice-tile, .form-control, .chip, nav a";
  const small = [...document.querySelectorAll(tapped)].filter(element =>
    element.checkVisibility() && !element.closest(".visually-hidden") &&
    element.getBoundingClientRect().height < 43.5);
  return small.length ? "too small to tap: " + small[0].outerHTML.slice(0, 90) : "";
}"""
UNFOLD = "document.querySelectorAll('details').forEach(one => (one.open = true))"
FOLD = "document.querySelectorAll('details').forEach(one => (one.open = false))"


def violations(page, options):
    """What axe holds against the page as it stands, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"axe {item['id']}: {', '.join(str(node['target'][0]) for node in item['nodes'][:3])}"
        for item in found
    ]


def troubles(page):
    """Everything wrong with the page at each width; at the narrowest with all parts unfolded."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate(UNFOLD if width == NARROWEST else FOLD)
        measured = [page.evaluate(check) for check in (STICKS_OUT, UNDER_THE_BAR, TOO_SMALL)]
        by_axe = violations(page, BUT_CONTRAST if width == PHONE else OPTIONS)
        found += [f"{width}: {line}" for line in (*measured, *by_axe) if line]
    return found


def letter_size(svg):
    """How large the smallest letters of a picture are on the screen, in pixels."""
    return svg.evaluate(
        """picture => Math.min(...[...picture.querySelectorAll("text")].map(
          text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
    )
