"""Timeline and slides become files. Each module named here has an ``EXPORTER``."""

from narrate.exporters.edition import EXPORTERS, Edition, Exporter, open_exporter

__all__ = ["EXPORTERS", "Edition", "Exporter", "open_exporter"]
