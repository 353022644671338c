"""NumPy, told before it loads that one thread is enough.

Its linear algebra would start a thread for each processor, which takes a fifth of the time of
loading it; what is asked of it here is too small to be shared. The setting is taken back, because
programs that readlist starts inherit it.
"""

import os

_THREADS = "OPENBLAS_NUM_THREADS"

_before = os.environ.get(_THREADS)
os.environ.setdefault(_THREADS, "1")
try:
    import numpy as np
finally:
    if _before is None:
        del os.environ[_THREADS]

__all__ = ["np"]
