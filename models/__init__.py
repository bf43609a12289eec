"""Models: encoders, the trained-model folder, and the model that ships."""
