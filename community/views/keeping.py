from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from articles.models import Article, Section
from core.paging import page_of

from ..keeping import annotate, keep, let_go
from ..models import Bookmark, Post
from ..small_forms import NoteForm, SectionForm

LIST = 25  # bookmarks on one page


@login_required
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a post, perhaps with a note; one that is saved already leads to its note."""
    here = get_object_or_404(_posts(request).filter(pk=pk))
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep(request.user, post=here, note=form.cleaned_data["note"])
        messages.success(request, _("Saved. Only you can see that you saved it."))
        return redirect(here)
    kept = Bookmark.objects.visible_to(request.user).filter(post=here).first()
    if kept and request.method != "POST":
        return redirect("community:bookmark", kept.pk)
    return _page(request, "community/keep_post.html", form, post=here)


@login_required
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Save one part of an article, perhaps with a note."""
    articles = Article.objects.visible_to(request.user).found(in_house=False)
    here = get_object_or_404(articles.planned("live"), slug=slug)
    sections = Section.objects.visible_to(request.user).filter(article=here)
    asked = {"section": request.GET.get("section", "")}
    form = SectionForm(request.POST or None, sections=sections, initial=asked)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        keep(request.user, section=data["section"], note=data["note"])
        messages.success(request, _("Saved. Only you can see that you saved it."))
        return redirect(f"{here.get_absolute_url()}#{data['section'].anchor}")
    return _page(request, "community/keep_section.html", form, article=here)


@login_required
def bookmarks(request: HttpRequest) -> HttpResponse:
    """All that a member saved, the latest first; what she may not see any more is not told."""
    hers = Bookmark.objects.visible_to(request.user)
    asked = request.GET
    page = page_of(hers, "at", LIST, before=asked.get("before", ""), after=asked.get("after", ""))
    _find(request, page.rows)
    return render(request, "community/bookmarks.html", {"page": page, "section": "own"})


@login_required
def bookmark(request: HttpRequest, pk: int) -> HttpResponse:
    """Read and change one's note."""
    kept = _kept(request, pk)
    form = NoteForm(request.POST or None, initial={"note": kept.note})
    if request.method == "POST" and form.is_valid():
        annotate(kept, form.cleaned_data["note"])
        messages.success(request, _("Your note is saved."))
        return redirect("community:bookmarks")
    return _page(request, "community/bookmark.html", form, bookmark=kept)


@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Save it no longer, after one question: the note cannot be brought back."""
    kept = _kept(request, pk)
    if request.method == "POST":
        let_go(kept)
        messages.success(request, _("Removed."))
        return redirect("community:bookmarks")
    return render(request, "community/let_go.html", {"bookmark": kept, "section": "own"})


def _page(request: HttpRequest, template: str, form, **context) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, context | {"form": form, "section": "own"}, status=status)


def _kept(request: HttpRequest, pk: int) -> Bookmark:
    kept = get_object_or_404(Bookmark.objects.visible_to(request.user), pk=pk)
    _find(request, [kept])
    return kept


def _find(request: HttpRequest, kept: list[Bookmark]) -> None:
    """Give each what it leads to, as `found`: nothing that this reader cannot see or meet now."""
    posts = _posts(request).met_by(request.user)
    posts = {one.pk: one for one in posts.filter(pk__in=[row.post_id for row in kept])}
    sections = Section.objects.visible_to(request.user).planned("article__live")
    sections = {one.pk: one for one in sections.filter(pk__in=[row.section_id for row in kept])}
    for row in kept:
        row.found_post, row.found_section = posts.get(row.post_id), sections.get(row.section_id)


def _posts(request: HttpRequest):
    return Post.objects.visible_to(request.user).planned("author", "discussion__community")
