"""What the window imports behind its first paint, one module a turn of the event loop.

Where Python may keep no bytecode, a module with all that it imports takes longer than a turn may.
"""

BESIDE = (
    *("html", "json"),
    *("numpy", "core.comparison.model", "core.comparison.findings.sentences"),
    *("core.comparison.identities", "core.comparison.net_findings.told"),
    *("core.network.prototxt", "core.comparison.added_error"),
)
"""Without Qt: on a thread."""

BEHIND = (
    *("widgets.parts.metric_text", "widgets.parts.scale_colours", "widgets.results.rows"),
    *("widgets.results.model", "widgets.results.table", "widgets.results.panel"),
    *("widgets.topology.text", "widgets.topology.drawing", "widgets.topology.data"),
    *("widgets.topology.edges", "widgets.topology.scene", "widgets.topology.minimap"),
    *("widgets.topology.succession", "widgets.topology.view"),
    *("widgets.parts.icons", "widgets.topology.colouring_bar", "widgets.topology.folding"),
    *("widgets.topology.export", "widgets.topology.panel"),
    *("widgets.results.summary_bar", "widgets.trend.numbers", "widgets.trend.head"),
    "widgets.trend.plot",
    *("app.session", "app.element_windows", "app.focus", "app.session_display", "app.file_jobs"),
)
"""On the window's own."""
