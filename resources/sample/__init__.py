"""The project's own sample: a small network, run in float and through an NPU's number formats."""
