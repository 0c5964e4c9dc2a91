from django.core.management.base import BaseCommand

from search.finding import forget_traces

from ...changing import blank_withdrawn
from ...drafting import forget_old_drafts


class Command(BaseCommand):
    help = "Empty posts withdrawn a month ago, forget drafts left for half a year; once a day."

    def handle(self, *args, **options):
        self.stdout.write(f"{blank_withdrawn()} posts emptied.")
        forget_traces()
        self.stdout.write(f"{forget_old_drafts()} drafts forgotten.")
