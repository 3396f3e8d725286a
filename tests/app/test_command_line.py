"""Arguments, exit status and errors of the command line as a whole."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from command_runs import SAMPLE, only_line, start, two_runs

from app import command_line
from app.command_line import main
from app.commands.argument_values import read_path
from app.commands.arguments import compare_parser
from app.commands.parser import parse_known
from core.dumps.formats import FixedPoint
from core.dumps.model import Kind
from core.errors import CosightError

NO_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str], bool]]:
    """What the window was opened with; a display is pretended."""
    calls: list[tuple[str, list[str], bool]] = []

    def run_window(left: str = "", rights: Any = (), demo: bool = False) -> int:
        calls.append((left, list(rights), demo))
        return 0

    module = types.ModuleType("app.window")
    module.run_window = run_window  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "app.window", module)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return calls


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NO_DISPLAY:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


# --- the window -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ("", [], False)),
        (["a", "b"], ("a", ["b"], False)),
        (["a", "b", "c"], ("a", ["b", "c"], False)),
        (["--demo"], ("", [], True)),
        (["./compare", "b"], ("./compare", ["b"], False)),
        (["--", "-a", "-b"], ("-a", ["-b"], False)),
    ],
)
def test_window_gets_the_folders(
    opened: list[tuple[str, list[str], bool]],
    arguments: list[str],
    expected: tuple[str, list[str], bool],
) -> None:
    assert main(arguments) == 0
    assert opened == [expected]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a"], "give LEFT and RIGHT"),
        (["--demo", "a", "b"], "takes no folders"),
        (["a", "b", "--json", "x"], "belongs to compare"),
        (["a", "b", "--json=x"], "belongs to compare"),
        (["--nonsense"], "unknown option --nonsense"),
    ],
)
def test_wrong_window_arguments_are_one_line(
    opened: list[tuple[str, list[str], bool]],
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(arguments) == 2
    assert said in only_line(capsys.readouterr().err)
    assert opened == []


def test_a_window_that_cannot_load_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class NoGraphics:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "app.window":
                raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.delitem(sys.modules, "app.window", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoGraphics(), *sys.meta_path])
    assert main([]) == 2
    line = only_line(capsys.readouterr().err)
    assert "libEGL.so.1" in line
    assert "compare" in line


@pytest.mark.usefixtures("no_display")
def test_without_a_display_and_folders_there_is_advice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    line = only_line(capsys.readouterr().err)
    assert "no display" in line
    assert "compare LEFT RIGHT" in line


@pytest.mark.usefixtures("no_display")
def test_without_a_display_folders_are_compared_in_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*two_runs(tmp_path)]) == 0
    output = capsys.readouterr().out
    assert "no display" in output
    assert "4 pairs · 4 good" in output


@pytest.mark.usefixtures("no_display")
def test_without_a_display_wrong_folders_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "a"), str(tmp_path / "b")]) == 2
    only_line(capsys.readouterr().err)


@pytest.mark.skipif(not (SAMPLE / "float_run").is_dir(), reason="the sample is not built")
def test_demo_without_a_display_compares_the_sample() -> None:
    done = start("--demo")
    assert done.returncode in (0, 1), done.stderr.decode()
    output = done.stdout.decode()
    assert "no display" in output
    assert " pairs · " in output


# --- help and version -----------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"], ["convert", "-h"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    output = capsys.readouterr()
    assert output.out.startswith("usage: python main.py")
    assert output.err == ""
    assert all(len(line) <= 80 for line in output.out.splitlines())


def test_help_tells_in_which_order_the_worst_rows_stand(capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", "--help"])
    told = " ".join(capsys.readouterr().out.partition("\n  --worst N")[2].split())
    assert told.startswith("show only the N worst rows of each RIGHT")
    assert "in network order" in told.partition("--sort cosine")[0]


def test_help_tells_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", "--help"])
    output = capsys.readouterr().out
    for words in (
        "0   every pair is good or warn",
        "1   some pair is bad or broken",
        "2   the input cannot be used",
    ):
        assert words in output


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    name, number = capsys.readouterr().out.split()
    assert name == "Cosight"
    assert number[0].isdigit()


# --- arguments of compare -------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["a", "b", "c", "--json", "-", "--cosine", "0.5"],
        ["--json", "-", "a", "b", "--cosine", "0.5", "c"],
        ["a", "--json=-", "b", "--cosine=.5", "--", "c"],
        ["--cosine", "5e-1", "--json", "-", "--", "a", "b", "c"],
    ],
)
def test_options_and_folders_mix(arguments: list[str]) -> None:
    parsed, unknown = parse_known(compare_parser(), arguments)
    assert unknown == []
    assert parsed.folders == ["a", "b", "c"]
    assert parsed.json == "-"
    assert parsed.cosine == 0.5


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("outputs", {Kind.OUTPUT}),
        ("inputs", {Kind.INPUT}),
        ("weights", {Kind.WEIGHT, Kind.BIAS}),
        ("all", set(Kind)),
        ("outputs, inputs", {Kind.OUTPUT, Kind.INPUT}),
    ],
)
def test_include(text: str, kinds: set[Kind]) -> None:
    parsed, _ = parse_known(compare_parser(), ["a", "b", "--include", text])
    assert parsed.include == kinds


def test_defaults_are_the_contracts() -> None:
    parsed, _ = parse_known(compare_parser(), ["a", "b"])
    assert parsed.include == {Kind.OUTPUT}
    assert (parsed.cosine, parsed.red) == (0.99, 0.10)
    assert parsed.hex_format == FixedPoint(20, 12)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "LEFT and at least one RIGHT"),
        (["a"], "LEFT and at least one RIGHT"),
        (["a", ""], "is empty"),
        (["", "b"], "is empty"),
        (["a", "b", "--prototxt", ""], "is empty"),
        (["a", "b", "--json", ""], "--json is empty"),
        (["a", "b", "--json"], "--json"),
        (["a", "b", "--jso", "x"], "unknown option --jso"),
        (["a", "b", "--html", ""], "--html is empty"),
        (["a", "b", "--html"], "--html"),
        (["a", "b", "--xlsx=x"], "not in this version"),
        (["a", "b", "--junit"], "not in this version"),
        (["a", "b", "--include", "output"], "outputs, inputs, weights or all"),
        (["a", "b", "--include", ""], "outputs, inputs, weights or all"),
        (["a", "b", "--hex-format", "20"], "20.12"),
        (["a", "b", "--hex-format", "0.12"], "20.12"),
        (["a", "b", "--hex-format", "60.12"], "20.12"),
        (["a", "b", "--hex-format", "20.13"], "at most 8 hex digits, which are 32 bits, not 33"),
        (["a", "b", "--hex-format", "1" * 5000 + ".12"], "20.12"),
        (["a", "b", "--cosine", "1.01"], "from 0 to 1"),
        (["a", "b", "--cosine", "-1"], "such as 0.99"),
        (["a", "b", "--red", "-1"], "such as 0.10"),
        (["a", "b", "--cosine", "-0.5"], "from 0 to 1"),
        (["a", "b", "--red", "nan"], "from 0 to 1"),
        (["a", "b", "--red", "much"], "from 0 to 1"),
        (["a", "b", "--json", "-", "--csv", "-"], "--csv - would write over --json"),
        (["a", "b", "--json", "x", "--csv", "./x"], "would write over --json"),
        (["a", "b", "--json", "no/such/folder/x.json"], "there is no folder"),
        (["a", "b", "--csv", "."], "is a folder"),
    ],
)
def test_wrong_arguments_are_one_line(
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["compare", *arguments]) == 2
    output = capsys.readouterr()
    assert said in only_line(output.err)
    assert output.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["20.12", "32.0", "1.31", "16.16", "1.0"])
def test_every_format_that_fits_a_file(text: str) -> None:
    assert str(FixedPoint.parse(text)) == text


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "-dash", "b"],
        ["compare", "b", "-dash"],
        ["compare", "-dash", "-hex"],
        ["compare", "-hex", "-dash", "--json", "x"],
        ["convert", "-dash"],
        ["-dash", "b"],
    ],
)
def test_a_folder_that_looks_like_an_option(
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("-dash", "-hex", "b"):
        Path(name).mkdir()
    assert main(arguments) == 2
    line = only_line(capsys.readouterr().err)
    assert "write ./-" in line
    for name in ("-dash", "-hex"):
        assert (f"./{name}" in line) == (name in arguments)


def test_an_unknown_option_that_is_nothing_on_disk_gets_no_hint(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--json").mkdir()
    assert main(["compare", "-dash", "b", "--json", "x"]) == 2
    assert "./" not in only_line(capsys.readouterr().err)


def test_a_quotation_mark_that_slipped_in_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    slipped = 'C:\\runs\\left" C:\\runs\\right'
    monkeypatch.setattr("app.commands.argument_values.os.name", "nt")
    with pytest.raises(CosightError, match="backslash before a closing quotation mark"):
        read_path(slipped)


# --- what went wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (CosightError("conv1.hex line 3: found 'x'\nsecond line"), 2, "found 'x' second line"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (MemoryError(), 2, "memory"),
        (ModuleNotFoundError("No module named 'numba'", name="numba.core"), 2, "package numba"),
        (PermissionError(13, "Permission denied", "runs/left"), 2, "runs/left cannot be used"),
        (RecursionError("too deep"), 2, "defect"),
        (ValueError("two\nlines"), 2, "ValueError: two lines"),
    ],
)
def test_whatever_happens_is_one_line(
    error: BaseException,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def fail(argv: list[str]) -> int:
        raise error

    monkeypatch.setattr(command_line, "_dispatch", fail)
    monkeypatch.setattr("app.errors.log_path", lambda: tmp_path / "log" / "cosight.log")
    assert main(["compare"]) == status
    assert said in only_line(capsys.readouterr().err)


def test_a_defect_is_logged_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(argv: list[str]) -> int:
        raise ZeroDivisionError("of ours")

    log = tmp_path / "log" / "cosight.log"
    monkeypatch.setattr(command_line, "_dispatch", fail)
    monkeypatch.setattr("app.errors.log_path", lambda: log)
    main([])
    assert str(log) in capsys.readouterr().err
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert "in fail" in log.read_text(encoding="utf-8")


def test_a_defect_without_a_place_for_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(argv: list[str]) -> int:
        raise ZeroDivisionError("of ours")

    (tmp_path / "file").write_text("")
    monkeypatch.setattr(command_line, "_dispatch", fail)
    monkeypatch.setattr("app.errors.log_path", lambda: tmp_path / "file" / "cosight.log")
    assert main([]) == 2
    assert "no log could be written" in only_line(capsys.readouterr().err)


def test_starting_compare_loads_no_qt(tmp_path: Path) -> None:
    blocker = (
        "class Blocker:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6', 'pyqtgraph', 'widgets'):\n"
        "            raise RuntimeError('imported ' + name)\n"
        "sys.meta_path.insert(0, Blocker())"
    )
    done = start("compare", *two_runs(tmp_path), before=blocker)
    assert done.returncode == 0, done.stderr.decode()
    for arguments in (["--help"], ["--version"], ["compare", "--help"]):
        assert start(*arguments, before=blocker).returncode == 0


def test_help_and_wrong_arguments_do_not_wait_for_numba() -> None:
    watch = (
        "import atexit\n"
        "atexit.register(lambda: print('numba' in sys.modules, 'rich' in sys.modules))"
    )
    for arguments in (["compare", "--help"], ["compare", "a"], ["compare", "a", "b"]):
        assert start(*arguments, before=watch).stdout.decode().endswith("False False\n")


@pytest.mark.parametrize("safe", ["-I", "-P"])
def test_a_python_that_is_told_to_be_safe_finds_the_program(safe: str) -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, safe, str(root / "main.py"), "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Cosight ")
