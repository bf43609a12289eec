"""Which files are taken for documents."""

#: The endings of the names of documents in a folder.
SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".html", ".htm", ".md", ".markdown", ".txt", ".text"})
#: Larger files are refused: a response is seldom over 2 MB, and a reader's memory grows with the file.
MAXIMUM_BYTES = 50_000_000
