"""Reference R1: the statements of a page in bare psycopg."""

import time

import psycopg

from bench.databases import url_of


class BarePsycopg:
    """A connection with the application's rights, and nothing of Django around it."""

    def __init__(self, database):
        self.connection = psycopg.connect(
            url_of(database),
            cursor_factory=psycopg.ClientCursor,
            options="-c role=wooncoach_runtime",
        )

    def replay(self, statements):
        """Seconds that the statements take in one transaction, one by one."""
        taken = 0.0
        with self.connection.transaction(), self.connection.cursor() as cursor:
            for sql, parameters in statements:
                start = time.perf_counter()
                cursor.execute(sql, parameters)
                taken += time.perf_counter() - start
        return taken
