"""What changed between two revisions, on the page and in the history."""

import time

import pytest

from articles.diffs import ADDED, CHANGED, REMOVED, SAME, Comparison, differences
from articles.sections import Section, sections_of

from ..factories import make_article, revise
from ..reading import texts

FIRST = "## What is it? {#what}\n\nA swelling of the arm.\n\n## Who gets it?\n\nSome people."
SECOND = "## What is it? {#what}\n\nA swelling of the hand.\n\n## Can it be eased?\n\nOften."


@pytest.fixture
def article(edith):
    made = make_article(body=FIRST)
    revise(made, by=edith, body=SECOND, comment="Said what can be done")
    return made


def compare(door, article, asked="?from=1&to=2") -> str:
    answer = door.get(f"{article.comparison}{asked}")
    assert answer.status_code == 200
    return answer.text


def kinds(article) -> dict[str, str]:
    old, new = article.revisions.order_by("number")
    return {part.title: part.kind for part in differences(old, new)}


def test_added_and_removed_words_are_marked_in_words_too(at_home, article):
    page = compare(at_home(), article)
    assert "[removed: arm end]" in texts(page, "del")
    assert "[added: hand end]" in texts(page, "ins")
    assert "A swelling of the" in " ".join(texts(page, "div", "runs"))


def test_whole_sections_are_named_as_added_or_removed(at_home, article):
    assert kinds(article) == {
        "Title": SAME,
        "Summary": SAME,
        "What is it?": CHANGED,
        "Can it be eased?": ADDED,
        "Who gets it?": REMOVED,
        "Source": SAME,
        "Disclaimer": SAME,
    }
    headings = texts(compare(at_home(), article), "h2")
    assert "Can it be eased? added" in headings
    assert "Who gets it? removed" in headings
    assert "Source no change" in headings


def test_title_summary_source_and_disclaimer_are_compared(edith, article):
    words = {"title": "Swelling", "summary": "New.", "source": "NCI.", "disclaimer": "Ask."}
    revise(article, by=edith, **words)
    old, new = article.revisions.order_by("number")[1:]
    changed = [part.title for part in differences(old, new) if part.kind != SAME]
    assert changed == ["Title", "Summary", "Source", "Disclaimer"]


def test_a_question_that_kept_its_address_is_the_same_section():
    old = sections_of("## What is it? {#what}\n\nA swelling.")
    new = sections_of("## What is lymphedema? {#what}\n\nA swelling.")
    [part] = Comparison().sections(old, new)
    assert part.kind == CHANGED
    assert [run.words.strip() for run in part.runs if run.kind == ADDED] == ["lymphedema"]


def test_one_press_in_the_history_compares_a_revision_with_the_one_before(at_home, article):
    page = at_home().get(article.history).text
    assert f'href="{article.comparison}?from=1&amp;to=2"' in page
    assert page.count("?from=") == 1  # the first one has none before it


def test_without_numbers_the_latest_two_are_compared(at_home, article):
    page = compare(at_home(), article, "")
    assert texts(page, "ins") == texts(compare(at_home(), article), "ins")


def test_any_two_can_be_chosen_also_backwards(at_home, article):
    page = compare(at_home(), article, "?from=2&to=1")
    assert "[added: arm end]" in texts(page, "ins")
    assert page.count('<option value="2" selected>') == 1


@pytest.mark.parametrize(
    "asked",
    ["?from=1&to=3", "?from=0&to=1", "?from=x", "?to=", "?to=-1", "?from=1&to=" + "9" * 40],
)
def test_a_revision_that_is_not_there_is_not_found(at_home, article, asked):
    assert at_home().get(f"{article.comparison}{asked}").status_code == 404


def test_what_an_editor_wrote_stays_text(at_home, edith, article):
    revise(article, by=edith, body="## <script>alert(1)</script>\n\n<b onclick=x>New</b>")
    page = compare(at_home(), article, "?from=2&to=3")
    assert "<script>alert" not in page
    assert "&lt;b onclick=x&gt;" in page


def test_a_rewritten_sentence_reads_as_one_change():
    runs = Comparison().runs("Your nurse can tell you more.", "Ask whether you can see her.")
    assert [run.kind for run in runs] == [REMOVED, ADDED, SAME]


def test_paragraphs_keep_their_distance_when_the_last_one_goes():
    runs = Comparison().runs("One.\n\nTwo.", "One.")
    assert [(run.kind, run.words) for run in runs] == [(SAME, "One.\n\n"), (REMOVED, "Two.")]


def test_texts_however_long_are_compared_in_a_moment():
    """Beyond the bound a paragraph changes as a whole; nothing waits for it."""
    old, new = ("\n\n".join(f"{one}{n} " * 200 for n in range(400)) for one in "ab")
    giant = " ".join(f"w{n % 997}" for n in range(100_000))
    began = time.process_time()
    Comparison().sections([Section("x", "X", old)], [Section("x", "X", new)])
    Comparison().runs(giant, giant.replace("w5 ", "w6 "))
    assert time.process_time() - began < 5  # seconds; on a slow machine too
