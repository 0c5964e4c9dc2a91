from django.core.management.base import BaseCommand

from articles import finding as articles

from ... import finding


class Command(BaseCommand):
    help = "Write anew what can be found, after another version was brought in while people wrote."

    def handle(self, *args, **options):
        self.stdout.write(f"{finding.refresh_all()} discussions.")
        self.stdout.write(f"{articles.refresh_all()} articles.")
