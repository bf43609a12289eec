"""What the commands share: options, and a run under a progress bar."""
