"""How a command line is read: positionals anywhere, ``--``, and what is said of wrong words.

What the words are stands in ``arguments``.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import NoReturn

from core.errors import CosightError
from core.messages import translate


class CommandParser(argparse.ArgumentParser):
    """Says what is wrong in one line, and where help is; options are written out in full."""

    def __init__(self, prog: str, usage: str, description: str, epilog: str) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        raise CosightError(
            translate("terminal", "{message} (see: {program} --help)").format(
                message=message, program=self.prog
            )
        )


def parse_known(
    parser: argparse.ArgumentParser, argv: list[str]
) -> tuple[argparse.Namespace, list[str]]:
    """Options and positionals in any order; everything after ``--`` is positional.

    The ``--`` is cut off here because argparse's intermixed parsing refuses a leading one.
    """
    cut = argv.index("--") if "--" in argv else len(argv)
    # A folder called -hex would be taken for -h with something behind it, and that for a wish for
    # help or for an error, as the version of Python has it.
    single = [word for word in argv[:cut] if len(word) > 2 and word[0] == "-" != word[1]]
    if _folder_hint(parser, single):
        refuse_unknown(parser, single)
    arguments, unknown = parser.parse_known_intermixed_args(argv[:cut])
    positionals = next(iter(action for action in parser._actions if not action.option_strings))
    getattr(arguments, positionals.dest).extend(argv[cut + 1 :])
    return arguments, unknown


def refuse_unknown(parser: argparse.ArgumentParser, unknown: list[str]) -> None:
    """Refuse what no option accepts."""
    if unknown:
        parser.error(
            translate("terminal", "unknown option {option}{hint}").format(
                option=" ".join(unknown), hint=_folder_hint(parser, unknown)
            )
        )


def _folder_hint(parser: argparse.ArgumentParser, words: Sequence[str]) -> str:
    """How to write those of ``words`` that look like options and are folders or files."""
    meant = [
        f"./{word}"
        for word in words
        if word.startswith("-")
        and word not in parser._option_string_actions
        and os.path.lexists(word)
    ]
    if not meant:
        return ""
    return translate(
        "terminal", "; if the folder or file of that name is meant, write {paths}"
    ).format(paths=" ".join(meant))
