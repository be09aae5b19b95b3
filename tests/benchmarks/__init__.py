"""Tests of ``benchmarks``: its generator and its report, not its times."""
