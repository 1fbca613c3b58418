"""Code shared by the neural voices: assigning phonemes to words, and splitting sentences into short phrases."""
