"""Mail to a real SMTP server."""

import email
import json
import logging
import os
import ssl
from datetime import UTC, datetime, timedelta
from email import policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alert_stage import NOW, authenticate, channel, claimed, opened, review

from alerts import mail as mail_module
from alerts.mail import message_id
from alerts.message import Message, compose
from alerts.send import check, knows_doubles, send

HALLO = Message(title="Nieuwe klacht: één", body="Regel één\n\n.\nregel twee <b>&</b>")


HEADERS = {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"}


def url(mailbox, query="", to="balie@winkel.test", user="", scheme="mailto"):
    return f"{scheme}://{user}127.0.0.1:{mailbox.port}/?from=alarm@winkel.test&to={to}{query}"


def mail_to(mailbox, query="", message=HALLO, row=None, now=NOW, **parts):
    return send(channel(url(mailbox, query, **parts)), row or claimed(), message, now=now)


def arrived(mailbox):
    return [email.message_from_bytes(one.content, policy=policy.default) for one in mailbox.envelopes]


def test_a_mail_arrives_as_plain_text_with_every_letter(mailbox):
    assert mail_to(mailbox).sent
    (mail,) = arrived(mailbox)
    assert mail["Subject"] == HALLO.title
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == HALLO.body
    assert mail["From"] == "alarm@winkel.test"
    assert mail["To"] == "balie@winkel.test"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW


def test_every_try_has_the_same_message_id_and_every_destination_its_own(mailbox):
    mail_to(mailbox)
    mail_to(mailbox, row=claimed(attempts=2, doubtful=True), now=NOW + timedelta(hours=1))
    send(channel(url(mailbox), name="kantoor"), claimed(), HALLO, now=NOW)
    first, second, other = (mail["Message-ID"] for mail in arrived(mailbox))
    assert first == second == message_id(claimed().uid, "balie", "alarm@winkel.test")
    assert other != first
    assert "balie" not in first
    assert first.endswith("@winkel.test>")


def test_a_sender_without_a_domain_still_gives_a_valid_message_id():
    assert message_id("evt_1", "balie", "root").endswith("@klachtwacht.invalid>")


def test_to_cc_and_bcc_get_one_mail_each_and_bcc_is_not_shown(mailbox):
    query = "&cc=cc@winkel.test&bcc=bcc@winkel.test&reply=antwoord@winkel.test&name=Alarm%20Caf%C3%A9"
    assert mail_to(mailbox, query, to="balie@winkel.test,kantoor@winkel.test").sent
    (envelope,) = mailbox.envelopes
    assert envelope.rcpt_tos == ["balie@winkel.test", "kantoor@winkel.test", "cc@winkel.test", "bcc@winkel.test"]
    (mail,) = arrived(mailbox)
    assert (mail["To"], mail["Cc"], mail["Bcc"]) == ("balie@winkel.test, kantoor@winkel.test", "cc@winkel.test", None)
    assert mail["Reply-To"] == "antwoord@winkel.test"
    assert mail["From"] == "Alarm Café <alarm@winkel.test>"


def test_own_headers_of_the_url_are_added_but_never_replace_ours(mailbox):
    assert mail_to(mailbox, "&%2BX-Bron=klachten&%2BMessage-ID=x").sent
    (mail,) = arrived(mailbox)
    assert mail["X-Bron"] == "klachten"
    assert mail.get_all("Message-ID") == [message_id(claimed().uid, "balie", "alarm@winkel.test")]


@pytest.mark.parametrize(
    ("answers", "final"),
    [
        ({"MAIL": "550 not you"}, True),
        ({"MAIL": "451 later"}, False),
        ({"RCPT balie@winkel.test": "550 no such box"}, True),
        ({"RCPT balie@winkel.test": "450 greylisted"}, False),
        ({"DATA": "554 spam"}, True),
        ({"DATA": "452 full"}, False),
        ({"DATA": "421 going down"}, False),
    ],
)
def test_5xx_is_final_and_4xx_waits(mailbox, answers, final):
    mailbox.answers.update(answers)
    outcome = mail_to(mailbox)
    assert (outcome.sent, outcome.final, outcome.gone) == (False, final, False)
    assert next(iter(answers.values())) in outcome.error
    assert mailbox.envelopes == []


def test_when_one_recipient_has_to_wait_nobody_gets_it_so_that_nobody_gets_it_twice(mailbox):
    mailbox.answers["RCPT kantoor@winkel.test"] = "450 greylisted"
    outcome = mail_to(mailbox, to="balie@winkel.test,kantoor@winkel.test")
    assert (outcome.sent, outcome.final) == (False, False)
    assert mailbox.envelopes == []
    mailbox.answers.clear()
    assert mail_to(mailbox, to="balie@winkel.test,kantoor@winkel.test").sent
    assert len(mailbox.envelopes) == 1


def test_a_recipient_that_does_not_exist_does_not_keep_it_from_the_others(mailbox):
    mailbox.answers["RCPT weg@winkel.test"] = "550 no such box"
    outcome = mail_to(mailbox, to="weg@winkel.test,balie@winkel.test")
    assert outcome.sent
    assert "weg@winkel.test" in outcome.error
    assert mailbox.envelopes[0].rcpt_tos == ["balie@winkel.test"]


def test_an_encoded_word_in_a_title_cannot_write_headers(mailbox):
    assert mail_to(mailbox, message=Message(title="Slecht =?utf-8?q?=0d=0aBcc:=20v@kwaad.test?=", body="x")).sent
    (mail,) = arrived(mailbox)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Slecht = ?utf-8?q?=0d=0aBcc:=20v@kwaad.test?="


@pytest.fixture
def locked(mailbox_with):
    return mailbox_with(authenticator=authenticate, auth_required=True, auth_require_tls=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_it_signs_in(locked):
    assert mail_to(locked, user="balie:geheim-woord@").sent


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_refused_password_is_final_and_is_not_shown(locked, caplog):
    caplog.set_level(logging.DEBUG)
    outcome = mail_to(locked, user="balie-naam:verkeerd-woord@")
    assert (outcome.sent, outcome.final) == (False, True)
    assert "535" in outcome.error
    assert "verkeerd-woord" not in outcome.error + caplog.text


def test_a_server_that_is_not_there_waits(mailbox):
    mailbox.port = 9
    outcome = mail_to(mailbox)
    assert (outcome.sent, outcome.final) == (False, False)


def test_a_server_that_says_nothing_is_given_up_in_time(mailbox, monkeypatch):
    import socket

    monkeypatch.setattr(mail_module, "TOTAL_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailbox.port = silent.getsockname()[1]
        outcome = mail_to(mailbox)
    assert (outcome.sent, outcome.final) == (False, False)
    assert "TimeoutError" in outcome.error or "timed out" in outcome.error


@pytest.fixture
def tls_server(authority, mailbox_with):
    return mailbox_with(tls_context=authority.server_context("localhost"), require_starttls=True)


def over_tls(mailbox, query=""):
    address = f"mailtos://localhost:{mailbox.port}/?from=alarm@winkel.test&to=balie@winkel.test&smtp=localhost{query}"
    return send(channel(address), claimed(), HALLO, now=NOW)


def test_starttls_with_a_certificate_that_is_right(tls_server, authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    assert over_tls(tls_server).sent
    assert tls_server.envelopes[0].smtp_utf8 is False


def test_starttls_with_an_unknown_certificate_sends_nothing(tls_server):
    outcome = over_tls(tls_server)
    assert (outcome.sent, outcome.final) == (False, False)
    assert "certificate" in outcome.error.lower()
    assert tls_server.envelopes == []


def test_verification_is_off_only_where_the_url_says_so(tls_server):
    assert over_tls(tls_server, "&verify=no").sent


def test_a_server_without_starttls_gets_no_mail_in_the_open(mailbox):
    outcome = over_tls(mailbox)
    assert (outcome.sent, outcome.final) == (False, False)
    assert mailbox.envelopes == []


def test_encrypted_from_the_first_byte(mailbox_with, authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    mailbox = mailbox_with(ssl_context=authority.server_context("localhost"))
    assert over_tls(mailbox, "&mode=ssl").sent


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("mailto://winkel.test/?from=a@winkel.test&to=b@winkel.test", None),
        ("mailtos://naam:woord@gmail.com", None),
        ("mailto://winkel.test/?from=a@winkel.test&to=b@winkel.test,geen-adres", "not an address"),
        ("mailto://winkel.test/?from=a@winkel.test&to=b@winkel.test&pgp=sign", "PGP"),
        ("mailto://winkel.test/?from=a@winkel.test&to=b@winkel.test&optional=yes", "hides failures"),
        ("mailto://", "mailto"),
    ],
)
def test_mail_that_can_never_work_is_told_at_load(address, problem):
    told = check(channel(address))
    assert (told is None) if problem is None else problem in told


def test_a_receiver_of_mail_can_tell_doubles_and_another_channel_cannot():
    assert knows_doubles(channel("mailtos://winkel.test"))
    assert not knows_doubles(channel("slack://a/b/c"))


def test_the_suite_of_subjects_makes_no_headers(mailbox):
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    subjects = json.loads(Path(root, "notify-injection", "own.json").read_text(encoding="utf-8"))["mail_subject"]
    for subject in subjects:
        found = review(title=subject, text=subject, author=subject)
        message = compose(opened(shop_name=subject, findings=[found]), "nl", ZoneInfo("Europe/Amsterdam"))
        assert mail_to(mailbox, message=message).sent
    for mail, envelope in zip(arrived(mailbox), mailbox.envelopes, strict=True):
        assert {name for name in mail if not name.startswith("Content-")} == HEADERS
        assert envelope.rcpt_tos == ["balie@winkel.test"]
        assert len(mail["Subject"]) <= 150
    assert len(mailbox.envelopes) == len(subjects)


def test_the_date_is_that_of_the_try_not_of_the_event(mailbox):
    later = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    mail_to(mailbox, now=later)
    assert arrived(mailbox)[0]["Date"].datetime == later


def test_certificates_are_checked_by_default():
    assert mail_module._tls(verify=True).verify_mode == ssl.CERT_REQUIRED
