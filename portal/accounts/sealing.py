"""Encryption of sign-in secrets at rest: second-factor seeds, and a temporary password until it is shown."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"madoguchi sign-in secrets v1"


class Unreadable(Exception):
    """The text was sealed with another key, or altered."""


def _fernet(secret: str) -> Fernet:
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))


@lru_cache(maxsize=4)
def _keys(*secrets: str) -> MultiFernet:
    return MultiFernet([_fernet(secret) for secret in secrets])


def _current() -> MultiFernet:
    return _keys(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def seal(text: str) -> str:
    """Return a text encrypted and authenticated with the installation's key."""
    return _current().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Return the text of `seal`; raise `Unreadable` for anything else."""
    try:
        return _current().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("sealed with another key") from error
