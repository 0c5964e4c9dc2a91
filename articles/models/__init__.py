from .article import HOUSE, Article
from .help_line import HelpLine
from .revision import Revision
from .section import Section
from .term import Term

__all__ = ["HOUSE", "Article", "HelpLine", "Revision", "Section", "Term"]
