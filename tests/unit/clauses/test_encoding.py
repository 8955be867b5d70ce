"""Only UTF-8 is read; everything else is named."""

import pytest

from compliance.clauses.parsing import UnreadableFile, decode

TEXT = "窓口業務仕様書\n\n1 件名\nカードの交付に関する業務を委託する。\n2 目的\n市民の待ち時間を短くする。\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("iso2022_jp", "ISO-2022-JP"),
    ],
)
def test_another_encoding_is_named_and_refused(codec: str, name: str) -> None:
    with pytest.raises(UnreadableFile, match=f"文字コードが {name} です"):
        decode(TEXT.encode(codec))


def test_utf8_is_read_with_or_without_mark_and_with_any_line_end() -> None:
    assert decode(TEXT.encode()) == TEXT
    assert decode(TEXT.encode("utf-8-sig")) == TEXT
    assert decode(TEXT.replace("\n", "\r\n").encode()) == TEXT


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="空です"):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\x01\x00\x00" * 50, bytes(range(256)) * 10, b"%PDF-1.7\x00\x01\x02"]
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="読めません"):
        decode(data)


def test_a_file_that_is_far_too_large_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="大きすぎます"):
        decode(b"1 " * 6_000_000)
