"""allauth's forms in our look: labels above the fields and the words of our own pages say enough."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as AccountChangePasswordForm
from allauth.account.forms import LoginForm as AccountLoginForm
from allauth.account.forms import ResetPasswordKeyForm as AccountResetPasswordKeyForm


class LoginForm(AccountLoginForm):
    """E-mail address and password, without placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ChangePasswordForm(AccountChangePasswordForm):
    """A new password; what is asked of it stands once on the page, not a second time in Django's formal words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = ""


class ResetPasswordKeyForm(AccountResetPasswordKeyForm):
    """A new password after the old one was forgotten, told as plainly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = ""
