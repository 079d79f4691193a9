"""The wheel, installed as pipx does it and used outside the checkout: all that is not Python must be in it too.

What it depends on is lent by the environment of the tests: `make` has installed that from the same pyproject.toml.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from practice_stage import STAFF, environment, shop_toml, source

from klachtwacht.practice.receivers import mail_receiver
from klachtwacht.practice.server import practice_server

ROOT = Path(__file__).parents[1]
BUILD = ("wheel", "--quiet", "--no-deps", "--no-build-isolation")
LENT = sorted({sysconfig.get_path(kind) for kind in ("purelib", "platlib")})
INSTALL = ("install", "--quiet", "--no-compile", "--no-deps")


def done(*command: str | Path, folder: Path, answers: str = "") -> subprocess.CompletedProcess[str]:
    # As outside the checkout, also where that is on the path of the tests.
    variables = {name: value for name, value in environment().items() if name != "PYTHONPATH"}
    result = subprocess.run(
        command, cwd=folder, env=variables, input=answers, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done(sys.executable, "-m", "pip", *BUILD, "--wheel-dir", folder, ROOT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def klachtwacht(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed into an environment that knows nothing of the checkout."""
    place = tmp_path_factory.mktemp("installed")
    done(sys.executable, "-m", "venv", "--without-pip", place, folder=place)
    done(sys.executable, "-m", "pip", "--python", place / "bin" / "python", *INSTALL, wheel, folder=place)
    (packages,) = place.glob("lib/python*/site-packages")
    # A folder that is named in a .pth is searched, but a .pth in it, as the checkout's own, is not obeyed.
    (packages / "lent.pth").write_text("\n".join(LENT), encoding="utf-8")
    return place / "bin" / "klachtwacht"


def test_the_program_that_is_tried_is_the_installed_one(klachtwacht: Path, tmp_path: Path) -> None:
    script = "import sys, guard, klachtwacht; print(*(room.__file__ for room in (guard, klachtwacht)), *sys.path)"
    found = done(klachtwacht.with_name("python"), "-P", "-c", script, folder=tmp_path).stdout
    for lent in LENT:
        found = found.replace(lent, "")
    assert str(ROOT) not in found


def test_the_wheel_holds_the_rooms_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist() if ".dist-info/" not in name}
    assert tops == {"klachtwacht", "spiders", "crawler", "alerts", "complaints", "guard"}


def test_every_file_of_a_room_that_git_keeps_is_in_the_wheel(wheel: Path) -> None:
    rooms = ("klachtwacht", "spiders", "crawler", "alerts", "complaints", "guard")
    try:
        kept = done("git", "ls-files", *rooms, folder=ROOT).stdout.split()
    except FileNotFoundError:
        pytest.skip("git is not there")
    with zipfile.ZipFile(wheel) as archive:
        missing = {name for name in kept if (ROOT / name).exists()} - set(archive.namelist())
    assert missing == set()


def test_the_installed_program_writes_a_shop_toml_from_a_few_answers(klachtwacht: Path, tmp_path: Path) -> None:
    page = "https://reviews.example/jansen"
    answers = ["Fietsen Jansen", "", "NL", "nl", page, "", "", "", STAFF, "localhost", STAFF]
    done(klachtwacht, "init", folder=tmp_path, answers="\n".join(answers) + "\n")
    assert page in (tmp_path / "shop.toml").read_text(encoding="utf-8")


def test_the_installed_program_does_the_whole_job_in_an_empty_folder(klachtwacht: Path, tmp_path: Path) -> None:
    assert "Usage: klachtwacht" in done(klachtwacht, "--help", folder=tmp_path).stdout
    with practice_server() as site, mail_receiver() as mail:
        told = f'[[destinations]]\nname = "team"\nurl = "mailto://{mail.host}:{mail.port}?from={STAFF}&to={STAFF}"\n'
        (tmp_path / "shop.toml").write_text(shop_toml([source("practice", site.shop_url)], told), encoding="utf-8")
        passed = done(klachtwacht, "run", "--all", "--json", folder=tmp_path)
    result = json.loads(passed.stdout)
    assert [(one["lamp"], one["new"]) for one in result["sources"]] == [("live", 46)]
    assert (len(result["complaints"]), result["delivered"]) == (7, 1)
    assert ["Eerste lezing" in one.subject for one in mail.mails] == [True]
    shown = done(klachtwacht, "show", result["complaints"][0], folder=tmp_path)
    assert "reasons" not in shown.stdout
    assert "why:" in shown.stdout
