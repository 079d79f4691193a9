"""The mail and webhook receivers: what arrived is kept as it was sent."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import httpx
import pytest

from klachtwacht.practice.receivers import (
    MailReceiver,
    Said,
    WebhookReceiver,
    mail_receiver,
    webhook_receiver,
)


@pytest.fixture
def webhook() -> Iterator[WebhookReceiver]:
    with webhook_receiver() as receiver:
        yield receiver


@pytest.fixture
def post() -> Iterator[MailReceiver]:
    with mail_receiver() as receiver:
        yield receiver


def call(receiver: WebhookReceiver, body: bytes = b"{}") -> httpx.Response:
    return httpx.post(receiver.url, content=body, headers={"Webhook-Id": "msg_1"}, trust_env=False)


def mail(subject: str = "Klacht: fiets niet geleverd : één ster") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "wacht@fietsenjansen.test"
    message["To"] = "klachten@fietsenjansen.test"
    message["Subject"] = subject
    message["Message-ID"] = "<KW-2026-00001@fietsenjansen.test>"
    message.set_content("Eén klacht.\n.\nMet een punt.")
    message.add_alternative("<p>Eén klacht.</p>", subtype="html")
    return message


def send(receiver: MailReceiver, message: EmailMessage, to: list[str] | None = None) -> None:
    with smtplib.SMTP(receiver.host, receiver.port, timeout=10) as smtp:
        smtp.send_message(message, to_addrs=to)


def test_a_webhook_call_is_kept_with_its_headers_and_exact_body(webhook: WebhookReceiver) -> None:
    body = '{"type": "complaint.opened",  "data": "één"}'.encode()
    assert call(webhook, body).status_code == 204
    (kept,) = webhook.inbox.wait_for(1)
    assert (kept.method, kept.body, kept.header("WEBHOOK-ID")) == ("POST", body, "msg_1")
    assert kept.json()["type"] == "complaint.opened"
    assert kept.header("webhook-signature") is None


def test_planned_answers_are_given_in_order_and_then_204_again(webhook: WebhookReceiver) -> None:
    webhook.answer_next(Said(status=503, retry_after="7"), Said(status=410))
    answers = [call(webhook) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 410, 204]
    assert [answer.headers.get("retry-after") for answer in answers] == ["7", None, None]
    assert len(webhook.calls) == 3


def test_a_mail_is_kept_decoded_and_raw(post: MailReceiver) -> None:
    send(post, mail())
    (kept,) = post.inbox.wait_for(1)
    assert kept.subject == "Klacht: fiets niet geleverd : één ster"
    assert kept.to == ("klachten@fietsenjansen.test",)
    assert kept.sender == "wacht@fietsenjansen.test"
    assert kept.message_id == "<KW-2026-00001@fietsenjansen.test>"
    assert kept.text is not None
    assert kept.text.splitlines() == ["Eén klacht.", ".", "Met een punt."]
    assert (kept.html or "").strip() == "<p>Eén klacht.</p>"
    assert b"Message-ID: <KW-2026-00001" in kept.raw


def test_a_mail_in_one_part_has_no_other(post: MailReceiver) -> None:
    message = EmailMessage()
    message["To"] = "a@fietsenjansen.test"
    message["From"] = "b@fietsenjansen.test"
    message.set_content("Alleen tekst.")
    send(post, message)
    (kept,) = post.mails
    assert (kept.text, kept.html, kept.subject, kept.message_id) == ("Alleen tekst.\n", None, "", None)


def test_every_recipient_of_the_envelope_is_kept(post: MailReceiver) -> None:
    send(post, mail(), ["a@fietsenjansen.test", "b@fietsenjansen.test"])
    assert post.mails[0].to == ("a@fietsenjansen.test", "b@fietsenjansen.test")


@pytest.mark.parametrize(("answer", "code"), [("451 4.3.0 later", 451), ("550 5.1.1 onbekend", 550)])
def test_a_planned_refusal_is_said_once_and_the_mail_not_kept(post: MailReceiver, answer: str, code: int) -> None:
    post.answer_next(answer)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(post, mail())
    assert refused.value.smtp_code == code
    assert post.mails == ()
    send(post, mail())
    assert len(post.mails) == 1


def test_waiting_for_what_does_not_come_ends(post: MailReceiver) -> None:
    with pytest.raises(TimeoutError, match="0 of 1"):
        post.inbox.wait_for(1, timeout=0.05)


def test_two_receivers_stand_beside_each_other(post: MailReceiver) -> None:
    with mail_receiver() as other:
        send(other, mail())
        assert (len(post.mails), len(other.mails)) == (0, 1)


def test_after_the_block_nobody_answers() -> None:
    with mail_receiver() as receiver, webhook_receiver() as webhook:
        pass
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP(receiver.host, receiver.port, timeout=5)
    with pytest.raises(httpx.ConnectError):
        call(webhook)


def test_a_client_that_stays_connected_does_not_hold_the_end_up() -> None:
    with mail_receiver() as receiver:
        client = smtplib.SMTP(receiver.host, receiver.port, timeout=10)
        client.noop()
    client.close()
