"""HTML of every sort, good and broken, for tests by properties."""

from html.parser import HTMLParser

from hypothesis import strategies as st

from archive.markup import ALLOWED

SHUSHA = "11111111-2222-3333-4444-555555555555"
BAKU = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

SIGNS = "abŞİə1’\"'&<>=\u0301\u0338\u00a0\u00ad\u200b \n\t"
WORDS = st.text(st.sampled_from(SIGNS), max_size=8)
TAGS = [
    *(f"<{end}{tag}>" for tag in (*ALLOWED, "b", "i", "h1", "div", "td", "tr", "table", "sup", "u", "svg")
      for end in ("", "/")),
    '<ol start="7">', '<ol type="i" start="-1">', '<li value="3">', '<span style="vertical-align:super">',
    '<td rowspan="2">', '<p style="mso-list:l0 level1">', '<span style="mso-list:Ignore">', "<q>", "</q>",
    '<span lang="en">', '<i lang="AZ-cyrl">', '<p lang="ru">', '<span lang="x">',
    "<pre>", "</pre>", "<msup>",
    '<a href="https://a.org/?x=1&y=%20">', '<a href="javascript:x">', f'<a data-record="{SHUSHA}">',
    f'<figure data-record="{SHUSHA}">',
    f'<p class="x" data-record="{SHUSHA}">', "<script>", "</script>", "<style>", "<title>", "<textarea>",
    "<!--", "-->", "<!", "<?", "</", "<a ", "&#0;", "&#1;", "&#x80;", "&amp", "&lt;p&gt;", "&#xfffe;", "&#x1fffe;",
]  # fmt: skip
SOUP = st.lists(WORDS | st.sampled_from(TAGS), max_size=25).map("".join)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.recursive(
    WORDS.map(_escaped) | st.just("<br>"),
    lambda inner: st.tuples(
        st.sampled_from(
            [
                "strong",
                "em",
                "b",
                "i",
                "span",
                'span lang="en"',
                'em lang="az-Cyrl"',
                f'a data-record="{SHUSHA}"',
                'a href="https://a.org/"',
            ]
        ),
        st.lists(inner, max_size=3).map("".join),
    ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"),
    max_leaves=6,
)
BLOCK = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "h3", "div", "h5"]), INLINE).map(lambda pair: "<{0}>{1}</{0}>".format(*pair)),
    lambda inner: st.tuples(
        st.sampled_from(["blockquote", "ul", "ol", "li"]), st.lists(inner | INLINE, max_size=3).map("".join)
    ).map(lambda pair: "<{0}>{1}</{0}>".format(*pair)),
    max_leaves=6,
)  # fmt: skip
SHOWN = st.just(f'<figure data-record="{BAKU}"></figure>')
DOCUMENTS = st.lists(BLOCK | INLINE | SHOWN, max_size=5).map("".join)


class Outline(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
