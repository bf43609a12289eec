"""Evaluation: splits by force, baselines, metrics with intervals, runs, plots and the report."""
