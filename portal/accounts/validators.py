"""Password rules of our own: no words of this town, this office or this portal."""

from django.core.exceptions import ValidationError

from portal.accounts.naming import fold_name

# ASVS 5.0 V6.1.2: the words anybody would try first here.
LOCAL_WORDS = (
    "odawara",
    "おだわら",
    "オダワラ",
    "小田原",
    "madoguchi",
    "窓口",
    "mynumber",
    "マイナンバー",
    "kanagawa",
    "counter",
    "password",
    "パスワード",
    "koseki",
    "jumin",
)


class LocalWordsValidator:
    """Refuse passwords built around words that are easy to guess in this office."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` when such a word is in the password."""
        folded = fold_name(password)
        if any(word in folded for word in LOCAL_WORDS):
            raise ValidationError(
                "地名や「パスワード」など、推測されやすい言葉を含むパスワードは使えません。",
                code="local_word",
            )

    def get_help_text(self) -> str:
        """Return the rule in one sentence."""
        return "地名や「パスワード」など、推測されやすい言葉は使えません。"
