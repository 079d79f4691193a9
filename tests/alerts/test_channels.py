"""Apprise's channels, with the unmodified plugins and what they really post."""

import contextlib
import json
import logging
import os
import socket
import ssl
import threading
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alert_stage import NOW, channel, claimed, opened, review

from alerts.channels import check, tame
from alerts.message import Message, compose
from alerts.send import send

HALLO = Message(title="Nieuwe klacht", body="Regel één\nregel twee")
SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"


def push(url, message=HALLO):
    return send(channel(url), claimed(), message, now=NOW)


def json_url(receiver, path="hook", query=""):
    return f"json://{receiver.url.removeprefix('http://')}/{path}{query}"


def test_a_message_goes_out_as_text(receiver):
    assert push(json_url(receiver)).sent
    (call,) = receiver.calls
    payload = json.loads(call.body)
    assert (payload["title"], payload["message"]) == (HALLO.title, HALLO.body)


def test_a_failure_waits_with_its_reason(receiver):
    receiver.answers.append((503, {}))
    outcome = push(json_url(receiver))
    assert (outcome.sent, outcome.final) == (False, False)
    assert "503" in outcome.error


def test_each_try_is_one_request(receiver):
    receiver.answers += [(500, {}), (500, {})]
    push(json_url(receiver))
    assert len(receiver.calls) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "url",
    [
        "json://{host}/hook",
        "xml://{host}/hook",
        "form://{host}/hook",
        "gotify://{host}/token",
        "ntfy://{host}/klachten",
        "mmost://{host}/3ccdd113474722377935511fc85d3dd4",
        "apprise://{host}/token",
        "hassio://{host}/token",
    ],
)
def test_where_a_receiver_redirects_nothing_is_sent(receiver, listener, url, status):
    receiver.answers.append((status, {"location": listener.url}))
    assert not push(url.format(host=receiver.url.removeprefix("http://"))).sent
    assert len(receiver.calls) == 1
    assert not listener.called()


@pytest.mark.parametrize("status", [204, 401, 500])
def test_neither_the_log_nor_the_error_holds_a_token(receiver, caplog, status):
    caplog.set_level(logging.DEBUG)
    receiver.answers.append((status, {}))
    url = json_url(receiver, "geheim-pad-123", "?+Authorization=Bearer%20geheim-kop-456")
    outcome = push(url.replace("json://", "json://naam-van-ons:geheim-woord-789@"))
    written = f"{caplog.text} {outcome.error}"
    for token in ("geheim-pad-123", "geheim-kop-456", "geheim-woord-789", "naam-van-ons"):
        assert token not in written


@pytest.mark.parametrize(
    "url", ["slack://geheim-token-12345", "discord://geheim-token-12345", "tgram://geheim-token-12345/"]
)
def test_a_url_that_is_wrong_is_told_without_showing_it(url, caplog):
    caplog.set_level(logging.DEBUG)
    told = check(url)
    assert told
    assert "geheim-token-12345" not in told + caplog.text
    outcome = push(url)
    assert not outcome.sent
    assert "geheim-token-12345" not in outcome.error + caplog.text


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        (SLACK, None),
        ("json://hook.test/pad", None),
        ("json://hook.test/?optional=no", None),
        ("", "starts with its kind"),
        ("zomaar iets", "starts with its kind"),
        ("onbekend://x", "not known"),
        ("xmpp://naam:woord@chat.test", "XMPP"),
        ("XMPPS://naam:woord@chat.test", "XMPP"),
        ("json://hook.test/?optional=yes", "hides failures"),
        ("json://hook.test/?retry=3", "twice"),
        ("json://hook.test/?format=markdown", "plain text"),
        ("json://hook.test/?redirect=yes", "nowhere else"),
        ("json://hook.test/?redirect=no&redirect=yes", "nowhere else"),
        ("json://hook.test/?Redirect=1", "nowhere else"),
        ("json://hook.test/?redirect=no", None),
        ("jsons://hook.test/?verify=no", None),
        (f"{SLACK}/#een/#twee", "2 receivers"),
    ],
)
def test_a_url_is_judged_when_the_config_is_loaded(url, problem):
    told = check(url)
    assert (told is None) if problem is None else problem in told


@pytest.mark.parametrize(
    ("text", "tamed"),
    [
        ("@channel @here", "\uff20channel \uff20here"),
        ("mail naar klacht@winkel.test", "mail naar klacht@winkel.test"),
        ("<!channel>", "\u2039!channel>"),
        ("<@U012AB3CD>", "\u2039\uff20U012AB3CD>"),
        ("<https://kwaad.test|Open klacht>", "\u2039https://kwaad.test|Open klacht>"),
        ("[Open klacht](https://kwaad.test)", "[Open klacht] (https://kwaad.test)"),
        ("<script>", "\u2039script>"),
        ("ik <3 fietsen, 2 < 3", "ik <3 fietsen, 2 < 3"),
    ],
)
def test_what_chat_programs_obey_is_made_text(text, tamed):
    assert tame(text) == tamed


class Interceptor:
    """A CONNECT proxy that is every host there is, and answers ok to whatever it is sent."""

    def __init__(self, authority):
        self._authority = authority
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.requests = []
        self.answer = "200 OK"
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.thread.join()

    def _serve(self):
        while True:
            try:
                connection, _address = self._listener.accept()
            except OSError:
                return
            # Who does not trust the certificate hangs up.
            with connection, contextlib.suppress(ssl.SSLError, ConnectionError):
                self._answer(connection)

    def _answer(self, connection):
        host = connection.recv(65536).split()[1].decode().partition(":")[0]
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with (
            self._authority.server_context(host).wrap_socket(connection, server_side=True) as tls,
            tls.makefile("rb") as file,
        ):
            path = file.readline().split()[1].decode()
            length = 0
            while (line := file.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            self.requests.append((host, path, json.loads(file.read(length))))
            with contextlib.suppress(ssl.SSLError, OSError):
                tls.sendall(f"HTTP/1.1 {self.answer}\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok".encode())


@pytest.fixture
def interceptor(authority, monkeypatch):
    made = Interceptor(authority)
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{made.port}")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
    monkeypatch.delenv("NO_PROXY", raising=False)
    yield made
    made.close()


def posted(payload):
    return json.dumps(payload, ensure_ascii=False)


ALIVE = ("<!", "<@", "<#", "<http", "<mailto", "@channel", "@here", "@everyone", "](http", "<script")
ATTACKS = [
    "<!channel> <@U012AB3CD> <https://kwaad.test|Open klacht>",
    "@channel @here @everyone [Open klacht](https://kwaad.test)",
]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (SLACK, "hooks.slack.com"),
        (f"{SLACK}?blocks=yes", "hooks.slack.com"),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord.com"),
        ("mmosts://chat.test/3ccdd113474722377935511fc85d3dd4", "chat.test"),
    ],
)
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_a_review_says_is_alive_in_what_the_plugin_posts(interceptor, url, host, attack):
    found = review(text=attack, title=attack, author=attack)
    message = compose(opened(findings=[found], shop_name=attack), "nl", ZoneInfo("Europe/Amsterdam"))
    assert push(url, message).sent
    ((reached, _path, payload),) = interceptor.requests
    assert reached == host
    assert [sign for sign in ALIVE if sign in posted(payload)] == []
    assert "KW-2026-00042" in posted(payload)


@pytest.mark.parametrize("url", [SLACK, "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js"])
def test_where_a_service_redirects_nothing_is_sent(interceptor, listener, url):
    interceptor.answer = f"302 Found\r\nlocation: {listener.url}"
    assert not push(url).sent
    assert len(interceptor.requests) == 1
    assert not listener.called()


def test_a_service_with_an_unknown_certificate_gets_nothing(interceptor, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    outcome = push(SLACK)
    assert not outcome.sent
    assert interceptor.requests == []


def test_slack_gets_no_icon_or_footer_of_an_outside_host(interceptor):
    assert push(SLACK).sent
    ((_host, path, payload),) = interceptor.requests
    assert path.startswith("/services/T1JJ3T3L2/")
    assert "github" not in posted(payload)
    assert "footer" not in posted(payload)
    assert payload["attachments"][0]["text"] == HALLO.body


@pytest.mark.parametrize(
    "url", ["discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "mmosts://chat.test/3ccdd113474722377935511fc85d3dd4"]
)
def test_no_channel_points_to_a_picture_outside(interceptor, url):
    assert push(url).sent
    assert "github" not in posted(interceptor.requests[0][2])


def test_icons_that_are_asked_for_stay(interceptor):
    assert push(f"{SLACK}?image=yes").sent
    assert "icon_url" in interceptor.requests[0][2]


def test_the_suite_for_slack_is_dead_in_what_is_posted(interceptor):
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    attacks = json.loads(Path(root, "notify-injection", "own.json").read_text(encoding="utf-8"))["slack"]
    for attack in attacks:
        found = review(text=attack, title=attack, author=attack)
        assert push(SLACK, compose(opened(findings=[found]), "nl", ZoneInfo("Europe/Amsterdam"))).sent
    for _host, _path, payload in interceptor.requests:
        assert [sign for sign in ALIVE if sign in posted(payload)] == []
