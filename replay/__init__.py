"""What happened: the trace of a run or of a plant, and its playback at any moment, forwards or backwards."""
