"""Readers for files that people write: text with stray characters, YAML, pronunciations, PowerPoint templates."""
