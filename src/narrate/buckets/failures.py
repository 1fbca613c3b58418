"""Says in one line why a bucket could not be used, and what to do. No line holds a key or a password."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from narrate.errors import OutsideError

_CREDENTIALS = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
_LATER = "when it answers again, run the same command; what was finished is kept"
# by the code in S3's answer, or the name of the client's error
_REASONS = {
    "NoSuchBucket": "there is no such bucket; create it, or mend the address",
    "InvalidBucketName": "that is no name of a bucket; mend the address",
    "AccessDenied": "access is denied; the credentials of this machine lack the right to {do} there",
    "AllAccessDisabled": "access is denied to everybody; ask whoever owns the bucket",
    "403": "access is denied; the credentials of this machine lack the right to {do} there",
    "InvalidAccessKeyId": f"the service does not know the access key; {_CREDENTIALS}",
    "SignatureDoesNotMatch": f"the secret key does not belong to the access key; {_CREDENTIALS}",
    "ExpiredToken": "the credentials have expired; get new ones",
    "ExpiredTokenException": "the credentials have expired; get new ones",
    "RequestTimeTooSkewed": "the clock of this machine is wrong; set it",
    "NoCredentialsError": f"there are no credentials; {_CREDENTIALS}",
    "PartialCredentialsError": f"the credentials are incomplete; {_CREDENTIALS}",
    "ProfileNotFound": "AWS_PROFILE names a profile that is not in the settings of AWS; mend it",
    "SlowDown": f"the service is too busy (503); {_LATER}",
    "ServiceUnavailable": f"the service is too busy (503); {_LATER}",
    "503": f"the service is too busy (503); {_LATER}",
    "500": f"the service has an error of its own (500); {_LATER}",
    "InternalError": f"the service has an error of its own (500); {_LATER}",
    "EndpointConnectionError": f"the service cannot be reached; check AWS_ENDPOINT_URL and the network; {_LATER}",
    "ConnectTimeoutError": f"the service cannot be reached; check AWS_ENDPOINT_URL and the network; {_LATER}",
    "ReadTimeoutError": f"the service does not answer; {_LATER}",
    "ConnectionClosedError": f"the service closes the connection; {_LATER}",
    "RequestTimeout": f"the service does not answer; {_LATER}",
}


def explained(error: BaseException, address: str, do: str) -> OutsideError:
    """Return an error that says why the objects at ``address`` could not be used. ``do`` is ``read`` or ``write``."""
    for name in _names(error):
        if name in _REASONS:
            return OutsideError(f"{address}: cannot {do}: {_REASONS[name].format(do=do)}")
    if isinstance(error, FileNotFoundError):
        return OutsideError(f"{address}: cannot {do}: {_REASONS['NoSuchBucket']}")
    if isinstance(error, PermissionError):
        return OutsideError(f"{address}: cannot {do}: {_REASONS['AccessDenied'].format(do=do)}")
    if isinstance(error, TimeoutError):
        return OutsideError(f"{address}: cannot {do}: {_REASONS['ReadTimeoutError']}")
    if isinstance(error, OSError) and error.errno == errno.EBUSY:
        return OutsideError(f"{address}: cannot {do}: {_REASONS['503']}")
    message = " ".join(str(error).split())[:200]
    return OutsideError(f"{address}: cannot {do}: {type(error).__name__}: {message}; {_LATER}")


def _names(error: BaseException) -> Iterator[str]:
    """Yield the codes in the answers of S3 that led to ``error``, and the names of the errors and of their classes."""
    cause: BaseException | None = error
    for _ in range(5):
        if cause is None:
            return
        response = getattr(cause, "response", None)
        if isinstance(response, dict):
            yield str(response.get("Error", {}).get("Code", ""))
            yield str(response.get("ResponseMetadata", {}).get("HTTPStatusCode", ""))
        yield from (kind.__name__ for kind in type(cause).__mro__)
        cause = cause.__cause__ or cause.__context__
