"""`./run bench NAME`."""

import sys

from benchmarks import web

BENCHMARKS = {"web": web.main}

if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in BENCHMARKS:
        sys.exit(f"Usage: ./run bench NAME, where NAME is one of: {', '.join(BENCHMARKS)}")
    BENCHMARKS[name]()
