"""What neural voices share: which phonemes belong to which word, and phrases short enough for a model."""
