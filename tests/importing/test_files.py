"""Which files are read, and in which words the others are refused."""

import pytest

from archive.importing.files import LARGEST, Unreadable, documents, text_of

from .conftest import MATERIAL

UTF8 = "Save the file with the encoding UTF-8; guessing another one could change letters without anybody noticing."


def refusal(path) -> str:
    with pytest.raises(Unreadable) as refused:
        text_of(path)
    return str(refused.value)


def test_folder_gives_its_documents_by_name_and_nothing_else(tmp_path):
    for name in ("b.txt", "a.MD", ".hidden.txt", "picture.png", "deeper/c.markdown"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    (tmp_path / "folder.txt").mkdir()

    assert documents(tmp_path) == (tmp_path / "a.MD", tmp_path / "b.txt", tmp_path / "deeper" / "c.markdown")


def test_file_that_is_named_is_read_whatever_it_is_called(tmp_path):
    path = tmp_path / "letter"
    path.write_text("Bakı, Şuşa")

    assert documents(path) == (path,)
    assert text_of(path) == "Bakı, Şuşa"


def test_folder_without_documents_and_missing_path_are_said_to_be_so(tmp_path):
    with pytest.raises(Unreadable) as empty:
        documents(tmp_path)
    with pytest.raises(Unreadable) as missing:
        documents(tmp_path / "nowhere")

    assert str(empty.value) == (
        "The folder holds no document. Documents are files whose names end in .txt, .md, .markdown."
    )
    assert str(missing.value) == "There is no such file or folder."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_certain_are_read(tmp_path, encoding):
    path = tmp_path / "letter.txt"
    path.write_bytes("Kəlbəcər – Кельбаджар".encode(encoding))

    assert text_of(path) == "Kəlbəcər – Кельбаджар"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("empty.txt", "The file is empty."),
        ("blank.txt", "The file is empty."),
        (
            "picture.txt",
            "This is no plain text but a file of another format (PNG). Save its text as a .txt file.",
        ),
        ("bytes.txt", "This is no plain text: it holds bytes that no letter has."),
        ("windows-1251.txt", f"The letters cannot be read: byte 1 is not UTF-8. {UTF8}"),
    ],
)
def test_broken_file_is_refused_in_words(name, why):
    assert refusal(MATERIAL / "broken" / name) == why


def test_line_of_ten_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "dump.txt"
    path.write_bytes(b"word " * 2_000_000)

    assert refusal(path) == (
        "The file is too large for one document: 10.0 MB, and at most 2 MB are read. Save its documents as files "
        "of their own."
    )
    path.write_bytes(b"w" * LARGEST)
    assert len(text_of(path)) == LARGEST


def test_file_that_cannot_be_opened_is_refused_with_the_reason(tmp_path):
    assert refusal(tmp_path) == "The file cannot be opened: Is a directory."


def test_a_pdf_behind_blank_lines_is_no_text(tmp_path):
    path = tmp_path / "statement.txt"
    path.write_bytes(b"\n \r\n%PDF-1.7\n")

    with pytest.raises(Unreadable, match="another format"):
        text_of(path)
