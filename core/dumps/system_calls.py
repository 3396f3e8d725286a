"""The C library's ``open``, ``statx``, ``read`` and ``close`` for compiled kernels to call.

A kernel is given their addresses, see ``raw_file``; only compiled kernels can call these.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import types

from core.dumps.machine import address, made

_INT, _SIZE, _POINTER = ir.IntType(32), ir.IntType(64), ir.IntType(8).as_pointer()
_EMPTY_PATH = 0x1000
"""``AT_EMPTY_PATH``: what the descriptor itself is open on."""
_WANTED = 0x243
"""``STATX_TYPE | STATX_MODE | STATX_MTIME | STATX_SIZE``."""


def _call(builder: Any, function: Any, result: Any, *arguments: Any) -> Any:
    """Call what is at an address; the ``arguments`` have the types of its parameters."""
    kind = ir.FunctionType(result, [argument.type for argument in arguments])
    return builder.call(builder.inttoptr(function, kind.as_pointer()), arguments)


def _place(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    return builder.bitcast(address(context, builder, kind, array, index), _POINTER)


def _open_file(_typing: Any, function: Any, path: Any, flags: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        function, path, flags = values
        start = _place(context, builder, signature.args[1], path, ir.Constant(_SIZE, 0))
        file = _call(builder, function, _INT, start, builder.trunc(flags, _INT))
        return builder.sext(file, _SIZE)

    return types.int64(types.int64, path, types.int64), generate


def _look_at(_typing: Any, function: Any, file: Any, status: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        function, file, status = values
        words = signature.args[2]
        start = _place(context, builder, words, status, ir.Constant(_SIZE, 0))
        # The path that is looked at is empty: a byte that is zero, which the answer replaces.
        builder.store(ir.Constant(start.type.pointee, 0), start)
        failed = _call(
            builder,
            function,
            _INT,
            *(builder.trunc(file, _INT), start),
            *(ir.Constant(_INT, _EMPTY_PATH), ir.Constant(_INT, _WANTED), start),
        )
        return builder.sext(failed, _SIZE)

    return types.int64(types.int64, types.int64, status), generate


def _read(_typing: Any, function: Any, file: Any, buffer: Any, place: Any, most: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        function, file, buffer, place, most = values
        start = _place(context, builder, signature.args[2], buffer, place)
        return _call(builder, function, _SIZE, builder.trunc(file, _INT), start, most)

    return types.int64(types.int64, types.int64, buffer, types.int64, types.int64), generate


def _close_file(_typing: Any, function: Any, file: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        function, file = values
        return builder.sext(_call(builder, function, _INT, builder.trunc(file, _INT)), _SIZE)

    return types.int64(types.int64, types.int64), generate


open_file = made(_open_file)
"""``(address of open, uint8 array that ends in 0, flags) -> int64``: a descriptor, negative for an
error."""
look_at = made(_look_at)
"""``(address of statx, descriptor, int64 array) -> int64``: what the file is into the array, see
``status_places``; 0 where that could be told."""
read = made(_read)
"""``(address of read, descriptor, uint8 array, place, most) -> int64``: bytes from a file into the
array from ``place`` on; how many, 0 at the file's end, negative for an error."""
close_file = made(_close_file)
"""``(address of close, descriptor) -> int64``."""
