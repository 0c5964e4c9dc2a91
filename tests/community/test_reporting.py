from django.urls import reverse

from community import reporting
from community.models import Report, ReviewItem

from ..factories import item_of, many_replies, start


def send(door, post, reason="unkind", words=""):
    place = reverse("community:report", args=[post.pk])
    return door.post(place, {"reason": reason, "words": words}, follow=True)


def test_dana_reports_a_post_and_the_author_never_learns_who(
    at_home, rosa, dana, mira, breast_cancer
):
    opening = start(breast_cancer, rosa)
    answer = send(at_home(dana), opening, "unsafe_advice", "This could stop a treatment.")
    assert "Thank you." in answer.text
    made = Report.objects.get()
    assert (made.by, made.seen_text) == (dana, opening.text)
    page = at_home(mira).get(reverse("community:item", args=[made.item_id])).text
    assert "This could stop a treatment." in page
    assert "dana" not in page
    assert "This could stop" not in at_home(rosa).get(opening.discussion.get_absolute_url()).text


def test_a_stranger_reports_too_three_times_an_hour(at_home, rosa, breast_cancer):
    opening = start(breast_cancer, rosa)
    posts = [opening, *many_replies(opening, rosa, 3)]
    answers = [send(at_home(), post) for post in posts]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "Please try again later." in answers[-1].text
    assert Report.objects.filter(by=None).count() == 3


def test_no_address_is_kept_in_clear(at_home, rosa, breast_cancer):
    send(at_home(), start(breast_cancer, rosa))
    assert "127.0.0.1" not in Report.objects.get().origin
    assert reporting.origin_of("127.0.0.1") == Report.objects.get().origin


def test_a_member_may_report_twenty_times_a_day(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    item = reporting.report(opening, by=dana, reason="other").item
    Report.objects.bulk_create(
        Report(item=item, by=dana, reason="other", seen_version=n, seen_text="")
        for n in range(5, 24)
    )
    assert send(at_home(dana), opening).status_code == 429


def test_the_same_report_twice_adds_words_and_no_second_report(at_home, rosa, dana, breast_cancer):
    opening = start(breast_cancer, rosa)
    send(at_home(dana), opening, "unkind", "First thought.")
    send(at_home(dana), opening, "unkind", "Second thought.")
    assert Report.objects.get().words == "First thought.\n\nSecond thought."


def test_the_same_report_again_disturbs_no_decision(at_home, rosa, mira, breast_cancer):
    opening = start(breast_cancer, rosa)
    send(at_home(), opening, "unkind", "One.")
    item, place = item_of(opening), reverse("community:item", args=[item_of(opening).pk])
    for n in range(5):
        send(at_home(), opening, "unkind", f"Again {n}. " + "x" * 1500)
    assert len(Report.objects.get().words) <= 4000
    form = {"decision": "no_action", "version": item.version}
    assert at_home(mira).post(place, form).status_code == 302


def test_a_report_without_a_reason_comes_back_with_its_words(at_home, rosa, breast_cancer):
    opening = start(breast_cancer, rosa)
    answer = send(at_home(), opening, "", "I cannot say which.")
    assert answer.status_code == 422
    assert "Please choose what is wrong." in answer.text
    assert "I cannot say which." in answer.text


def test_nobody_reports_her_own_post(at_home, rosa, breast_cancer):
    opening = start(breast_cancer, rosa)
    assert send(at_home(rosa), opening).status_code == 403


def test_what_one_cannot_see_one_cannot_report(at_home, nadia, sam, partners):
    held = start(partners, nadia)
    assert send(at_home(sam), held).status_code == 404
    assert send(at_home(), held).status_code == 404


def test_a_new_report_opens_the_file_again(at_home, rosa, dana, sam, mira, breast_cancer):
    opening = start(breast_cancer, rosa)
    send(at_home(dana), opening)
    item = item_of(opening)
    place = reverse("community:item", args=[item.pk])
    at_home(mira).post(place, {"decision": "no_action", "version": item.version})
    assert not item_of(opening).open
    send(at_home(sam), opening, "worried")
    assert item_of(opening).open
    assert ReviewItem.objects.get().reports.count() == 2


def test_mira_reports_and_is_led_to_the_file(at_home, rosa, mira, breast_cancer):
    opening = start(breast_cancer, rosa)
    answer = send(at_home(mira), opening)
    assert answer.redirect_chain[-1][0] == reverse("community:item", args=[item_of(opening).pk])
