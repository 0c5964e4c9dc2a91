from django.core.management.base import BaseCommand

from search.finding import forget_traces

from ...changing import blank_withdrawn


class Command(BaseCommand):
    help = "Empty the words of posts withdrawn a month ago; run it once a day."

    def handle(self, *args, **options):
        self.stdout.write(f"{blank_withdrawn()} posts emptied.")
        forget_traces()
