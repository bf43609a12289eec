"""Benchmarks: this program beside what a user would write instead, in one run, in alternation."""
