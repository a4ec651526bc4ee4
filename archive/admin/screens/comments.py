"""What people at the desk say to one another about a spot of what was submitted. Staff only."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.editions.acts import Refused
from archive.editorial import comments
from archive.editorial.comments import Answer, Comment
from archive.editorial.models import Candidate

from ..base.comment_forms import AnswerForm, CommentForm
from ..base.links import record_url
from ..base.margins import thread
from ..base.responses import page, status_of
from . import piles


@require_http_methods(["GET", "HEAD", "POST"])
def comment_on(request: HttpRequest, uuid) -> HttpResponse:
    """Say something of a spot of one candidate."""
    if not (request.user.has_perm("archive.view_candidate") and comments.may_comment(request.user)):
        raise PermissionDenied
    candidate = get_object_or_404(Candidate.objects.select_related("record"), uuid=uuid)
    form = CommentForm(request.POST if request.method == "POST" else None, payload=candidate.payload)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                said = comments.comment(candidate, form.chosen(), by=request.user, **form.said())
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Your comment waits for whoever wrote it."))
                return HttpResponseRedirect(_on_the_page(candidate, said))
    context = {
        "title": str(candidate.record),
        "candidate": candidate,
        "record_url": record_url(candidate.record),
        "form": form,
    }
    return page(request, "admin/archive/comment_on.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment with its answers, and what is said or done next."""
    if not request.user.has_perm("archive.view_candidate"):
        raise PermissionDenied
    found = get_object_or_404(Comment.objects.select_related("candidate__record", "by", "opened"), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        if not comments.may_comment(request.user):
            raise PermissionDenied
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                done = _do(found, request.POST.get("turn", ""), form.cleaned_data["words"], by=request.user)
            except Refused as refused:
                form.add_error(None, str(refused))
                status = status_of(refused)
            else:
                messages.success(request, done)
                return HttpResponseRedirect(_next(found, form.cleaned_data["back"], request.user))
    record = found.candidate.record
    context = {
        "title": str(record),
        "record_url": record_url(record),
        "thread": thread(found),
        "answering": form if comments.may_comment(request.user) else None,
        "review_url": _on_the_page(found.candidate, found),
    }
    return page(request, "admin/archive/comment.html", context, status=status)


def _do(found: Comment, turn: str, words: str, *, by) -> str:
    match turn:
        case Answer.Turn.RESOLVED:
            comments.resolve(found, words=words, by=by)
            return _("Resolved.")
        case Answer.Turn.REOPENED:
            comments.reopen(found, words=words, by=by)
            return _("Opened again.")
        case _other:
            comments.answer(found, words=words, by=by)
            return _("Answered.")


def _next(found: Comment, back, person) -> str:
    """The page on which it was typed, or what waits next."""
    candidate = Candidate.objects.filter(uuid=back, record=found.candidate.record_id).first() if back else None
    if candidate:
        return _on_the_page(candidate, found)
    line = piles.next_in("comments", person)
    return line.first if line else reverse("admin:index")


def _on_the_page(candidate: Candidate, found: Comment) -> str:
    return f"{reverse('admin:review', args=[candidate.uuid])}#comment-{found.pk}"
