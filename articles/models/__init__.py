from .article import Article
from .revision import Revision

__all__ = ["Article", "Revision"]
