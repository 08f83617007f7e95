"""A web worker of its own: `python -m bench.worker real|bare`, prints its memory as JSON.

It reads nothing but the environment: DATABASE_URL, BENCH_SESSION and BENCH_PATHS.
"""

import io
import json
import os
import sys

HEAVY = ("weasyprint", "openpyxl", "xlsxwriter", "pandas", "numpy")


def bare_application():
    """Django with sessions, login and one view that asks the database one thing."""
    import dj_database_url
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.http import JsonResponse
    from django.urls import re_path

    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 AS one")
            return JsonResponse({"rows": cursor.fetchall(), "user": str(request.user)})

    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF=type("urls", (), {"urlpatterns": [re_path("", view)]}),
        INSTALLED_APPS=[f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions")],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)},
    )
    return get_wsgi_application()


def real_application():
    from wooncoach.wsgi import application

    return application


def get(application, path, session):
    path, _question, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": f"sessionid={session}",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    said = []
    response = application(environ, lambda status, _headers: said.append(status))
    b"".join(response)
    response.close()
    if not said[0].startswith("200"):
        sys.exit(f"{path} answered {said[0]}")


def main():
    import gunicorn.workers.gthread  # noqa: F401  what serves both
    import psutil

    real = sys.argv[1] == "real"
    application = real_application() if real else bare_application()
    session = os.environ["BENCH_SESSION"] if real else ""
    for path in os.environ["BENCH_PATHS"].split():
        get(application, path, session)
    memory = psutil.Process().memory_full_info()
    heavy = [name for name in HEAVY if name in sys.modules]
    print(json.dumps({"rss": memory.rss, "uss": memory.uss, "heavy": heavy}))


if __name__ == "__main__":
    main()
