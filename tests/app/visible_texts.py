"""Every text that a window holds, and whether what is shown of it has the room it needs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionSpinBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from widgets.parts.table_header import Advances, ResultHeader, header_lines

_ROWS = 40
"""Rows of a table that are looked at: its first ones."""

_GETTERS = (
    "text",
    "title",
    "windowTitle",
    "toolTip",
    "statusTip",
    "whatsThis",
    "accessibleName",
    "accessibleDescription",
    "placeholderText",
    "prefix",
    "suffix",
    "specialValueText",
)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.StatusTipRole,
)


class Said(NamedTuple):
    """A text and where it stands."""

    where: str
    text: str


def name_of(thing: QWidget | QAction) -> str:
    """Class and name of a widget; of the next one around it where it has no name."""
    around = thing
    while not around.objectName() and around.parent() is not None:
        around = around.parent()
    within = "" if around is thing else "in "
    return f"{type(thing).__name__} {within}{around.objectName()}"


def texts_of(window: QWidget) -> Iterator[Said]:
    """Every text of a window's widgets, actions and models, shown just now or not."""
    for widget in [window, *window.findChildren(QWidget)]:
        if isinstance(widget, QHeaderView):
            continue  # Its model is its table's.
        name = name_of(widget)
        yield from _said(name, widget)
        for action in widget.actions():
            yield from _said(f"{name} {name_of(action)}", action)
        if isinstance(widget, QComboBox | QAbstractItemView):
            yield from _of_model(name, widget.model())
        elif isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                yield from _each(name, widget.tabText(tab), widget.tabToolTip(tab))
        elif isinstance(widget, QGraphicsView) and widget.scene() is not None:
            for item in widget.scene().items():
                if hasattr(item, "toPlainText"):
                    yield from _each(f"{name} {type(item).__name__}", item.toPlainText())
                yield from _each(name, item.toolTip())


def _said(name: str, thing: QWidget | QAction) -> Iterator[Said]:
    for getter in _GETTERS:
        found = getattr(thing, getter, None)
        # What is typed into an edit is the user's, and its numbers are.
        if found is None or (getter == "text" and isinstance(thing, QLineEdit | QAbstractSpinBox)):
            continue
        yield from _each(f"{name}.{getter}", found())


def _of_model(name: str, model: QAbstractItemModel | None) -> Iterator[Said]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, QModelIndex())
            yield from _each(f"{name}[{row}, {column}]", *(index.data(role) for role in _ROLES))
    for column in range(columns):
        said = (model.headerData(column, Qt.Orientation.Horizontal, role) for role in _ROLES)
        yield from _each(f"{name} header {column}", *said)


def _each(where: str, *texts: object) -> Iterator[Said]:
    for text in texts:
        if isinstance(text, str) and text.strip():
            yield Said(where, text)


def plain(text: str) -> str:
    """Without markup and mnemonics."""
    return html.unescape(re.sub(r"</?[a-z]+( [^>]*)?/?>", " ", text)).replace("&", "")


# -- room ------------------------------------------------------------------------------------


class Cut(NamedTuple):
    """A text that needs more pixels than there are."""

    where: str
    text: str
    needed: int
    given: int


def cut_texts(window: QWidget) -> Iterator[Cut]:
    """Texts of the shown widgets of ``window`` that are cut off or pushed out of sight."""
    for widget in window.findChildren(QWidget):
        # A dialog is a window of its own, whoever it belongs to.
        if not widget.isVisible() or widget.window() is not window:
            continue
        for text, needed, given in _needs(widget):
            if needed > given:
                yield Cut(name_of(widget), text, needed, given)
        if isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit):
            yield from _pushed_out(widget, window)


def _pushed_out(widget: QWidget, window: QWidget) -> Iterator[Cut]:
    around = widget.parentWidget()
    while around is not None:
        # What is out of sight there is scrolled to.
        if isinstance(around.parentWidget(), QAbstractScrollArea):
            return
        place = widget.mapTo(around, widget.rect().topLeft())
        over = max(
            -place.x(),
            -place.y(),
            place.x() + widget.width() - around.width(),
            place.y() + widget.height() - around.height(),
        )
        if over > 0:
            yield Cut(f"{name_of(widget)} reaches out of {name_of(around)}", "", over, 0)
            return
        if around is window:
            return
        around = around.parentWidget()


def _needs(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    """Texts of a widget with the pixels each needs and has."""
    metrics = QFontMetrics(widget.font())
    if isinstance(widget, QLabel):
        yield from _label_needs(widget, metrics)
    elif isinstance(widget, QCheckBox | QRadioButton | QPushButton):
        yield from _button_needs(widget, metrics)
    elif isinstance(widget, QToolButton):
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        if widget.icon().isNull() or widget.toolButtonStyle() is not alone:
            icon = 0 if widget.icon().isNull() else widget.iconSize().width() + 4
            yield widget.text(), _advance(metrics, widget.text()) + icon, widget.width() - 2
    elif isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        room = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
        for item in range(widget.count()):
            yield widget.itemText(item), _advance(metrics, widget.itemText(item)), room.width()
    elif isinstance(widget, QAbstractSpinBox):
        option = QStyleOptionSpinBox()
        widget.initStyleOption(option)
        room = widget.style().subControlRect(
            QStyle.ComplexControl.CC_SpinBox, option, QStyle.SubControl.SC_SpinBoxEditField, widget
        )
        yield widget.text(), metrics.horizontalAdvance(widget.text()), room.width()
    elif isinstance(widget, QLineEdit):
        hint = widget.placeholderText()
        if not widget.text():
            yield hint, metrics.horizontalAdvance(hint), widget.width() - 6
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            yield (
                widget.tabText(tab),
                _advance(metrics, widget.tabText(tab)),
                (widget.tabRect(tab).intersected(widget.rect()).width()),
            )
    elif isinstance(widget, QHeaderView) and widget.model() is not None:
        yield from _header_needs(widget, metrics)


def _advance(metrics: QFontMetrics, text: str) -> int:
    # A single & stands before the letter that is underlined.
    shown = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return max(metrics.horizontalAdvance(line) for line in shown.split("\n"))


def _label_needs(label: QLabel, metrics: QFontMetrics) -> Iterator[tuple[str, int, int]]:
    text = label.text()
    if not text or (not label.pixmap().isNull()):
        return
    room = label.contentsRect().adjusted(label.margin(), label.margin(), 0, 0)
    is_rich = label.textFormat() is Qt.TextFormat.RichText or (
        label.textFormat() is Qt.TextFormat.AutoText and "<" in text
    )
    if is_rich:
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setDocumentMargin(0)
        document.setHtml(text)
        if label.wordWrap():
            document.setTextWidth(room.width())
            yield text, int(document.size().height()), room.height()
        yield text, int(document.idealWidth()), room.width()
    elif label.wordWrap():
        flags = Qt.TextFlag.TextWordWrap
        needed = metrics.boundingRect(0, 0, room.width(), 10_000, flags, text)
        yield text, needed.height(), room.height()
        yield text, needed.width(), room.width()
    else:
        yield text, _advance(metrics, text), room.width()
        lines = text.count("\n") + 1
        yield text, metrics.height() + (lines - 1) * metrics.lineSpacing(), room.height()


def _button_needs(
    button: QCheckBox | QRadioButton | QPushButton, metrics: QFontMetrics
) -> Iterator[tuple[str, int, int]]:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    part = {
        QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
    }.get(type(button), QStyle.SubElement.SE_PushButtonContents)
    given = button.style().subElementRect(part, option, button).width()
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    arrow = 0
    if isinstance(button, QPushButton) and button.menu() is not None:
        arrow = button.style().pixelMetric(
            QStyle.PixelMetric.PM_MenuButtonIndicator, option, button
        )
    yield button.text(), _advance(metrics, button.text()) + icon + arrow, given


def _header_needs(header: QHeaderView, metrics: QFontMetrics) -> Iterator[tuple[str, int, int]]:
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = header.model().headerData(section, header.orientation())
        if not isinstance(text, str):
            continue
        given = header.sectionSize(section)
        if isinstance(header, ResultHeader):
            # It breaks names between their words and cuts what is longer still.
            shown = "".join(header_lines(text, given - 12, Advances(metrics)))
            yield text, given + ("…" in shown), given
        else:
            yield text, _advance(metrics, text), given - 4
