"""Side-by-side measurements: every figure is a ratio to something measured in the same run. Run with `python -m bench.NAME`."""
