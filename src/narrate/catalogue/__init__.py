"""The catalogue: ``output/index.html``, a page for each language, and a page for each topic.

- ``index.html`` lets people choose a language. If all editions are in one language, it is the list of that language.
- ``languages/<tag>.html`` lists the topics in a language.
- ``<topic>/index.html`` lists the languages of a topic, and ``<topic>/languages.json`` does so for the player.
"""

from narrate.catalogue.contents import FOLDER as LISTS
from narrate.catalogue.contents import NAME
from narrate.catalogue.listing import ListedEdition, find_listed
from narrate.catalogue.writing import catalogue_files, is_catalogue_name, write_catalogue

__all__ = ["LISTS", "NAME", "ListedEdition", "catalogue_files", "find_listed", "is_catalogue_name", "write_catalogue"]
