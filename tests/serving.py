"""A server process of its own on the tests' database, which stands still where it is told to.

`python -m tests.serving DATABASE PORT_FILE STILL`: it writes the port it listens at, and the word
"still" when it has come to the place where somebody pulls the plug.
"""

import os
import sys
from pathlib import Path
from time import sleep
from wsgiref.simple_server import make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django
from django.conf import settings

PLACES = {
    "between keeping and publishing": "community.views.discussions.send",
    "inside of publishing": "community.posting.appeared",
}


def main(database: str, port_file: str, still: str) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.core.wsgi import get_wsgi_application
    from django.utils.module_loading import import_string

    told = Path(port_file)

    def stand_still(*args, **more):
        told.write_text("still")
        sleep(60)

    site = get_wsgi_application()
    if still in PLACES:
        import_string("community.views.discussions.reply")  # with all that it imports
        module, name = PLACES[still].rsplit(".", 1)
        setattr(sys.modules[module], name, stand_still)

    def served(environ, start_response):
        answer = site(environ, start_response)
        if environ["REQUEST_METHOD"] == "POST":
            stand_still()  # all is done, and nobody has been told
        return answer

    server = make_server("127.0.0.1", 0, served)
    told.write_text(str(server.server_port))
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
