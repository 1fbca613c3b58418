"""Objects in a bucket are read, written and listed; what goes wrong is said in one line."""

from __future__ import annotations

import socket
import time

import pytest

from narrate.buckets import bucket as bucket_module
from narrate.buckets import is_bucket, open_bucket
from narrate.errors import OutsideError, UsageError
from tests.s3_server import BUCKET, S3Server

ADDRESS = f"s3://{BUCKET}/spoken"


def test_addresses():
    assert is_bucket("s3://slides")
    assert is_bucket("s3://slides/a/b-c_d.e")
    assert not is_bucket("output")
    assert not is_bucket("/mnt/s3/output")
    for address in ("http://slides/a", "gs://a/b", "s3://key:secret@slides/a", "s3:///a", "s3://slides/a?versionId=1"):
        with pytest.raises(UsageError, match="is no folder and no bucket") as raised:
            is_bucket(address)
        assert "secret" not in str(raised.value)


@pytest.fixture(params=[pytest.param(ADDRESS, marks=pytest.mark.slow), "memory://slides/spoken",
                        pytest.param(f"s3://{BUCKET}", marks=pytest.mark.slow)])  # fmt: skip
def address(request: pytest.FixtureRequest) -> str:
    if request.param.startswith("s3"):
        request.getfixturevalue("s3")
    return request.param


def test_objects(address: str):
    objects = open_bucket(address)
    assert objects.read("ab/x") is None
    assert objects.stamps() == {}
    objects.write("ab/x", b"one", "text/html")
    assert not objects.create("ab/x", b"two")
    assert objects.create("ab/y z", b"three")
    assert objects.read("ab/x") == b"one"
    stamps = objects.stamps()
    assert {name: stamp.size for name, stamp in stamps.items()} == {"ab/x": 3, "ab/y z": 5}
    assert all(-2 < stamp.age_s < 60 for stamp in stamps.values())
    objects.write("ab/x", b"two")
    assert objects.stamps()["ab/x"].tag != stamps["ab/x"].tag
    assert objects.stamps("ab").keys() == stamps.keys()
    assert objects.stamps("a") == {}
    objects.remove(["ab/x", "ab/y z", "ab/none"])
    assert objects.stamps() == {}


@pytest.mark.slow
def test_the_media_type_is_kept(s3: S3Server):
    open_bucket(ADDRESS).write("index.html", b"<p>", "text/html; charset=utf-8")
    import boto3

    assert boto3.client("s3").head_object(Bucket=BUCKET, Key="spoken/index.html")["ContentType"].startswith("text/html")


@pytest.mark.slow
def test_reading_is_one_request(s3: S3Server):
    objects = open_bucket(ADDRESS)
    objects.create("ab/x", b"x" * 10_000_000)
    s3.requests.clear()
    assert len(objects.read("ab/x") or b"") == 10_000_000
    assert [method for method, _ in s3.requests] == ["GET"]


@pytest.mark.slow
def test_a_busy_service_is_asked_again(s3: S3Server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0.01)
    objects = open_bucket(ADDRESS)
    s3.faults = 3
    assert objects.create("ab/x", b"one")
    s3.faults = -1
    for use in (lambda: objects.read("ab/x"), lambda: objects.write("ab/x", b""), objects.stamps):
        s3.requests.clear()
        with pytest.raises(
            OutsideError, match=rf"^{ADDRESS}: cannot (read|write): the service is too busy \(503\); when"
        ) as raised:
            use()
        assert len(s3.requests) == bucket_module.ATTEMPTS
        assert "\n" not in str(raised.value)


@pytest.mark.slow
def test_a_service_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, s3: S3Server):
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0.01)
    monkeypatch.setattr(bucket_module, "READ_S", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()
        with pytest.raises(OutsideError, match="cannot read: the service does not answer"):
            open_bucket(ADDRESS).read("ab/x")
        assert time.monotonic() - began < 5
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(OutsideError, match="cannot write: the service cannot be reached; check AWS_ENDPOINT_URL"):
        open_bucket(ADDRESS).create("ab/x", b"")


@pytest.mark.slow
def test_a_bucket_that_is_not_there(s3: S3Server):
    objects = open_bucket("s3://other-bucket/a")
    for use in (
        lambda: objects.read("x"),
        lambda: objects.write("x", b""),
        lambda: objects.create("x", b""),
        objects.stamps,
    ):
        with pytest.raises(OutsideError, match=r"^s3://other-bucket/a: cannot (read|write): there is no such bucket"):
            use()


@pytest.mark.slow
def test_without_credentials(s3: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(OutsideError, match="there are no credentials; set AWS_ACCESS_KEY_ID"):
        open_bucket(ADDRESS).read("x")


@pytest.mark.slow
def test_a_bucket_that_may_not_be_written(s3: S3Server):
    s3.refuse = {"PUT"}
    objects = open_bucket(ADDRESS)
    assert objects.read("x") is None
    with pytest.raises(
        OutsideError, match="cannot write: access is denied; the credentials of this machine lack the right to write"
    ):
        objects.create("x", b"")
