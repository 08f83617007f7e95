"""Builds build/ from the catalogue and from installed wheels: `python -m wooncoach.assets`.

No Django here: it runs before settings can load. A second run with nothing changed only
compares a few dates; files appear whole or not at all, so two runs at once do no harm.
"""

import json
import os
import re
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

RECIPES = Path(__file__).resolve()
ROOT = RECIPES.parent.parent
BUILD = ROOT / "build"
STAMP = BUILD / ".assets.json"

# Latin as written in the Netherlands and by its neighbours, and the marks the pages use.
GLYPHS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *map(ord, "–—‘’“”„…·•▲▼△▽→←↑↓✓×−€′″\u00ad\u2009\u202f\u2011"),  # noqa: RUF001
]
DISPLAY_AXES = {"wght": 700, "wdth": 100, "opsz": 20}
DATA_URI = re.compile(rb'url\("data:[^"]*"\)')
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/")


def package_file(package: str, *parts: str) -> Path:
    """Path of a file in an installed package, without importing that package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: run make setup")
    return Path(next(iter(spec.submodule_search_locations)), *parts)


def catalogue(source: Path) -> bytes:
    import polib

    return polib.pofile(str(source)).to_binary()


def stylesheet(source: Path) -> bytes:
    """Bootstrap without what a strict policy on images and a manifest of files refuse."""
    return SOURCE_MAP.sub(b"", DATA_URI.sub(b"none", source.read_bytes()))


def font(source: Path, axes: dict[str, float] | None = None) -> bytes:
    """The Latin subset of a font as WOFF2, with the given axes of a variable font pinned."""
    import io

    from fontTools import subset, ttLib
    from fontTools.varLib import instancer

    face = ttLib.TTFont(source)
    options = subset.Options(layout_features=["kern", "locl", "mark", "tnum"])
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=GLYPHS)
    subsetter.subset(face)
    if axes:
        face = instancer.instantiateVariableFont(face, axes)
    out = io.BytesIO()
    face.flavor = "woff2"
    face.save(out)
    return out.getvalue()


def display_font(source: Path) -> bytes:
    return font(source, DISPLAY_AXES)


def recipes() -> dict[str, tuple[Path, Callable[[Path], bytes]]]:
    """What is built from what, and how; paths under build/."""
    jobs: dict[str, tuple[Path, Callable[[Path], bytes]]] = {
        "static/css/bootstrap.min.css": (
            package_file("bootstrap", "css", "bootstrap.min.css"),
            stylesheet,
        ),
        "static/fonts/bricolage-700.woff2": (
            package_file(
                "fontpkg_bricolage_grotesque", "files", "BricolageGrotesque[opsz,wdth,wght].ttf"
            ),
            display_font,
        ),
    }
    for style in ("Regular", "Bold", "Italic"):
        source = package_file(
            "fontpkg_atkinson_hyperlegible", "files", f"AtkinsonHyperlegible-{style}.ttf"
        )
        jobs[f"static/fonts/atkinson-{style.lower()}.woff2"] = (source, font)
    for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        name = source.relative_to(ROOT).with_suffix(".mo").as_posix()
        jobs[name] = (source, catalogue)
    return jobs


def signature(source: Path) -> str:
    """Changes when the source or this file changes; contents are not read."""
    return " ".join(f"{s.st_mtime_ns}-{s.st_size}" for s in (source.stat(), RECIPES.stat()))


def write(target: Path, content: bytes) -> None:
    """Put a file in its place in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(target)


def build() -> list[str]:
    """Build what is out of date; returns the names of what was built."""
    try:
        known = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        known = {}
    fresh, built = {}, []
    for name, (source, recipe) in recipes().items():
        fresh[name] = signature(source)
        if known.get(name) != fresh[name] or not (BUILD / name).exists():
            write(BUILD / name, recipe(source))
            built.append(name)
    for gone in known.keys() - fresh.keys():
        (BUILD / gone).unlink(missing_ok=True)
    if fresh != known:
        write(STAMP, json.dumps(fresh, indent=1).encode())
    return built


if __name__ == "__main__":
    build()
