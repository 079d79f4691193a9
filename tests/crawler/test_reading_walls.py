from __future__ import annotations

import pytest

from crawler.reading import wall

LOGIN = '<form><input name="u"><input type="password" name="p"><button>Verder</button></form>'


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", "challenge"),
        ("<title>Een moment geduld…</title>", "challenge"),
        ("<title>Access Denied</title>", "refusal"),
        ("<title></title><script>window.gokuProps = {}</script>", "challenge"),
        ('{"error":true,"message":"Your request has been identified as coming from a bot"}', "refusal in JSON"),
        ('[{"id": 1}]', "answer in JSON"),
        (" \n", "empty answer"),
        ('<div id="px-captcha"></div>', "captcha"),
        ('<iframe src="https://geo.captcha-delivery.com/captcha/?x=1"></iframe>', "captcha"),
        ("<title>Are you a human?</title>", "captcha"),
        ("<title>DPG Media Privacy Gate</title>", "consent wall of DPG Media"),
        ('<form action="https://consent.youtube.com/save"></form>', "consent wall"),
        ("<title>Voordat je verdergaat naar Zoekmachine</title>", "consent wall"),
        ("<title>Inloggen | Reviewsite</title>", "sign-in page"),
        ("<title>Sign in to continue</title>", "sign-in page"),
        ("<title>Se connecter - Avis</title>", "sign-in page"),
        (f"<title>Reviewsite</title>{LOGIN}", "sign-in page"),
        (f"<title>Reviewsite</title><script>{'var a;' * 2000}</script>{LOGIN}", "sign-in page"),
        ("<title>404 Not Found</title>", "error page"),
        ("<title>Pagina niet gevonden - Reviewsite</title>", "error page"),
        ("<title>503 Service Unavailable</title>", "error page"),
        ("<title>Er ging iets mis</title>", "error page"),
    ],
)
def test_a_page_that_is_no_review_page_has_a_name(html: str, name: str) -> None:
    assert wall(html) == name


@pytest.mark.parametrize(
    "html",
    [
        "{ geen JSON, maar tekst }",
        "<title>Fietsen Voorbeeld reviews</title><p>Nog geen reviews.</p>",
        '<title>Voorbeeld</title><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
        '<title>Voorbeeld</title><script src="https://js.datadome.example/tags.js"></script>',
        '<title>Voorbeeld</title><div class="g-recaptcha"></div>',
        f"<title>Voorbeeld</title>{LOGIN}<p>{'Hier staat van alles te lezen. ' * 100}</p>",
        "<title>Inlogservice Voorbeeld reviews</title>",
        "<title>4040 reviews over Voorbeeld</title>",
        "<title>Access Denied Fietssloten: ervaringen</title>",
        "<title>Reviews | Oeps</title>",
        "<p>De winkel zei: 404 Not Found. Just a moment...</p>",
        f"<p>{'Lang. ' * 20_000}</p><p>gokuProps</p>",
    ],
)
def test_an_ordinary_page_has_none(html: str) -> None:
    assert wall(html) is None


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "html", ["<title" * 400_000, "<title>" * 400_000, "password<" * 300_000, "password<input " * 100_000]
)
def test_a_hostile_page_is_cheap(html: str) -> None:
    wall(html)
