"""allauth's login form in our look: labels above the fields say enough, and the link stands beside the button."""

from typing import Any

from allauth.account.forms import LoginForm as AccountLoginForm


class LoginForm(AccountLoginForm):
    """E-mail address and password, without placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
