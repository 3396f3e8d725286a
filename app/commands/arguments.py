"""What the command line accepts: parsers and their help.

The words of ``--help`` stay English beside argparse's own. Wrong arguments raise ``CosightError``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from app.commands.argument_values import (
    INCLUDED,
    count,
    included,
    order,
    read_path,
    text_for,
    threshold_for,
)
from app.commands.comparison_order import Order
from app.commands.parser import CommandParser
from core.comparison.model import Thresholds
from core.dumps.formats import FixedPoint
from core.messages import translate

PROGRAM = "python main.py"

LATER_OPTIONS = ("--xlsx", "--junit")

_WINDOW_USAGE = f"""{PROGRAM} [LEFT RIGHT [RIGHT ...]]
       {PROGRAM} --demo
       {PROGRAM} compare LEFT RIGHT [RIGHT ...] [options]
       {PROGRAM} convert FILE ... [options]
       {PROGRAM} check PROTOTXT [options]"""

_WINDOW_DESCRIPTION = """\
Cosight compares two runs of a network layer by layer, such as the float run
and the quantised run of the same net, and says which layer to look at first."""

_WINDOW_EPILOG = f"""\
  compare            the same comparison in the terminal, for scripts
  convert            hex dumps to .float text or .npy arrays
  check              known faults of NNIE that a prototxt gives away

Their options: {PROGRAM} compare --help, and so on.
A folder that is itself named compare, convert or check is given as ./compare.
"""

_COMPARE_DESCRIPTION = """\
Compare runs in the terminal. Every layer's dump of LEFT meets its partner in
each RIGHT; the layers are listed in the order of the network."""

_COMPARE_EPILOG = f"""\
severity:
  good     cosine similarity of 0.99 or more
  warn     between 0.95 and 0.99
  bad      0.95 or less
  broken   could not be judged: lengths differ, a file is unreadable, or NaN or
           Inf stands on one side only

exit status:
  0   every pair is good or warn
  1   some pair is bad or broken
  2   the input cannot be used (also: not one pair was found)

examples:
  {PROGRAM} compare caffe mapper_quant --prototxt deploy.prototxt
  {PROGRAM} compare caffe inst --dot cnn_net_tree.dot --json result.json
  {PROGRAM} compare float_run int8_run int16_run --csv table.csv --quiet
  {PROGRAM} compare caffe mapper_quant --sort cosine --worst 10
"""

_CONVERT_DESCRIPTION = """\
Turn hex dumps into numbers: one decimal a line (.float), or a NumPy array
(.npy). FILE may be a pattern such as "mapper_quant/*.hex", or a folder, which
stands for every .hex file in it. A file that exists already is left alone."""

_CONVERT_EPILOG = f"""\
Logarithmic codes (*.nonlinear.hex) need the data_delta of their layer, which
stands in cnn_net_tree.dot.

exit status:
  0   every file was converted
  2   some file could not be; the others were

examples:
  {PROGRAM} convert mapper_quant/conv1_output0_8_64_64_quant.linear.hex
  {PROGRAM} convert mapper_quant --out decoded --dot cnn_net_tree.dot
"""


_CHECK_DESCRIPTION = """\
Look through a network's prototxt for what is known to go wrong on NNIE: no
dumps are needed. Each finding says what to try; where a piece of prototxt can
take the place of another, it is written out, ready to be copied."""

CHECKED_FOR = {
    "hp_on_grouped_convolution": "_hp on a Convolution with group other than 1",
    "hp_without_weights": "_hp on a layer that has no weights",
    "relu6_unsupported": "a layer of type ReLU6",
    "too_many_outputs": "more than 16 outputs in a segment",
    "power_shift_one": "a Power layer with a shift of exactly 1.0",
    "ceil_mode_pooling": "a Pooling layer that PyTorch rounds down",
    "relu6_built": "Threshold, Power and Eltwise in place of relu6",
}
"""What ``check`` looks for, by the code of its findings."""

_CHECKED_FOR = "\n".join(f"  {code:<27} {words}" for code, words in CHECKED_FOR.items())

_CHECK_EPILOG = f"""\
findings:
  fault    goes wrong, whatever the numbers are
  risk     goes wrong under a condition that the prototxt does not tell
  cost     right, but slow

{_CHECKED_FOR}

exit status:
  0   nothing was found
  1   something was found
  2   the file cannot be used

examples:
  {PROGRAM} check deploy.prototxt
  {PROGRAM} check deploy.prototxt --json findings.json --quiet
"""


def window_parser() -> argparse.ArgumentParser:
    """The arguments of the window."""
    parser = CommandParser(
        prog=PROGRAM,
        usage=_WINDOW_USAGE,
        description=_WINDOW_DESCRIPTION,
        epilog=_WINDOW_EPILOG,
    )
    parser.add_argument(
        "folders",
        nargs="*",
        metavar="LEFT RIGHT",
        help="open the window with these folders filled in and compared; "
        "without folders the window opens empty",
    )
    parser.add_argument("--demo", action="store_true", help="open the window on the bundled sample")
    parser.add_argument("--version", action=_Version, help="show the version and leave")
    return parser


def compare_parser() -> argparse.ArgumentParser:
    """The options of ``compare``."""
    parser = CommandParser(
        prog=f"{PROGRAM} compare",
        usage=f"{PROGRAM} compare LEFT RIGHT [RIGHT ...] [options]",
        description=_COMPARE_DESCRIPTION,
        epilog=_COMPARE_EPILOG,
    )
    parser.add_argument(
        "folders",
        nargs="*",
        metavar="LEFT RIGHT",
        help="folders with the dumps of one run each; LEFT is what the others are measured against",
    )
    network = parser.add_argument_group("what pairs the layers")
    network.add_argument(
        "--prototxt",
        type=read_path,
        metavar="FILE",
        help="the network: its order, its in-place groups, its blob names",
    )
    network.add_argument(
        "--dot",
        type=read_path,
        metavar="FILE",
        help="cnn_net_tree.dot of the mapper, for seg<s>_layer<id> files and logarithmic codes; "
        "or a Graph View dot",
    )
    network.add_argument(
        "--pairs", type=read_path, metavar="FILE.json", help="pairs of your own, tried first"
    )
    numbers = parser.add_argument_group("what is compared")
    numbers.add_argument(
        "--include",
        type=included,
        default=INCLUDED["outputs"],
        metavar="WHAT",
        help="outputs, inputs, weights (with the biases) or all, or several with commas; "
        "default: outputs",
    )
    numbers.add_argument(
        "--hex-format",
        type=FixedPoint.parse,
        default=FixedPoint(),
        metavar="I.F",
        help="integer bits (with the sign) and fraction bits of linear hex; default: 20.12",
    )
    marks = parser.add_argument_group(
        "what is marked in the table", "Severity and exit status do not depend on these."
    )
    marks.add_argument(
        "--cosine",
        type=threshold_for("--cosine", "0.99"),
        default=Thresholds().cosine,
        metavar="X",
        help="mark cosine similarities below this, 0 to 1; default: 0.99",
    )
    marks.add_argument(
        "--red",
        type=threshold_for("--red", "0.10"),
        default=Thresholds().red,
        metavar="X",
        help="mark relative Euclidean distances above this, 0 to 1; default: 0.10",
    )
    table = parser.add_argument_group(
        "how the table is shown", "The files that are written do not depend on these."
    )
    table.add_argument(
        "--sort",
        type=order,
        default=Order.NETWORK,
        metavar="ORDER",
        help="network (file order where none is known), cosine or error (the largest absolute "
        "one), the worst first; default: network",
    )
    table.add_argument(
        "--worst",
        type=count,
        metavar="N",
        help="show only the N worst rows of each RIGHT, in the order of --sort: without it those "
        "of the lowest cosine, in network order; --sort cosine puts the worst first",
    )
    output = parser.add_argument_group("what is written")
    output.add_argument(
        "--json",
        type=text_for("--json"),
        metavar="FILE",
        help='everything, for programs; "-" writes it to standard output in place of the table',
    )
    output.add_argument(
        "--csv", type=text_for("--csv"), metavar="FILE", help='a line for each pair; "-" likewise'
    )
    output.add_argument(
        "--html",
        type=text_for("--html"),
        metavar="FILE",
        help='a page to look at, which opens in any browser without a network; "-" likewise',
    )
    output.add_argument(
        "--quiet", action="store_true", help="say nothing but errors; files are still written"
    )
    speed = parser.add_argument_group("what is kept")
    speed.add_argument(
        "--no-cache",
        action="store_true",
        help="measure every pair, also those whose files have not changed since they were "
        "measured; keep nothing",
    )
    for option in LATER_OPTIONS:
        parser.add_argument(option, action=_NotYet, nargs="?", help=argparse.SUPPRESS)
    return parser


def convert_parser() -> argparse.ArgumentParser:
    """The options of ``convert``."""
    parser = CommandParser(
        prog=f"{PROGRAM} convert",
        usage=f"{PROGRAM} convert FILE ... [options]",
        description=_CONVERT_DESCRIPTION,
        epilog=_CONVERT_EPILOG,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="hex dumps, patterns or folders")
    parser.add_argument(
        "--out",
        type=read_path,
        metavar="FOLDER",
        help="where to write, made if need be; default: beside each file",
    )
    parser.add_argument(
        "--dot",
        type=read_path,
        metavar="FILE",
        help="cnn_net_tree.dot, for the data_delta of a layer",
    )
    parser.add_argument(
        "--hex-format",
        type=FixedPoint.parse,
        default=FixedPoint(),
        metavar="I.F",
        help="integer bits (with the sign) and fraction bits of linear hex; default: 20.12",
    )
    parser.add_argument(
        "--format", choices=("float", "npy"), default="float", help="default: float"
    )
    parser.add_argument("--force", action="store_true", help="replace files that exist already")
    return parser


def check_parser() -> argparse.ArgumentParser:
    """The options of ``check``."""
    parser = CommandParser(
        prog=f"{PROGRAM} check",
        usage=f"{PROGRAM} check PROTOTXT [options]",
        description=_CHECK_DESCRIPTION,
        epilog=_CHECK_EPILOG,
    )
    parser.add_argument("files", nargs="*", metavar="PROTOTXT", help="the network")
    parser.add_argument(
        "--json",
        type=text_for("--json"),
        metavar="FILE",
        help='the findings, for programs; "-" writes them to standard output in place of the text',
    )
    parser.add_argument(
        "--quiet", action="store_true", help="say nothing but errors; the file is still written"
    )
    return parser


class _NotYet(argparse.Action):
    """An option of the contract that this version does not have."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        parser.error(
            translate(
                "terminal", "{option} is not in this version; there are --json, --csv and --html"
            ).format(option=option_string)
        )


class _Version(argparse.Action):
    """Shows the version; read only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        from app.version import version

        sys.stdout.write(f"Cosight {version()}\n")
        parser.exit()
