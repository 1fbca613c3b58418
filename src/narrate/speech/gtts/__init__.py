"""The engine ``gtts``: Google Translate's voice, over the network and only when asked for."""
