"""Forms of sign-in and of people."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """Ask for the user name or staff number and the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "利用者名または職員番号"
        self.fields["password"].label = "パスワード"
        self.fields.pop("remember", None)
