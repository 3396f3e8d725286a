"""English, Simplified Chinese, or as the system has it: which translations are installed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.settings import Settings
from resources import resource_path

_OURS = "translation of Cosight"


class Language(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


def system_language() -> Language:
    """The first of the system's languages that Cosight speaks; English where it speaks none."""
    for name in QLocale.system().uiLanguages():
        locale = QLocale(name)
        if locale.language() is QLocale.Language.English:
            return Language.ENGLISH
        simplified = locale.script() is QLocale.Script.SimplifiedHanScript
        if locale.language() is QLocale.Language.Chinese and simplified:
            return Language.CHINESE
    return Language.ENGLISH


def language_of(settings: Settings) -> Language:
    """What the user chose."""
    name = settings.text("window/language", Language.SYSTEM)
    return Language(name) if name in set(Language) else Language.SYSTEM


def set_language(settings: Settings, language: Language) -> None:
    """Keep what the user chose."""
    settings.set_text("window/language", language)


def speak(application: QCoreApplication, language: Language) -> None:
    """Translate into ``language`` from now on.

    A text is translated when it is made: what stands on the screen keeps its language, so a
    window is built after this, or built anew.
    """
    spoken = system_language() if language is Language.SYSTEM else language
    for translator in application.findChildren(QTranslator, _OURS):
        application.removeTranslator(translator)
        translator.deleteLater()
    if spoken is Language.ENGLISH:
        return
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt), ("cosight", str(resource_path("translations")))):
        translator = QTranslator(application)
        translator.setObjectName(_OURS)
        # Where Qt's own file is missing its few standard texts stay English.
        if translator.load(f"{name}_{spoken}", folder):
            application.installTranslator(translator)
