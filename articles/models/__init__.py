from .article import HOUSE, Article
from .help_line import HelpLine
from .revision import Revision

__all__ = ["HOUSE", "Article", "HelpLine", "Revision"]
