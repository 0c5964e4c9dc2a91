from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from core.views import pressed

from . import following
from .diffs import differences
from .models import Article, HelpLine, Revision, Section

LONG = 9  # digits: no article has that many revisions, and no database counts that far


def articles(request: HttpRequest) -> HttpResponse:
    """The library: every live article, the latest revision first."""
    rows = Article.objects.visible_to(request.user).library().latest_first().for_rows()
    context = {"articles": rows, "section": "articles"}
    return render(request, "articles/articles.html", context)


def article(request: HttpRequest, slug: str) -> HttpResponse:
    rows = Article.objects.visible_to(request.user).found(in_house=False)
    here = get_object_or_404(rows.marked_for(request.user).for_reading(), slug=slug)
    context = {
        "article": here,
        "revision": here.live,
        "see_also": here.see_also.visible_to(request.user).library().for_rows(),
        "section": "articles",
    }
    return render(request, "articles/article.html", context)


@login_required
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    return _change(request, slug, following.follow, _("You follow this article now."))


@login_required
def unfollow(request: HttpRequest, slug: str) -> HttpResponse:
    words = _("You do not follow this article any more.")
    return _change(request, slug, following.unfollow, words)


def _change(request: HttpRequest, slug: str, act, words: str) -> HttpResponse:
    rows = Article.objects.visible_to(request.user).library()
    here = get_object_or_404(rows, slug=slug)
    return pressed(request, here, act, words)


def discuss(request: HttpRequest, slug: str, anchor: str) -> HttpResponse:
    """Choose the community in which to talk about one section of an article."""
    part = get_object_or_404(
        Section.objects.visible_to(request.user).for_reading(), article__slug=slug, anchor=anchor
    )
    context = {"article": part.article, "part": part, "section": "articles"}
    return render(request, "articles/discuss.html", context)


def house_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What the house says about itself; an editor is told when nobody has written it yet."""
    here = _house(request).filter(slug=slug).first()
    if here is None:
        return _not_written(request, slug)
    context = {"article": here, "revision": here.live, "section": "house"}
    return render(request, "articles/house.html", context)


def help_now(request: HttpRequest, slug: str = "help-now") -> HttpResponse:
    """Whom to ring, by what is needed and where. The numbers are there without any text."""
    lines = list(HelpLine.objects.all())
    here = _house(request).filter(slug=slug).first()
    context = {
        "article": here,
        "revision": here and here.live,
        "section": "house",
        **{
            kind.name.lower(): [one for one in lines if one.kind == kind] for kind in HelpLine.Kind
        },
    }
    return render(request, "articles/help_now.html", context)


def _house(request: HttpRequest):
    return Article.objects.visible_to(request.user).found(in_house=True).planned("live")


def _not_written(request: HttpRequest, slug: str) -> HttpResponse:
    if request.user.has_perm("articles.add_article"):
        return render(request, "articles/not_written.html", {"slug": slug}, status=404)
    raise Http404


def history(request: HttpRequest, slug: str, *, in_house: bool = False) -> HttpResponse:
    """Every revision of an article: when, by whom, why."""
    here = _found(request, slug, in_house=in_house)
    revisions = here.revisions.order_by("-number").defer("body", "html", "contents")
    context = {"article": here, "revisions": revisions, "section": _section(here)}
    return render(request, "articles/history.html", context)


def revision(
    request: HttpRequest, slug: str, number: int, *, in_house: bool = False
) -> HttpResponse:
    """An article as it read at one time."""
    old = get_object_or_404(
        Revision.objects.visible_to(request.user).planned("article__live"),
        article__in=Article.objects.found(in_house=in_house),
        article__slug=slug,
        number=number,
    )
    context = {"article": old.article, "revision": old, "section": _section(old.article)}
    return render(request, "articles/revision.html", context)


def compare(request: HttpRequest, slug: str, *, in_house: bool = False) -> HttpResponse:
    """Two revisions of an article beside each other: what was added, what was taken out."""
    here = _found(request, slug, in_house=in_house)
    new = _number(request, "to", here.last_number)
    old = _number(request, "from", max(new - 1, 1))
    found = {one.number: one for one in here.revisions.filter(number__in={old, new})}
    if {old, new} != set(found):
        raise Http404
    context = {
        "article": here,
        "revisions": here.revisions.order_by("-number").defer("body", "html", "contents"),
        "old": found[old],
        "new": found[new],
        "parts": differences(found[old], found[new]),
        "section": _section(here),
    }
    return render(request, "articles/compare.html", context)


def _found(request: HttpRequest, slug: str, *, in_house: bool) -> Article:
    rows = Article.objects.visible_to(request.user).found(in_house=in_house)
    return get_object_or_404(rows.for_rows(), slug=slug)


def _section(here: Article) -> str:
    """Which part of the site the header names."""
    return "house" if here.place == Article.Place.HOUSE else "articles"


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    asked = request.GET.get(name)
    if asked is None:
        return otherwise
    if not (asked.isascii() and asked.isdigit() and len(asked) < LONG):
        raise Http404
    return int(asked)
