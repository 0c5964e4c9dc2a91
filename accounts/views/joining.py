from allauth.account.views import SignupView
from django.db import IntegrityError


class JoinView(SignupView):
    """Joining, where two who choose one name in the same moment both get an answer in words."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except IntegrityError:
            form.full_clean()  # which sees the other one now
            return super().form_valid(form) if form.is_valid() else self.form_invalid(form)


join = JoinView.as_view()
