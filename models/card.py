"""The model card: what the model is, what it was trained on, how it was measured, what it is not for."""

from __future__ import annotations

from typing import Any

from labels.scheme import Scheme


def model_card(scheme: Scheme, settings: dict[str, Any], training: dict[str, Any]) -> str:
    """Write a model card.

    :param scheme: the labels.
    :param settings: the model's settings.
    :param training: what training recorded.
    :return: the card, in Markdown.
    """
    counts = training["stances"]
    rows = "\n".join(f"| {label.shown_as} | {counts.get(label.id, 0)} | {label.definition} |" for label in scheme.labels)
    return f"""# Model card

**What it does.** Tells, for one paragraph of an official response to a police inspection, where the responder stands,
and how sure it is. It reads the paragraph, its sentences, who speaks and the recommendation that is answered.

**Base.** {training["base"]}, tuned and quantised to 8-bit integers where this says so: {_tuning(training)}.

**Trained on** {training["paragraphs"]} paragraphs of {len(training["documents"])} documents from {training["forces"]} forces,
with {training["labelled_sentences"]} labelled sentences. No section 55 response that was really published is among them.

| stance | paragraphs | the responder… |
| --- | --- | --- |
{rows}

**Measured** {_measured(training)}

**Calibration.** {training["calibrated"]}. Temperature {settings["temperature"]:.2f}. {_abstention(training, settings)}

**Limits.** Most of the training text is fictional. Figures on fictional text say little of real responses: see the
project's README for those on real documents. The labels are no legal finding; anything that matters should be read.
English only. Not for judging people.

**Documents trained on:** {", ".join(training["documents"])}.
"""


def _tuning(training: dict[str, Any]) -> str:
    settings = training.get("tuning")
    if not settings:
        return "the encoder was taken over as it was"
    teachers = " and ".join(digest[:12] for digest in training.get("teachers") or filter(None, [training.get("teacher")]))
    taught = f"; it also learned from the probabilities of {teachers}" if teachers else ""
    taught += f" and from the vectors of {training['teachers'][0][:12]}" if teachers and settings.get("vector_weight") else ""
    taught += f", and started from layers of {training['cut_from'][:12]}" if "cut_from" in training else ""
    if "own_share" in training:
        taught += f"; what ships is the average of its weights ({training['own_share']:.0%}) and those of {training['averaged_with'][:12]}"
    fewer = (
        f". It was tuned on {training['tuned_on']} of the paragraphs below; the head was fitted on all" if "tuned_on" in training else ""
    )
    return (
        f"{settings['epochs']} epochs, learning rate {settings['learning_rate']:g}, batches of {settings['batch']}, seed {settings['seed']}"
        f"{taught}{fewer}{''.join(map(_before, training.get('before', ())))}"
    )


def _before(model: dict[str, Any]) -> str:
    layers = f"the first {model['kept_layers']} layers" if model.get("kept_layers") else "all layers"
    paragraphs = model.get("tuned_on", model["paragraphs"])
    return f". It went on from {layers} of the model {model['model'][:12]}, tuned on {paragraphs} paragraphs"


def _measured(training: dict[str, Any]) -> str:
    figures = training.get("held_out")
    if not figures:
        return "after retraining: not yet; run `stance evaluate`."
    return (
        f"on {figures['paragraphs']} paragraphs of fictional forces that nothing was trained on: "
        f"accuracy {figures['accuracy']:.3f}, macro-F1 {figures['macro_f1']:.3f}."
    )


def _abstention(training: dict[str, Any], settings: dict[str, Any]) -> str:
    calibration = training.get("calibration")
    if not calibration:
        return f"It abstains below a probability of {settings['abstain_below']:.2f}."
    return (
        f"It abstains below a probability of {settings['abstain_below']:.2f}. On held-out forces like those trained on, what it "
        f"keeps ({calibration['coverage']:.0%}) is wrong at most {calibration['risk_bound']:.0%} of the time, with "
        f"{1 - calibration['delta']:.0%} confidence."
    )
