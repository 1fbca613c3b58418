"""Every test runs as the command line does: numpy's matrix library has one thread, and is told so before it is loaded."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
