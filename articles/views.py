from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from .models import Article, Revision


def articles(request: HttpRequest) -> HttpResponse:
    """The library: every live article, the latest revision first."""
    rows = Article.objects.visible_to(request.user).latest_first().for_rows()
    context = {"articles": rows, "section": "articles"}
    return render(request, "articles/articles.html", context)


def article(request: HttpRequest, slug: str) -> HttpResponse:
    here = get_object_or_404(Article.objects.visible_to(request.user).for_reading(), slug=slug)
    context = {
        "article": here,
        "revision": here.live,
        "see_also": here.see_also.visible_to(request.user).for_rows(),
        "section": "articles",
    }
    return render(request, "articles/article.html", context)


def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every revision of an article: when, by whom, why."""
    here = get_object_or_404(Article.objects.visible_to(request.user).for_rows(), slug=slug)
    revisions = here.revisions.order_by("-number").defer("body", "html", "contents")
    context = {"article": here, "revisions": revisions, "section": "articles"}
    return render(request, "articles/history.html", context)


def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An article as it read at one time."""
    old = get_object_or_404(
        Revision.objects.visible_to(request.user).planned("article__live"),
        article__slug=slug,
        number=number,
    )
    context = {"article": old.article, "revision": old, "section": "articles"}
    return render(request, "articles/revision.html", context)
