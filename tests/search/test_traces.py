"""Words that are gone are gone from the files, too."""

import pytest
from django.core.management import call_command
from django.db import connection

from community import changing
from community.models import Post

from ..factories import start

WORD = "zanzibarian"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL tidies up by itself")
def test_no_file_of_the_index_keeps_words_that_were_taken_back(breast_cancer, rosa):
    opening = start(breast_cancer, rosa, text=WORD)
    assert pieces_with(WORD[:8])
    post = Post.objects.get(pk=opening.pk)
    changing.withdraw(post, by=rosa, version=post.version)
    call_command("tidy", verbosity=0)
    assert not pieces_with(WORD[:8])


def pieces_with(word: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM search_words_data")
        return [row[0] for row in cursor.fetchall() if word.encode() in bytes(row[0])]
