"""Writes a DAISY book."""
