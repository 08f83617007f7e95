"""Photos for signals: drawn, so that no real door is in the demo."""

import io

from PIL import Image, ImageDraw

SIZE = (1200, 900)
BRICK, INK, PAPER = "#B5785A", "#3A4242", "#EDE7DB"
DOOR, GLASS, BAG = "#2F6B5E", "#BFD3D6", "#23282B"


def draw(what: str) -> bytes:
    """A JPEG of "gallery", "window" or "door"."""
    image = Image.new("RGB", SIZE, BRICK)
    pen = ImageDraw.Draw(image)
    for row in range(0, SIZE[1], 60):
        pen.line((0, row, SIZE[0], row), fill="#A86C50", width=3)
    {"gallery": _gallery, "window": _window, "door": _door}[what](pen)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _gallery(pen):
    """Front doors on a gallery, with bags before one of them."""
    pen.rectangle((0, 720, *SIZE), fill="#B9B5AB")
    for left in (80, 480, 880):
        pen.rectangle((left, 200, left + 220, 720), fill=DOOR, outline=INK, width=8)
        pen.rectangle((left + 50, 260, left + 170, 400), fill=GLASS, outline=INK, width=5)
    for left, top in ((430, 640), (530, 660), (620, 630), (500, 590), (690, 670)):
        pen.ellipse((left, top, left + 130, top + 150), fill=BAG)
        pen.polygon(((left + 50, top), (left + 80, top), (left + 65, top - 30)), fill=BAG)
    pen.line((0, 850, SIZE[0], 850), fill=INK, width=14)


def _window(pen):
    """A front window with boxes up to the ceiling behind it."""
    pen.rectangle((200, 120, 1000, 760), fill=GLASS, outline=PAPER, width=30)
    for row, count in enumerate((5, 6, 5, 6, 4)):
        for column in range(count):
            left, top = 240 + column * 120 + row % 2 * 14, 620 - row * 108
            pen.rectangle((left, top, left + 112, top + 104), fill="#C39A62", outline=INK, width=4)
            pen.line((left, top + 40, left + 112, top + 40), fill=PAPER, width=6)
    pen.line((600, 120, 600, 760), fill=PAPER, width=18)


def _door(pen):
    """A front door with post sticking out of the letterbox and lying before it."""
    pen.rectangle((420, 90, 800, 840), fill=DOOR, outline=INK, width=10)
    pen.rectangle((500, 160, 720, 380), fill=GLASS, outline=INK, width=6)
    pen.rectangle((510, 500, 710, 540), fill=INK)
    for shift in (0, 45, 90, 130):
        pen.polygon(
            ((520 + shift, 520), (570 + shift, 516), (590 + shift, 610), (535 + shift, 616)),
            fill=PAPER,
            outline=INK,
        )
    for left in (350, 520, 690):
        pen.rectangle((left, 800, left + 150, 860), fill=PAPER, outline=INK, width=3)
