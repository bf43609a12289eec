"""What the commands share: options, where they print, a run under a progress bar; and the commands of ``stance corpus`` and ``labels``."""
