"""Settings copied for each source: the same as Scrapy's own copy, only cheaper."""

from scrapy.settings import Settings

from crawler import settings as defaults
from crawler.source_settings import SourceSettings


def settings() -> SourceSettings:
    made = SourceSettings()
    made.setmodule(defaults, priority="project")
    made.set("USER_AGENT", "Klachtwacht", priority="cmdline")
    return made


def priorities(of: Settings) -> dict[str, int | None]:
    return {name: of.getpriority(name) for name in of}


def test_a_copy_holds_what_scrapys_own_copy_holds() -> None:
    original = settings()
    copied, scrapys = original.copy(), Settings.copy(original)
    assert copied.copy_to_dict() == scrapys.copy_to_dict()
    assert priorities(copied) == priorities(scrapys)
    assert copied.getint("DOWNLOAD_MAXSIZE") == defaults.DOWNLOAD_MAXSIZE


def test_changing_a_copy_changes_nothing_else() -> None:
    original = settings()
    before = original.copy_to_dict()
    copied = original.copy()
    copied.set("USER_AGENT", "other", priority="cmdline")
    copied["EXTENSIONS_BASE"].set("some.Extension", 1, priority="cmdline")
    copied["RETRY_HTTP_CODES"].append(418)
    copied.freeze()
    assert original.copy_to_dict() == before
    assert not original.frozen
