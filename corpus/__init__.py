"""The corpus: readers by format, structure, metadata, forces, the documents on disk and the authored ones."""
