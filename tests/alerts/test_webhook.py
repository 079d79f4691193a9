"""Standard Webhooks over real HTTP."""

import json
import logging
import threading
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer

import pytest
from alert_stage import NOW, SIGNING, WebReceiver, claimed, handler, opened, webhook
from standardwebhooks import Webhook

from alerts.destination import Destination
from alerts.message import Message
from alerts.send import check, send
from alerts.webhook import body, headers
from guard.secrets import Secret

NOTHING = Message(title="", body="")


def post(receiver, row=None, now=NOW, path="/hook"):
    return send(webhook(receiver.url + path), row or claimed(), NOTHING, now=now)


def test_the_fixed_vector_of_the_specification_verifies():
    signed = headers(
        SIGNING, "msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, UTC), '{"test": 2432232314}'
    )
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signed["webhook-timestamp"] == "1614265330"


def test_the_receiver_gets_a_signed_snapshot_that_its_own_library_verifies(receiver):
    now = datetime.now(UTC)
    assert post(receiver, now=now).sent
    (call,) = receiver.calls
    assert call.path == "/hook"
    assert call.headers["content-type"] == "application/json"
    assert call.headers["webhook-id"] == claimed().uid
    assert Webhook(SIGNING).verify(call.body, call.headers) == opened()


def test_every_try_has_the_same_id_and_bytes_and_its_own_timestamp(receiver):
    post(receiver, claimed(attempts=1), NOW)
    post(receiver, claimed(attempts=2, doubtful=True), NOW + timedelta(minutes=5))
    first, second = receiver.calls
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 300


def test_half_a_character_in_a_review_does_not_stop_the_webhook(receiver):
    snapshot = opened(note="half \ud83d teken, heel 😀 teken")
    assert post(receiver, claimed(snapshot=snapshot)).sent
    assert json.loads(receiver.calls[0].body) == snapshot


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_2xx_is_sent(receiver, status):
    receiver.answers.append((status, {}))
    assert post(receiver).sent


@pytest.mark.parametrize("status", [400, 401, 404, 413, 500, 501])
def test_other_answers_wait(receiver, status):
    receiver.answers.append((status, {}))
    outcome = post(receiver)
    assert (outcome.sent, outcome.final, outcome.retry_after) == (False, False, None)
    assert str(status) in outcome.error


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure_and_is_not_followed(receiver, listener, status):
    receiver.answers += [(status, {"location": f"{receiver.url}/elders"}), (status, {"location": listener.url})]
    assert not post(receiver).sent
    assert not post(receiver).sent
    assert [call.path for call in receiver.calls] == ["/hook", "/hook"]
    assert not listener.called()


def test_a_receiver_with_an_unknown_certificate_gets_nothing(authority):
    made = WebReceiver(url="")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(made))
    server.socket = authority.server_context("localhost").wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_arguments: None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    outcome = send(webhook(f"https://localhost:{server.server_port}/hook"), claimed(), NOTHING, now=NOW)
    server.shutdown()
    server.server_close()
    thread.join()
    assert "certificate verify failed" in outcome.error.lower()
    assert made.calls == []


def test_410_says_that_the_destination_is_gone(receiver):
    receiver.answers.append((410, {}))
    outcome = post(receiver)
    assert (outcome.sent, outcome.final, outcome.gone) == (False, True, True)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
@pytest.mark.parametrize("value", ["90", "Fri, 20 Nov 2026 10:01:30 GMT"])
def test_retry_after_is_honoured(receiver, status, value):
    receiver.answers.append((status, {"retry-after": value}))
    assert post(receiver).retry_after == timedelta(seconds=90)


def test_an_unreachable_receiver_waits(receiver):
    outcome = send(webhook("http://127.0.0.1:9/hook"), claimed(), NOTHING, now=NOW)
    assert (outcome.sent, outcome.final) == (False, False)
    assert "ConnectError" in outcome.error


def test_a_proxy_of_the_environment_is_not_used(receiver, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert post(receiver).sent


def test_neither_the_log_nor_the_error_holds_the_address_or_the_secret(receiver, caplog):
    caplog.set_level(logging.DEBUG)
    receiver.answers.append((500, {}))
    errors = [
        post(receiver, path="/hook/geheim-stuk").error,
        post(receiver, path="/hook/geheim-stuk").error,
        send(webhook("http://geheim-stuk.invalid/hook"), claimed(), NOTHING, now=NOW).error,
    ]
    written = caplog.text + str(errors)
    assert "geheim-stuk" not in written
    assert SIGNING not in written
    assert SIGNING.removeprefix("whsec_") not in written


def test_other_users_of_the_same_library_still_log(caplog):
    caplog.set_level(logging.DEBUG)
    send(webhook("http://127.0.0.1:9/"), claimed(), NOTHING, now=NOW)
    logging.getLogger("httpx").info("iets anders")
    assert "iets anders" in caplog.text


def test_the_body_is_the_contract_and_nothing_else():
    assert json.loads(body(opened())) == opened()
    assert set(opened()) == {"type", "timestamp", "data"}


@pytest.mark.parametrize(
    ("url", "secret", "problem"),
    [
        ("https://hook.test/klacht", SIGNING, None),
        ("https://hook.test/klacht", SIGNING.removeprefix("whsec_"), None),
        ("ftp://hook.test/", SIGNING, "http"),
        ("hook.test", SIGNING, "http"),
        ("https://naam:woord@hook.test/", SIGNING, "user name"),
        ("https://hook.test/", None, "needs a secret"),
        ("https://hook.test/", "whsec_", "24 to 64 bytes"),
        ("https://hook.test/", "whsec_a2xlaW4=", "24 to 64 bytes"),
        ("https://hook.test/", "geen geheim!", "24 to 64 bytes"),
    ],
)
def test_a_webhook_that_can_never_work_is_told_at_load(url, secret, problem):
    destination = Destination(name="h", kind="webhook", url=Secret(url), secret=secret and Secret(secret))
    told = check(destination)
    assert (told is None) if problem is None else (problem in told and "hook.test" not in told)


def test_a_webhook_without_a_good_secret_sends_nothing(receiver):
    destination = Destination(name="h", kind="webhook", url=Secret(receiver.url))
    assert "secret" in send(destination, claimed(), NOTHING, now=NOW).error
    assert receiver.calls == []
