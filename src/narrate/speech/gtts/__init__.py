"""The engine ``gtts``: Google Translate's voice, over the network. It is used only if the user names it."""
