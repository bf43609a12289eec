"""Models: encoders, the trained-model folder, and the model that ships."""

from corpus.offline import refuse_telemetry

# ONNX Runtime is loaded in this room, and heeds only what was said before.
refuse_telemetry()
