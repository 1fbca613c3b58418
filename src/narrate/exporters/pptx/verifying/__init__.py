"""A deck read back, without the code that wrote it and without the library that it was written with."""
