"""The corpus: readers by format, structure, metadata, forces, the documents on disk and the authored ones."""

from corpus.offline import refuse_telemetry

# Every other room imports this one, before it imports any library that would report to its maker.
refuse_telemetry()
