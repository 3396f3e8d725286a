"""The command line: who does what is asked for, and how failure is told.

What reads arguments, compares or converts is imported where it is needed: the window waits for
none of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from app.commands.interrupting import leave_at_once
from app.commands.terminal import Terminal, prepare_streams
from app.error_sentence import sentence_of
from core.errors import CosightError
from core.garbage import STARTING, hold_search, no_collection, release_search
from core.messages import translate

UNUSABLE = 2
INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Do what the arguments ask for; returns the exit status. Never raises."""
    prepare_streams()
    errors = Terminal(sys.stderr)
    try:
        try:
            status = _dispatch(list(argv))
        except SystemExit as stop:
            # argparse leaves this way after --help and --version.
            status = stop.code if isinstance(stop.code, int) else 0
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        errors.error(translate("terminal", "interrupted"))
        leave_at_once(INTERRUPTED)
        return INTERRUPTED
    except BrokenPipeError:
        Terminal.abandon(sys.stdout)
        return 0
    except Exception as error:
        errors.error(sentence_of(error))
        return UNUSABLE
    return status


def _dispatch(argv: list[str]) -> int:
    if argv[:1] == ["compare"]:
        # Whatever it makes stays until its end, which is near.
        with no_collection():
            return _compare(argv[1:])
    if argv[:1] == ["convert"]:
        return _convert(argv[1:])
    if argv[:1] == ["check"]:
        return _check(argv[1:])
    folders, demo = _window_arguments(argv) if argv else ([], False)
    if not display_available():
        return _instead_of_window(folders, demo)
    return _window(folders, demo)


# --- the window -----------------------------------------------------------------------------


def _window_arguments(argv: list[str]) -> tuple[list[str], bool]:
    """The folders to open, none or at least two, and whether to open the sample."""
    from app.commands.arguments import PROGRAM, compare_parser, window_parser
    from app.commands.parser import parse_known, refuse_unknown

    parser = window_parser()
    arguments, unknown = parse_known(parser, argv)
    folders: list[str] = arguments.folders
    if unknown:
        options = {name for action in compare_parser()._actions for name in action.option_strings}
        if unknown[0].partition("=")[0] in options:
            parser.error(
                translate(
                    "terminal", "{option} belongs to compare: {program} compare LEFT RIGHT {option}"
                ).format(option=unknown[0], program=PROGRAM)
            )
        refuse_unknown(parser, unknown)
    if arguments.demo and folders:
        parser.error(translate("terminal", "--demo opens the bundled sample and takes no folders"))
    if len(folders) == 1:
        parser.error(
            translate(
                "terminal",
                "there is nothing to compare {folder} with: give LEFT and RIGHT, or neither",
            ).format(folder=folders[0])
        )
    return folders, arguments.demo


def _window(folders: list[str], demo: bool) -> int:
    # Nothing is thrown away while the window starts; it is searched for again once it stands.
    hold_search(STARTING)
    try:
        from app.window import run_window

        return run_window(folders[0] if folders else "", folders[1:], demo)
    except ModuleNotFoundError:
        raise
    except ImportError as error:
        from app.commands.arguments import PROGRAM

        raise CosightError(
            translate(
                "terminal",
                "the window cannot be opened on this system ({reason}); "
                "{program} compare works without it",
            ).format(reason=error, program=PROGRAM)
        ) from error
    finally:
        release_search(STARTING)


def display_available() -> bool:
    """Whether a window could be seen: on Linux and its kin that takes a display server."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _instead_of_window(folders: list[str], demo: bool) -> int:
    """What can be done where no window can be shown."""
    from app.commands.argument_values import read_path
    from app.commands.arguments import PROGRAM

    if not folders and not demo:
        raise CosightError(
            translate(
                "terminal",
                "there is no display for the window (DISPLAY and WAYLAND_DISPLAY are not set); "
                "compare in the terminal: {program} compare LEFT RIGHT",
            ).format(program=PROGRAM)
        )
    Terminal(sys.stdout).line(
        translate("terminal", "There is no display for the window: comparing in the terminal.")
    )
    from app.commands.compare import CompareOptions, run_compare
    from app.demo import sample_request
    from core.comparison.model import Request

    if demo:
        return run_compare(CompareOptions(sample_request()))
    left, *rights = map(read_path, folders)
    return run_compare(CompareOptions(Request(left, tuple(rights))))


# --- compare --------------------------------------------------------------------------------


def _compare(argv: list[str]) -> int:
    from app.commands.argument_values import read_path
    from app.commands.arguments import compare_parser
    from app.commands.parser import parse_known, refuse_unknown

    parser = compare_parser()
    arguments, unknown = parse_known(parser, argv)
    refuse_unknown(parser, unknown)
    if len(arguments.folders) < 2:
        parser.error(
            translate("terminal", "LEFT and at least one RIGHT are needed, {count} given").format(
                count=len(arguments.folders)
            )
        )
    left, *rights = map(read_path, arguments.folders)
    from app.commands.compare import CompareOptions, run_compare
    from app.commands.comparison_order import Shown
    from core.comparison.model import Request, Thresholds

    return run_compare(
        CompareOptions(
            Request(
                left=left,
                rights=tuple(rights),
                prototxt=arguments.prototxt,
                dot=arguments.dot,
                include=arguments.include,
                hex_format=arguments.hex_format,
            ),
            pairs_file=arguments.pairs,
            thresholds=Thresholds(arguments.cosine, arguments.red),
            shown=Shown(arguments.sort, arguments.worst),
            json=arguments.json,
            csv=arguments.csv,
            html=arguments.html,
            quiet=arguments.quiet,
            use_cache=not arguments.no_cache,
        )
    )


# --- convert --------------------------------------------------------------------------------


def _convert(argv: list[str]) -> int:
    from app.commands.arguments import convert_parser
    from app.commands.parser import parse_known, refuse_unknown

    parser = convert_parser()
    arguments, unknown = parse_known(parser, argv)
    refuse_unknown(parser, unknown)
    if not arguments.files:
        parser.error(translate("terminal", "no FILE is given"))
    from app.commands.convert import run_convert
    from app.conversion import ConvertOptions

    return run_convert(
        arguments.files,
        ConvertOptions(
            files=(),
            out=arguments.out,
            dot=arguments.dot,
            hex_format=arguments.hex_format,
            suffix=f".{arguments.format}",
            force=arguments.force,
        ),
    )


# --- check ----------------------------------------------------------------------------------


def _check(argv: list[str]) -> int:
    from app.commands.argument_values import read_path
    from app.commands.arguments import check_parser
    from app.commands.parser import parse_known, refuse_unknown

    parser = check_parser()
    arguments, unknown = parse_known(parser, argv)
    refuse_unknown(parser, unknown)
    if len(arguments.files) != 1:
        parser.error(
            translate("terminal", "one PROTOTXT is needed, {count} given").format(
                count=len(arguments.files)
            )
        )
    from app.commands.check import CheckOptions, run_check

    return run_check(
        CheckOptions(read_path(arguments.files[0]), json=arguments.json, quiet=arguments.quiet)
    )
