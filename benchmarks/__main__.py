"""`./run bench NAME`: one of ALONE, or a subject of the statistics; `all` runs everything."""

import importlib
import pkgutil
import sys

from benchmarks import peers
from benchmarks.comparison import compare

ALONE = ("web", "importing", "export", "national", "search")
"""These set up a database or a server of their own, in the environment of the product; tools/bench.sh starts them."""

SUBJECTS = sorted(module.name for module in pkgutil.iter_modules(peers.__path__))


def main(name: str) -> None:
    if name in ALONE:
        importlib.import_module(f"benchmarks.{name}").main()
        return
    if name not in {"all", *SUBJECTS}:
        sys.exit(f"Usage: ./run bench NAME, where NAME is one of: {', '.join((*ALONE, 'all', *SUBJECTS))}")
    for subject in SUBJECTS if name == "all" else [name]:
        for comparison in importlib.import_module(f"benchmarks.peers.{subject}").comparisons():
            print(compare(comparison), flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
