"""Labels: the scheme as data, the guide, stand-off label files, joining, agreement, checks, exchange."""

from labels.files import ParagraphLabel, read_label_file, read_label_folder, write_label_file
from labels.scheme import Label, Scheme, shipped_scheme

__all__ = ["Label", "ParagraphLabel", "Scheme", "read_label_file", "read_label_folder", "shipped_scheme", "write_label_file"]
