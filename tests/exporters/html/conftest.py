import pytest

from tests.exporters.html.changed_pages import Page, build_pages


@pytest.fixture(scope="package")
def pages(tmp_path_factory) -> dict[str, Page]:
    """The pages of one edition in each language."""
    return build_pages(tmp_path_factory.mktemp("pages"))
