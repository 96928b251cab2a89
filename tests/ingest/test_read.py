"""Which files are read, in which encodings, and what is said of those that are not."""

import pytest

from ingest.errors import UnreadableError
from ingest.parse import parse_document
from ingest.read import SUPPORTED, read_text
from ingest.read.text import MAX_BYTES

HANS = "关于开展测试工作的通知\n各有关单位：\n请按照要求组织实施，并于年底前报送总结。\n"
HANT = (
    "關於展開測試工作的通知\n各有關單位：\n請按照要求組織實施，並於年底前報送總結。發展署將會公布結果，企業應當配合。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk"])
def test_simplified_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    bom = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert read_text(bom + HANS.encode(encoding), "通知.txt") == HANS


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "utf-16"])
def test_traditional_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert read_text(HANT.encode(encoding), "通知.txt") == HANT


def test_rare_characters_of_gb18030_are_read() -> None:
    assert (
        read_text("关于㐀䶮镕的说明，为了发展的需要。".encode("gb18030"), "说明.txt")
        == "关于㐀䶮镕的说明，为了发展的需要。"
    )


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "空的"),
        (b" \n\t ", "a.txt", "空的"),
        ("\ufeff\n".encode(), "a.txt", "没有文字"),
        (b"%PDF-1.7 ...", "a.txt", "PDF"),
        (b"PK\x03\x04....", "a.txt", "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.txt", "Office"),
        (bytes(range(256)) * 20, "a.txt", "二进制"),
        (b"\x81\xfe\xff\xff\x90\x80" * 50, "a.txt", "UTF-8"),
        (b"\xef\xbb\xbf\xff\xff\xff", "a.txt", "编码"),
        (HANS.encode(), "a.exe", ".md"),
        (HANS.encode(), "没有扩展名", ".txt"),
        (HANS.encode(), "a.docx", ".txt"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_chinese(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_text(data, name)
    assert said in str(refused.value)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableError, match="过大"):
        read_text(b"a" * (MAX_BYTES + 1), "a.txt")


def test_supported_kinds_are_named_in_the_refusal() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_text(b"x", "a.xyz")
    assert all(suffix in str(refused.value) for suffix in SUPPORTED)


def test_the_suffix_may_be_in_capitals_and_lines_may_end_as_in_windows() -> None:
    parsed = parse_document(HANS.replace("\n", "\r\n").encode(), "通知.TXT")
    assert [c.label for c in parsed.clauses] == ["标题", "主送机关", "第1段"]
    assert "\r" not in parsed.document.text


def test_a_text_without_any_chinese_is_read() -> None:
    assert parse_document(b"A note.\nIt has two lines of plain English.\n", "note.txt").clauses


def test_a_file_of_marks_only_is_refused() -> None:
    with pytest.raises(UnreadableError, match="没有文字"):
        parse_document("---\n\n— 1 —\n".encode(), "a.md")
