"""The report: one self-contained page for an oversight body, with every claim one click from the words that support it."""

from classifier.report.page import write_report

__all__ = ["write_report"]
