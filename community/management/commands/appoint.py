from django.core.management.base import BaseCommand, CommandError

from accounts.models import User

from ...membership import appoint
from ...models import Community, Rank

RANKS = {rank.name.lower(): rank for rank in Rank}


class Command(BaseCommand):
    help = "Give a person a role in a community: appoint mira breast-cancer moderator"

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("community", help="its slug")
        parser.add_argument("rank", choices=RANKS)

    def handle(self, *args, username, community, rank, **options):
        try:
            member = User.objects.get(username__iexact=username)
            place = Community.objects.get(slug=community)
        except (User.DoesNotExist, Community.DoesNotExist) as missing:
            raise CommandError(str(missing)) from None
        appoint(member, place, RANKS[rank], by=None)
        self.stdout.write(f"{member} is {RANKS[rank].label} of {place}.")
