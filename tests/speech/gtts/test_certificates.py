"""Whom the text is sent to is proved before any of it is sent. gTTS itself asks for no proof."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path

import pytest
import trustme

from narrate.errors import OutsideError
from tests.speech.gtts.google import Google, serving
from tests.speech.gtts.test_gtts import speak

CA = trustme.CA()


def context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(made)
    return made


def self_signed() -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with CA.cert_pem.tempfile() as certificate, CA.private_key_pem.tempfile() as key:
        made.load_cert_chain(certificate, key)
    return made


def expired() -> ssl.SSLContext:
    return context(CA.issue_cert("127.0.0.1", not_after=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)))


@pytest.fixture
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    CA.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))


def test_a_self_signed_certificate_is_refused_at_once(caplog):
    with serving(Google(), self_signed()) as google:
        with pytest.raises(OutsideError, match=r"its certificate is not trusted, so nothing was sent \(self-signed"):
            speak(google, "Breathe in.")
        assert google.asked == []
    assert not caplog.records  # no second attempt


def test_an_unknown_authority_is_refused():
    with serving(Google(), context(CA.issue_cert("127.0.0.1"))) as google:
        with pytest.raises(OutsideError, match="its certificate is not trusted"):
            speak(google, "Breathe in.")
        assert google.asked == []


@pytest.mark.usefixtures("trusting")
def test_a_certificate_of_a_known_authority_is_trusted():
    with serving(Google(), context(CA.issue_cert("127.0.0.1"))) as google:
        assert len(speak(google, "Breathe in.").pcm) > 10_000
        assert google.texts == ["Breathe in."]


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    ("made", "why"), [(lambda: context(CA.issue_cert("other.example")), "127.0.0.1"), (expired, "expired")]
)
def test_another_name_and_an_old_certificate_are_refused(made, why):
    with serving(Google(), made()) as google:
        with pytest.raises(OutsideError, match=rf"nothing was sent \(.*{why}"):
            speak(google, "Breathe in.")
        assert google.asked == []


def test_no_setting_of_the_environment_turns_it_off(monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "")
    monkeypatch.setenv("CURL_CA_BUNDLE", "")
    monkeypatch.setenv("PYTHONHTTPSVERIFY", "0")
    with serving(Google(), self_signed()) as google:
        with pytest.raises(OutsideError, match="not trusted"):
            speak(google, "Breathe in.")
        assert google.asked == []
