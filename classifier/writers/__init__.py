"""Writers: one per output format. Each writes its file whole or not at all."""

from classifier.writers.files import FORMATS, write_table
from classifier.writers.table import print_table

__all__ = ["FORMATS", "print_table", "write_table"]
