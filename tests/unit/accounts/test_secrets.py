"""Secrets at rest, password rules, lock-out words."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from portal.accounts import lockout, sealing
from portal.accounts.validators import LocalWordsValidator


def test_seal_hides_and_gives_back_the_text():
    sealed = sealing.seal("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert sealing.unseal(sealed) == "JBSWY3DPEHPK3PXP"
    assert sealing.seal("JBSWY3DPEHPK3PXP") != sealed


def test_unseal_refuses_what_was_altered():
    sealed = sealing.seal("secret")
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed[:-2] + ("AA" if sealed[-2:] != "AA" else "BB"))


def test_unseal_after_the_key_was_changed(settings):
    sealed = sealing.seal("secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert sealing.unseal(sealed) == "secret"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed)


@pytest.mark.parametrize(
    "password", ["odawara-castle-88", "Ｏｄａｗａｒａ-1590", "小田原のみかん100", "my-PassWord-2026"]
)
def test_local_words_are_refused(password):
    with pytest.raises(ValidationError):
        LocalWordsValidator().validate(password)


def test_local_words_let_others_through():
    LocalWordsValidator().validate("mikan to kamaboko 88")


def test_sentence_rounds_up_to_the_full_minute():
    until = datetime.datetime(2026, 6, 17, 1, 4, 1, tzinfo=datetime.UTC)
    assert "10時5分以降に、もう一度お試しください" in lockout.sentence(until)
    assert "10時4分以降に" in lockout.sentence(until.replace(second=0))
    assert "数分たってから" in lockout.sentence(None)
