"""Brings the Dutch catalogue up to date with the code, or with --check says what it lacks."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.commands.makemessages import Command

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale", "nl", "LC_MESSAGES", "django.po")
IGNORED = [".venv", ".git", "build", "var", "tests", "bench", "node_modules"]


def entries(root):
    """The entries of this tree's catalogue, by what identifies them."""
    path = root / CATALOGUE
    found = polib.pofile(str(path)) if path.exists() else []
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural): entry for entry in found}


def extract(root):
    """Run makemessages in this tree; without a new, changed or lost text the file stays as it was."""
    os.chdir(root)
    (root / "locale").mkdir(exist_ok=True)
    before = CATALOGUE.read_text() if CATALOGUE.exists() else ""
    words = {str(entry) for entry in entries(root).values()}
    call_command(
        Command(),
        locale=["nl"],
        ignore_patterns=IGNORED,
        no_obsolete=True,
        no_wrap=True,
        add_location="never",
        verbosity=0,
    )
    if {str(entry) for entry in entries(root).values()} == words:
        CATALOGUE.write_text(before)


def complaints():
    """What is missing, superfluous, untranslated or doubtful in the catalogue."""
    present = entries(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "tree")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*IGNORED, ".*_cache"))
        settings.LOCALE_PATHS = [str(copy / "locale")]
        extract(copy)
        wanted = entries(copy)
    for name, entry in wanted.items():
        if name not in present:
            yield f"missing: {entry.msgid!r}"
        elif present[name].fuzzy:
            yield f"doubtful (fuzzy): {entry.msgid!r}"
        elif not present[name].translated():
            yield f"untranslated: {entry.msgid!r}"
    for name, entry in present.items():
        if name not in wanted and not entry.obsolete:
            yield f"no longer used: {entry.msgid!r}"


def main(arguments):
    settings.configure(LOCALE_PATHS=[str(ROOT / "locale")], USE_I18N=True)
    try:
        if "--check" not in arguments:
            extract(ROOT)
            return 0
        found = list(complaints())
    except CommandError as error:
        print(error)
        return 1
    for line in found:
        print(line)
    if found:
        print("Run 'make messages' and complete locale/nl/LC_MESSAGES/django.po.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
