"""The bytes of a text file, decoded: BOM, then strict UTF-8, then GB 18030 with a second opinion (Big5)."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from ingest.errors import UnreadableError

__all__ = ["MAX_BYTES", "SUPPORTED", "read_text"]

SUPPORTED = (".txt", ".md", ".markdown")
MAX_BYTES = 20 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "PDF 文件"),
    (b"PK\x03\x04", "压缩包或 Office 文件（docx、xlsx、zip）"),
    (b"PK\x05\x06", "空的压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件或加密的 Office 文件"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "RTF 文件"),
)
_COMMON = frozenset("的和是在一不有中为了国人以上大业发展及等企务政工建管理市部应关定行年日月個為國發業與對於會應關")
_KINDS = "、".join(SUPPORTED)


def read_text(data: bytes, filename: str) -> str:
    """The text of a file. Raises UnreadableError (in Chinese) for what is empty, binary, too large or not supported."""
    suffix = PurePath(filename).suffix.lower()
    if suffix not in SUPPORTED:
        raise UnreadableError(f"不支持的文件类型“{suffix or '（无扩展名）'}”：{filename}。目前可以读取：{_KINDS}。")
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"文件过大：{filename}（{len(data) / 1048576:.1f} MB），上限为 {MAX_BYTES // 1048576} MB。"
        )
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"{filename} 的内容是{kind}，不是文本。请先转成文本（{_KINDS}）再加入。")
    if not data.strip():
        raise UnreadableError(f"文件是空的：{filename}。")
    text = _decode(data, filename)
    if not text.strip():
        raise UnreadableError(f"文件里没有文字：{filename}。")
    if _binary(text):
        raise UnreadableError(f"{filename} 像是二进制或加密文件，读不出文字。请另存为 UTF-8 文本后再加入。")
    return text


def _decode(data: bytes, filename: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError(f"{filename} 标明是 {encoding} 编码，却无法按它读出。请另存为 UTF-8。") from error
    if b"\x00" in data:
        raise UnreadableError(f"{filename} 像是二进制或加密文件，读不出文字。请另存为 UTF-8 文本后再加入。")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and not _odd(text):
        return text
    other = _second_opinion(data)
    if other and _familiar(other) > _familiar(text):
        return other
    if text and not _odd(text, least=0.01):
        return text
    raise UnreadableError(f"认不出 {filename} 的文字编码（已试 UTF-8、GB 18030、Big5）。请另存为 UTF-8 文本后再加入。")


def _second_opinion(data: bytes) -> str:
    """Big5 if it reads well, else what charset-normalizer thinks; empty when neither reads."""
    try:
        text = data.decode("big5hkscs")
    except UnicodeDecodeError:
        text = ""
    if text and not _odd(text):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    guess = str(best) if best is not None else ""
    return guess if any("一" <= c <= "鿿" for c in guess) and not _odd(guess) else ""


def _familiar(text: str) -> float:
    """The share of the commonest Chinese characters among all characters beyond ASCII."""
    beyond = [c for c in text if c > "\x7f"]
    return sum(c in _COMMON for c in beyond) / len(beyond) if beyond else 0.0


def _odd(text: str, least: float = 0.06) -> bool:
    """Whether a decoded text is unlikely to be Chinese: private or unassigned signs, or hardly any common character."""
    strange = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text)
    return strange * 100 > len(text) or _familiar(text) < least


def _binary(text: str) -> bool:
    control = sum(c < " " and c not in "\t\n\r\f\v" for c in text)
    return control * 50 > len(text)
