"""Models: encoders, the trained-model folder, and the model that ships."""

from models.encoder import Encoded, Encoder, EncoderInput, OnnxEncoder
from models.folder import SHIPPED, ModelFolder, load_model_folder, save_model_folder

__all__ = ["SHIPPED", "Encoded", "Encoder", "EncoderInput", "ModelFolder", "OnnxEncoder", "load_model_folder", "save_model_folder"]
