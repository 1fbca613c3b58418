"""Files that people write, read with care: text with stray characters, YAML, pronunciations, PowerPoint templates."""
