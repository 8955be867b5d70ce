"""From bytes to text: UTF-8 is read, everything else is named and refused."""

MAX_BYTES = 10 * 1024 * 1024
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableFile(ValueError):
    """The file cannot be read as a specification; the text is one Japanese sentence."""


def decode(data: bytes) -> str:
    """Return the text of a UTF-8 file with `\\n` line ends; raise `UnreadableFile` for any other file."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableFile("ファイルが空です。")
    if len(data) > MAX_BYTES:
        raise UnreadableFile("ファイルが大きすぎます（10 MB まで）。")
    if name := _marked_as(data):
        raise UnreadableFile(_not_utf8(name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(_diagnosis(data)) from None
    if "\x00" in text:
        raise UnreadableFile(_not_utf8("UTF-16") if _is_utf16(data) else _binary())
    if any(ord(char) < 32 and char not in "\t\n\r\f\v" for char in text):
        raise UnreadableFile(_binary())
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked_as(data: bytes) -> str:
    if data.startswith(UTF16_MARKS):
        return "UTF-16"
    return "ISO-2022-JP" if b"\x1b$" in data else ""


def _diagnosis(data: bytes) -> str:
    if _is_utf16(data):
        return _not_utf8("UTF-16")
    guesses: list[tuple[bool, float, str]] = []
    for codec, name in (("euc_jp", "EUC-JP"), ("cp932", "Shift_JIS")):
        try:
            text = data.decode(codec)
            guesses.append((_has_kana(text), _japanese_share(text), name))
        except UnicodeDecodeError:
            continue
    _, share, name = max(guesses, default=(False, 0.0, ""))
    return _not_utf8(name) if share > 0.6 else _binary()


def _is_utf16(data: bytes) -> bool:
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data[: len(data) // 2 * 2].decode(codec)
            if _has_kana(text) and _japanese_share(text) > 0.9:
                return True
        except UnicodeDecodeError:
            continue
    return False


def _japanese_share(text: str) -> float:
    """Return the share of what a Japanese document is made of; half-width kana count as wrong guesses."""
    usual = sum(
        char in "\r\n\t　、。・「」（）" or " " <= char <= "~" or "ぁ" <= char <= "ヿ" or "一" <= char <= "鿿"
        for char in text
    )
    return usual / max(len(text), 1)


def _has_kana(text: str) -> bool:
    return any("ぁ" <= char <= "ん" for char in text)


def _not_utf8(name: str) -> str:
    return f"文字コードが {name} です。UTF-8 に変換してから読み込んでください。"


def _binary() -> str:
    return "文字のファイルとして読めません。仕様書をテキスト（UTF-8）で用意してください。"
