"""``python -m eval.benchmarks`` (``make bench``): measure, print the table, write ``bench.json`` and ``bench.svg``."""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from rich.console import Console

from corpus.ending import run_to_end
from corpus.writing import whole_file
from eval.benchmarks.peer_training import PeerEncoders
from eval.benchmarks.run import benchmark
from eval.benchmarks.sizes import FULL, QUICK, Sizes
from eval.benchmarks.table import print_benchmark
from eval.plots import growth_plot


def _folder(name: str) -> Path:
    """Take the name of a folder; of one that is not there the libraries would ask a network."""
    if not Path(name).is_dir():
        raise argparse.ArgumentTypeError(f"{name}: no such folder")
    return Path(name)


def main() -> None:
    """Run the benchmark as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: does everything run?")
    parser.add_argument(
        "--float-model", type=_folder, help="the shipped encoder in 32-bit floats ('stance train --tune … --keep-float DIR')"
    )
    parser.add_argument("--static-model", type=_folder, help="a folder of model2vec; distilled from all-MiniLM-L6-v2 if none is named")
    parser.add_argument("--output", type=Path, default=Path("eval/results"), help="folder for bench.json and bench.svg")
    for field in fields(Sizes):
        many = field.name == "growth"
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=int, nargs="+" if many else None, metavar="N")
    given = vars(parser.parse_args())
    chosen: dict[str, Any] = {field.name: given[field.name] for field in fields(Sizes) if given[field.name] is not None}
    if "growth" in chosen:
        chosen["growth"] = tuple(chosen["growth"])
    sizes = replace(QUICK if given["quick"] else FULL, **chosen)
    told = Console(stderr=True, highlight=False)
    with tempfile.TemporaryDirectory(prefix="stance-bench-") as scratch:
        encoders = PeerEncoders(given["float_model"], given["static_model"])
        results = benchmark(sizes, encoders, Path(scratch), lambda line: told.print(line, markup=False))
    with whole_file(given["output"] / "bench.json") as file:
        json.dump(results, file, indent=1)
    with whole_file(given["output"] / "bench.svg") as file:
        file.write(growth_plot(results["growth"]["points"]))
    print_benchmark(results, Console(highlight=False, width=150))


if __name__ == "__main__":
    run_to_end(main, Console(stderr=True, highlight=False, soft_wrap=True))
