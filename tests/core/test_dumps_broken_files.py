"""A file that cannot be used is refused in one sentence: file, line, expected, found, remedy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from dumps_reading import BIAS, FLOAT, HEX, NONLINEAR, reader_in

from core.dumps.formats import FixedPoint
from core.dumps.model import Values
from core.dumps.names import parse_name
from core.dumps.reader import Cancelled, read_dump
from core.errors import CosightError

Read = Callable[..., Values]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader_in(tmp_path)


def lines(form: str, count: int = 200) -> list[str]:
    return [form % (number / 7) if "x" not in form else form % number for number in range(count)]


@pytest.mark.parametrize("bad", ["abc", "1.2.3", "1e5e5", "--1", "0x1F", "1,2;3", "nan(", "1.#FOO"])
@pytest.mark.parametrize("buffer_size", [16, 1 << 20])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_of_a_bad_decimal(read: Read, bad: str, buffer_size: int, end: str) -> None:
    text = end.join([*lines("%.18e", 100), "", "  " + bad, "7", ""])
    found = bad.split(",")[-1]
    with pytest.raises(CosightError) as caught:
        read(text.encode(), FLOAT, buffer_size=buffer_size)
    sentence = str(caught.value)
    assert f"{FLOAT}, line 102: expected a decimal number, found '{found}'; " in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("bad", ["xyz", "1ffffffff", "0x", "12345678g", "000000000z", "12,34"])
@pytest.mark.parametrize("buffer_size", [16, 1 << 20])
@pytest.mark.parametrize("name", [HEX, BIAS])
def test_line_of_a_bad_hex_number(read: Read, bad: str, buffer_size: int, name: str) -> None:
    text = "\r\n".join([*lines("%08x", 90), bad, "00000000", ""])
    with pytest.raises(CosightError, match=f"line 91: expected 1 to 8 hex digits, found '{bad}'; "):
        read(text.encode(), name, buffer_size=buffer_size)


def test_several_numbers_a_line_count_as_one_line(read: Read) -> None:
    with pytest.raises(CosightError, match=r"line 2: .*found 'x'"):
        read(b"1 2 3\n4 1 x\n", FLOAT)


def test_a_long_or_unprintable_token_is_shortened(read: Read) -> None:
    with pytest.raises(CosightError) as caught:
        read(b"\x07\xff" + b"z" * 5000 + b"\n", FLOAT)
    assert "'\\x07\\xffzzz" in str(caught.value).replace("\\\\", "\\")
    assert len(str(caught.value)) < 400


def test_hex_in_a_decimal_file(read: Read) -> None:
    with pytest.raises(CosightError, match=r"'0000ab12', which looks like hex; .*\.linear\.hex"):
        read(b"00000012\n0000ab12\n", FLOAT)


@pytest.mark.parametrize("name", [FLOAT, HEX, NONLINEAR, BIAS])
def test_empty(read: Read, name: str) -> None:
    with pytest.raises(CosightError, match=r"is empty: .*dump it again"):
        read(b"", name, data_delta=0)
    with pytest.raises(CosightError, match="holds no numbers"):
        read(b" \r\n\n", name, data_delta=0)
    with pytest.raises(CosightError, match="holds no numbers"):
        read(b"\xef\xbb\xbf", name, data_delta=0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
@pytest.mark.parametrize("name", [FLOAT, HEX])
def test_utf_16(read: Read, encoding: str, name: str) -> None:
    mark = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}.get(encoding, b"")
    with pytest.raises(CosightError, match=r"UTF-16 text: .*save it again as UTF-8"):
        read(mark + "00000000\n".encode(encoding), name)


@pytest.mark.parametrize("name", [FLOAT, HEX])
@pytest.mark.parametrize("tail", [b"\0" * 5000, b"00\0" + b"0\n", b"\0\n00000000\n"])
def test_nul_bytes(read: Read, name: str, tail: bytes) -> None:
    with pytest.raises(CosightError, match=r"line 4: expected text, found NUL bytes, .*damaged"):
        read(b"00000000\n" * 3 + tail, name)


def test_megabytes_of_nul_bytes_without_a_line_end(read: Read) -> None:
    with pytest.raises(CosightError, match=r"line 2: .*NUL bytes"):
        read(b"1.0\n" + bytes(5 << 20), FLOAT)
    with pytest.raises(CosightError, match=r"line 3: .*1048576 characters"):
        read(b"1.0\n2\n" + b"1" * (5 << 20), FLOAT)


@pytest.mark.parametrize("kept", [1, 2, 5, 19, 20, 21, 22, 23])
@pytest.mark.parametrize("buffer_size", [64, 1 << 20])
def test_cut_off_exponent_form(read: Read, kept: int, buffer_size: int) -> None:
    text = "\n".join([*lines("%.18e", 10), "1.234567890123456789e+02"[:kept]])
    with pytest.raises(CosightError, match=r"cut off at line 11: .*dump it again"):
        read(text.encode(), FLOAT, buffer_size=buffer_size)


def test_cut_off_fixed_decimals(read: Read) -> None:
    with pytest.raises(CosightError, match="cut off at line 4"):
        read(b"0.500000\n1.250000\n3.123456\n2.12", FLOAT)


@pytest.mark.parametrize("tail", ["-", "1.5e", "1.5e-", "in", "1.#Q", "-n"])
def test_cut_off_inside_any_number(read: Read, tail: str) -> None:
    with pytest.raises(CosightError, match="cut off at line 3"):
        read(f"0.5\n1\n{tail}".encode(), FLOAT)


@pytest.mark.parametrize("tail", ["0", "0.5", "1e-05", "nan", "-inf"])
def test_short_numbers_at_the_end_are_no_cut(read: Read, tail: str) -> None:
    text = f"0.125\n0.375\n{tail}"
    assert len(read(text.encode(), FLOAT)) == 3


@pytest.mark.parametrize(
    ("name", "width", "count"), [(HEX, 8, 10), (HEX, 8, 100), (NONLINEAR, 2, 9), (NONLINEAR, 4, 40)]
)
def test_cut_off_hex(read: Read, name: str, width: int, count: int) -> None:
    text = f"{5:0{width}x}\n" * count
    for kept in range(1, width):
        with pytest.raises(CosightError, match=f"cut off at line {count + 1}"):
            read((text + "0" * kept).encode(), name, data_delta=0)
    assert len(read((text + "0" * width).encode(), name, data_delta=0)) == count + 1


def test_unpadded_hex_may_end_short(read: Read) -> None:
    assert read(b"fffd40c2\nfffd40c2\n2", BIAS).numbers.tolist()[-1] == 2


def open_dump(path: Path) -> Values:
    name = parse_name(path.name)
    assert name is not None
    return read_dump(path, name, FixedPoint())


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(CosightError, match=r"gone\.float is no longer there; scan"):
        open_dump(tmp_path / "gone.float")
    (tmp_path / "folder.float").mkdir()
    with pytest.raises(CosightError, match=r"folder\.float is a folder"):
        open_dump(tmp_path / "folder.float")
    with pytest.raises(CosightError, match="cannot be read"):
        open_dump(tmp_path / "null\0byte.float")


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO")
def test_a_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.float")
    with pytest.raises(CosightError, match="a device or a pipe"):
        open_dump(tmp_path / "pipe.float")


def test_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.float"
    path.write_bytes(b"1\n")
    monkeypatch.setattr("core.dumps.text_file.open_at_once", refused)
    with pytest.raises(CosightError, match="permission denied"):
        open_dump(path)


@pytest.mark.parametrize("change", ["grow", "shrink"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.float"
    path.write_bytes(b"1.5\n" * 100)

    def meddle() -> bool:
        if change == "grow":
            path.write_bytes(b"1.5\n" * 200)
        else:
            os.truncate(path, 80)
        return False

    name = parse_name(path.name)
    assert name is not None
    with pytest.raises(CosightError, match="changed while it was read: expected 400 bytes"):
        read_dump(path, name, FixedPoint(), cancelled=meddle, buffer_size=64)


def test_a_system_that_fills_no_buffers(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.dumps.raw_file._fill_buffers", None)
    numbers = np.arange(5000) / 4
    text = "".join(f"{number}\n" for number in numbers).encode()
    np.testing.assert_array_equal(read(text, FLOAT, buffer_size=100).numbers, numbers)


def test_cancel_is_heeded_between_pieces(tmp_path: Path) -> None:
    path = tmp_path / "a.float"
    path.write_bytes(b"1.5\n" * 1000)
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) == 5

    name = parse_name(path.name)
    assert name is not None
    with pytest.raises(Cancelled):
        read_dump(path, name, FixedPoint(), cancelled=cancelled, buffer_size=64)
    assert len(asked) == 5


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no list of open files")
@pytest.mark.parametrize("text", [b"", b"\xff\xfe1\0", b"1\nx\n"])
def test_the_file_is_closed_after_an_error(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "a.float"
    path.write_bytes(text)
    kept = []
    with pytest.raises(CosightError) as caught:
        open_dump(path)
    kept.append(caught)  # its traceback keeps every frame alive
    held = [os.readlink(link) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert str(path) not in held


def test_a_buffer_kept_from_another_file_does_not_show_through(read: Read) -> None:
    read(b"9" * 30 + b"\n" + b"8.25\n" * 500, FLOAT)
    assert read(b"1", FLOAT).numbers.tolist() == [1.0]
    assert read(b"a", "a.hex").numbers.tolist() == [10]


def test_results_do_not_share_the_buffer(read: Read) -> None:
    first = read(b"1.5\n2.5\n", FLOAT).numbers
    read(b"7.5\n8.5\n", FLOAT)
    np.testing.assert_array_equal(first, [1.5, 2.5])


def test_numba_is_imported_only_to_read() -> None:
    code = (
        "import sys; import core.dumps.names, core.dumps.folder, core.dumps.model, "
        "core.dumps.reader, core.dumps.kernels, core.dumps.convert; "
        "sys.exit('numba' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
