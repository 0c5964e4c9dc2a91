"""A page as a reader has it before her: words, without marks."""

from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SILENT = frozenset({"script", "style", "svg", "title"})
IN_LINE = frozenset("a abbr b bdi code em i mark small span strong time".split())


class Reader(HTMLParser):
    """Gathers the words inside one kind of element, one string for each."""

    def __init__(self, tag: str, css: str):
        super().__init__()
        self.tag, self.css = tag, css
        self.path: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        self._gap(tag)
        if tag in VOID:
            return
        css = (dict(attrs).get("class") or "").split()
        wanted = tag == self.tag and (not self.css or self.css in css)
        if wanted and not self._inside():
            self.found.append("")
        self.path.append((tag, wanted))

    def handle_endtag(self, tag):
        self._gap(tag)
        while self.path and self.path.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._inside() and not any(tag in SILENT for tag, _ in self.path):
            self.found[-1] += data

    def _gap(self, tag: str) -> None:
        """Two boxes stand apart, two words of a line do not."""
        if self._inside() and tag not in IN_LINE:
            self.found[-1] += " "

    def _inside(self) -> bool:
        return any(wanted for _, wanted in self.path)


def folded(text: str) -> str:
    return " ".join(text.split())


def texts(page: str, tag: str = "body", css: str = "") -> list[str]:
    """The words of every such element of a page, white space folded."""
    reader = Reader(tag, css)
    reader.feed(page)
    return [folded(text) for text in reader.found]


def text_of(page: str, tag: str = "body", css: str = "") -> str:
    """The words of the one such element."""
    [text] = texts(page, tag, css)
    return text
