from django.conf import settings
from django.core.management.base import BaseCommand

from ...house import furnish

FOLDER = settings.BASE_DIR / "demo" / "house"


class Command(BaseCommand):
    help = "Give a new site its own pages and help lines; what is there already stays."

    def handle(self, *args, **options):
        made, lines = furnish(FOLDER, by=None, author_name=settings.SITE_NAME)
        for slug in made:
            self.stdout.write(f"/{slug}/ is written. Read it, and make it true of your place.")
        if lines:
            self.stdout.write(
                f"{lines} help lines are listed. Check each number, and say so in the admin."
            )
        if not made and not lines:
            self.stdout.write("Nothing was missing.")
