"""Who is told of what."""

import subprocess
import sys

import pytest
from alert_stage import NOW

from alerts.destination import Destination
from alerts.routing import Gap, router, uncovered
from complaints.events import Event
from guard.secrets import Secret

DESTINATIONS = (
    Destination(name="all", kind="apprise", url=Secret("slack://")),
    Destination(name="normal", kind="apprise", url=Secret("slack://"), severity="normal"),
    Destination(name="high", kind="apprise", url=Secret("slack://"), severity="high"),
    Destination(name="hook", kind="webhook", url=Secret("https://h.test/"), secret=Secret("x")),
    Destination(name="limited", kind="apprise", url=Secret("slack://"), shops=("ander",)),
    Destination(name="beheer", kind="apprise", url=Secret("mailto://"), operator=True),
)


def routed(kind: str, severity: str = "low", shop: str = "winkel", *, from_history: bool = False) -> tuple[str, ...]:
    return router(DESTINATIONS)(Event(kind=kind, shop=shop, at=NOW, severity=severity, from_history=from_history))


@pytest.mark.parametrize("kind", ["opened", "worsened", "reopened"])
@pytest.mark.parametrize(
    ("severity", "names"),
    [
        ("low", ("all", "hook")),
        ("normal", ("all", "normal", "hook")),
        ("high", ("all", "normal", "high", "hook")),
    ],
)
def test_people_get_complaints_from_their_severity_up(kind, severity, names):
    assert routed(kind, severity) == names


def test_a_complaint_of_a_first_reading_alerts_nobody_by_itself():
    assert routed("opened", "high", from_history=True) == ()


@pytest.mark.parametrize("kind", ["worsened", "reopened"])
def test_an_old_complaint_that_comes_back_alerts(kind):
    assert routed(kind, "high", from_history=True) == ("all", "normal", "high", "hook")


def test_the_summary_of_first_readings_goes_to_people_of_any_severity():
    assert routed("first_reading") == ("all", "normal", "high", "hook")


@pytest.mark.parametrize("kind", ["lamp", "look", "delivery_dead"])
def test_lamps_looks_and_dead_letters_go_to_operators_only(kind):
    assert routed(kind, "high") == ("beheer",)


@pytest.mark.parametrize(
    "kind",
    [
        "noted",
        "note",
        "acknowledged",
        "assigned",
        "alerted",
        "edited",
        "reply_observed",
        "removed",
        "answered",
        "closed",
    ],
)
def test_what_staff_did_and_what_needs_nobody_goes_nowhere(kind):
    assert routed(kind, "high") == ()


def test_a_destination_limited_to_shops_gets_only_theirs():
    assert routed("opened", "low", shop="ander") == ("all", "hook", "limited")
    assert routed("first_reading", shop="ander")[-1] == "limited"


def test_without_destinations_everything_goes_nowhere():
    assert router(())(Event(kind="opened", shop="winkel", at=NOW, severity="high")) == ()


def test_an_unknown_severity_is_an_error_not_a_lost_alert():
    with pytest.raises(ValueError, match="not in"):
        routed("opened", "urgent")


def test_severities_that_reach_nobody_are_named():
    only_high = (Destination(name="hoog", kind="apprise", url=Secret("x"), severity="high"),)
    assert uncovered(only_high, ["winkel"]) == (Gap(shop="winkel", severities=("low", "normal")),)


def test_an_operator_covers_no_complaints():
    assert uncovered(DESTINATIONS[5:], ["winkel"]) == (Gap(shop="winkel", severities=("low", "normal", "high")),)


def test_a_destination_of_another_shop_covers_nothing_here():
    assert uncovered(DESTINATIONS[4:5], ["winkel", "ander"]) == (
        Gap(shop="winkel", severities=("low", "normal", "high")),
    )


def test_nothing_is_missing_when_somebody_takes_all():
    assert uncovered(DESTINATIONS, ["winkel", "ander"]) == ()


@pytest.mark.parametrize(
    "module", ["alerts.routing", "alerts.destination", "alerts.quiet", "alerts.deliver", "alerts.courier"]
)
def test_what_the_command_line_needs_at_start_imports_nothing_heavy(module):
    heavy = "{'apprise', 'httpx', 'smtplib', 'requests', 'standardwebhooks'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_theme_that_comes_back_is_told_to_people_of_any_severity():
    assert routed("recurrence") == ("all", "normal", "high", "hook")
