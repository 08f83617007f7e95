#!/usr/bin/env python
"""Django's command line, with the data folder's servers where the environment names none."""

import os
import sys

# What these do needs the role that owns the tables.
OWNER = {"migrate", "makemigrations", "showmigrations", "createcachetable", "flush", "pgtrigger"}
WITHOUT_SERVERS = {"help", "version", "--help", "-h", "--version", "makemessages", "collectstatic"}
NOWHERE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "SECRET_KEY": "this command signs nothing",
}


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wooncoach.settings")
    if command in OWNER:
        os.environ["WOONCOACH_DB_ROLE"] = "owner"
    else:
        os.environ.setdefault("WOONCOACH_DB_ROLE", "runtime")
    if command in WITHOUT_SERVERS or "--help" in sys.argv:
        for name, value in NOWHERE.items():
            os.environ.setdefault(name, value)
    else:
        from wooncoach import embedded

        try:
            embedded.attach()
        except embedded.EmbeddedError as error:
            sys.exit(str(error))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
