"""Writers: one per output format. Each writes its file whole or not at all."""

from classifier.writers.files import FORMATS, write_table
from classifier.writers.table import print_table
from classifier.writers.texts import TEXT_FORMATS

__all__ = ["FORMATS", "TEXT_FORMATS", "print_table", "write_table"]
