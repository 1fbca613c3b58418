"""Medical narration in the languages of neural voices, as the program measures voices with."""

from narrate.speech.sample_sentences import all_sample_sentences

SAMPLE_SENTENCES = all_sample_sentences()
