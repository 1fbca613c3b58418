"""Encodes pictures as H.264 and writes them with sound and captions as a film (MP4)."""
