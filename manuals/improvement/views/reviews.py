"""By when pages are looked through, looking one through, and where to ask their owners."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from manuals.enums import OWNER_POSTS
from manuals.improvement.actions.reviews import note_review, set_contact
from manuals.improvement.exports import reviews_csv
from manuals.improvement.forms import ContactForm, ReviewFilter, ReviewForm, see_anew
from manuals.improvement.models import PageReview, PageReviewed
from manuals.improvement.permissions import user_can_review
from manuals.improvement.policies import REVIEW_MONTHS
from manuals.improvement.queries.reviews import contacts, review_row, review_rows, reviews
from manuals.improvement.views.improvements import key_in
from manuals.models import ManualPage
from manuals.queries import address
from manuals.versions.queries import version_in_force
from portal import recording
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.accounts.models import User
from portal.views import PortalView, signed_in_user

ROWS_A_PAGE = 30
CRUMBS = [("マニュアル", "/manuals/"), ("見直し期限", "/manuals/reviews/")]


class ReviewsView(PortalView):
    """List the pages by the day by which they are to be looked through."""

    access = Permission.READ_PROPOSALS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the list, or send all of it as CSV."""
        today, form = timezone.localdate(), ReviewFilter(request.GET)
        form.is_valid()
        found = reviews(today=today, **form.cleaned_data)
        posts = _posts(signed_in_user(request))
        if request.GET.get("format") == "csv":
            recording.record("manuals.reviews.exported", detail={"rows": found.count()})
            return reviews_csv(review_rows(found, posts=posts, today=today))
        page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "form": form,
            "page": page,
            "rows": review_rows(page.object_list, posts=posts, today=today),
            "past_number": reviews(due="PAST", today=today).count(),
            "is_filtered": any(form.cleaned_data.values()),
            "crumbs": [*CRUMBS[:1], ("見直し期限", "")],
        }
        return render(request, "manuals/improvement/reviews.html", context)


class ReviewView(PortalView):
    """Show when a page was looked through; say that it was looked through today."""

    access = Permission.READ_PROPOSALS

    def get(self, request: HttpRequest, page: int) -> HttpResponse:
        """Show the history, and the form to those who may."""
        found = get_object_or_404(ManualPage.objects.live(), pk=page)
        months = PageReview.objects.filter(page=page).values_list("review_every", flat=True).first()
        return self._shown(request, found, ReviewForm(initial={"months": months or REVIEW_MONTHS}))

    def post(self, request: HttpRequest, page: int) -> HttpResponse:
        """Note it, or say why not; what was typed stays."""
        found, form = get_object_or_404(ManualPage.objects.live(), pk=page), ReviewForm(request.POST)
        if form.is_valid():
            try:
                reviewed = note_review(
                    page=found,
                    version=key_in(request.POST.get("version", "")),
                    by=signed_in_user(request),
                    at=timezone.now(),
                    **form.cleaned_data,
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(
                    request,
                    f"見直しを記録しました。次の見直しは、{reviewed.next_review_by:%Y年%-m月%-d日}までです。",
                )
                return redirect("manuals:reviews")
        return self._shown(request, found, form)

    def _shown(self, request: HttpRequest, page: ManualPage, form: ReviewForm) -> HttpResponse:
        at, today, user = timezone.now(), timezone.localdate(), signed_in_user(request)
        review = reviews(today=today).filter(page=page.pk).first()
        done = PageReviewed.objects.filter(page=page.pk).select_related("version", "reviewed_by")
        context = {
            "page": page,
            "url": address(page.url_path),
            "row": review_row(review, posts=_posts(user), today=today) if review else None,
            "version": version_in_force(page, at),
            "done": done[:ROWS_A_PAGE],
            "form": form if user_can_review(user, page.owner_post, at=at, on=today) else None,
            "crumbs": [*CRUMBS, ("見直し", "")],
        }
        status = 422 if form.errors else 200
        return render(request, "manuals/improvement/review.html", context, status=status)


class ContactsView(PortalView):
    """Say where to ask the posts that own pages."""

    access = Permission.MANAGE_OWNER_CONTACTS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a form for each post."""
        return self._shown(request, "", None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep one of them, or say why not; what was typed stays."""
        post = request.POST.get("post", "")
        form = ContactForm(request.POST, prefix=post)
        if post in OWNER_POSTS and form.is_valid():
            try:
                set_contact(post=post, by=signed_in_user(request), at=timezone.now(), **form.cleaned_data)
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, f"{OWNER_POSTS[post]}の問合せ先を登録しました。")
                return redirect("manuals:owner_contacts")
        return self._shown(request, post, form)

    def _shown(self, request: HttpRequest, post: str, form: ContactForm | None) -> HttpResponse:
        shown = []
        for one in contacts():
            typed = form if form is not None and one.post == post else None
            if typed is not None and typed.errors:
                # The next try stands on what is registered now.
                see_anew(typed, one.seen)
            kept = ContactForm(prefix=one.post, initial={"contact": one.contact, "seen": one.seen})
            shown.append((one, typed or kept))
        context = {"contacts": shown, "bad_form": form, "crumbs": [*CRUMBS, ("担当の問合せ先", "")]}
        status = 422 if form is not None and form.errors else 200
        return render(request, "manuals/improvement/contacts.html", context, status=status)


def _posts(user: User) -> frozenset[str]:
    return frozenset(post.value for post in user.posts_on(timezone.localdate()))
