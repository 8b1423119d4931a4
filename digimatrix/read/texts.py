"""The words of a cell as a person sees them: what is invisible or broken in them is settled."""

from __future__ import annotations

import re
import unicodedata

_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours and cursor movements
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles, links and other strings
    r"|\x1b[ -/]*[0-~]?"
)
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_END = re.compile(" +\n")

# What UTF-8 looks like when each of its bytes was taken for a letter of Windows-1252.
_LEADS = "ÃÂâÄÅÆ"
_GARBLED = re.compile(f"[{_LEADS}][\x80-\xbf\u0152-\u2122]")
_BYTES = {
    **{chr(byte): byte for byte in range(0x100)},
    **{bytes([b]).decode("cp1252", "ignore"): b for b in range(0x80, 0xA0)},
}


def clean(text: str) -> str:
    r"""Return the text as it is seen: NFC, "\n" at line ends, ordinary spaces, nothing unseen.

    Control characters, terminal escapes, soft hyphens, zero-width and direction marks go;
    spaces at line ends and blank space around the whole go too.
    """
    if not text.replace("\n", "").isprintable():
        text = _ESCAPE.sub("", text)
        text = _BREAK.sub("\n", text)
        text = _SPACE.sub(" ", text)
        text = _INVISIBLE.sub("", text)
        # Halves of a character may come singly out of _xD83D_ escapes.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if " \n" in text:
        text = _LINE_END.sub("\n", text)
    return text.strip()


def mend(text: str) -> str:
    """Return the text with "LÃ¤htÃ¶" made "Lähtö" again, if all of it can be undone; else as is.

    UTF-8 that was once read as Windows-1252 turns back into valid UTF-8 only if it was that:
    no word of the languages read here does so by chance.
    """
    if not any(map(text.__contains__, _LEADS)):
        return text
    for _ in range(2):  # some were spoilt twice
        if not _GARBLED.search(text):
            return text
        try:
            text = bytes(_BYTES[letter] for letter in text).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return text
    return text
