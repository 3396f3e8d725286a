"""One pair in depth: by channel, by place, against magnitude, in steps, and on a line.

Each module counts one of these in a stream over all elements, in a fixed amount of memory, and
only when it is asked to. L = left, R = right, d = L − R. An element that is not finite on both
sides is left out of every sum and counted where that is.
"""
