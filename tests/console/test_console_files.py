"""The console's files without a browser: nothing foreign, nothing inline, nothing missing."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

CONSOLE = Path(__file__).parents[2] / "web" / "console"
FILES = sorted(path for path in CONSOLE.iterdir() if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
LONGEST = 250
LONGEST_PAGE = 1000
NAMESPACES = ("http://www.w3.org/2000/svg",)
EXPORT = re.compile(r"^export (?:const|(?:async )?function|class) (\w+)", re.MULTILINE)
ASKED = re.compile(r"\b(?:at|stamp|getElementById)\(\"([\w-]+)\"\)")
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc"
)
AGAIN = re.compile(r"^export \{ (.+?) \} from", re.MULTILINE)
LATER = re.compile(r"import\(\"\./(.+?)\"\)")
SHEET = re.compile(r"\"(\w+\.css)\"")
ROUTE = re.compile(r"\[/(\^#.+?\$)/, \"(\w+)\"\]")
POLICY = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'"


class Page(HTMLParser):
    """Every start tag, and the text inside script and style."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem and data.strip():
            self.inline.append(data)


@pytest.fixture(scope="module")
def page() -> Page:
    parsed = Page()
    parsed.feed((CONSOLE / "index.html").read_text())
    return parsed


def place_of(name: str) -> Path:
    """Of a file by the name that the page has for it."""
    return CONSOLE.parent / name[1:] if name.startswith("/") else CONSOLE / name


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_comes_from_another_origin(path: Path) -> None:
    text = path.read_text()
    for namespace in NAMESPACES:
        text = text.replace(namespace, "")
    assert not re.search(r"https?://|[\"'(]//|wss?://|@import", text)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_files_stay_short(path: Path) -> None:
    longest = LONGEST_PAGE if path.suffix == ".html" else LONGEST
    assert len(path.read_text().splitlines()) < longest


def test_the_page_carries_its_policy(page: Page) -> None:
    policies = [a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [POLICY]


def test_no_inline_script_style_or_handler(page: Page) -> None:
    assert page.inline == []
    inline = [
        (tag, name) for tag, attrs in page.tags for name in attrs if name == "style" or name.startswith("on")
    ]
    assert inline == []


def test_everything_the_page_names_is_there(page: Page) -> None:
    names = [str(a.get("src") or a.get("href")) for tag, a in page.tags if tag in ("script", "link")]
    assert names
    assert [name for name in names if not place_of(name).is_file()] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_scripts_never_turn_text_into_markup_or_code(path: Path) -> None:
    assert not MARKUP.search(path.read_text())


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_styles_are_not_set_by_attribute(path: Path) -> None:
    assert not re.search(r"setAttribute\(\s*[\"']style|\.cssText|\bstyle:", path.read_text())


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_handlers_are_not_set_by_attribute(path: Path) -> None:
    assert not re.search(r"setAttribute\(\s*[\"']on|[{,]\s*\"?on(?!ce\b)[a-z]+\"?:", path.read_text())


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_every_import_exists_with_that_name(path: Path) -> None:
    imports = re.findall(r"^import (?:\* as \w+|\{([^}]*)\}) from \"(.+)\";$", path.read_text(), re.MULTILINE)
    assert len(imports) == len(re.findall(r"^import\b", path.read_text(), re.MULTILINE))
    for names, module in imports:
        assert module.startswith("./") or module == "/core/index.js"
        target = place_of(module)
        assert target.is_file()
        text = target.read_text()
        exported = EXPORT.findall(text) + ", ".join(AGAIN.findall(text)).split(", ")
        assert {name.strip() for name in names.split(",") if name.strip()} <= set(exported)


def test_every_view_is_in_the_file_that_is_loaded_for_it() -> None:
    """Each line of the views names as many classes as files, in the same order."""
    loading = [line for line in (CONSOLE / "views.js").read_text().splitlines() if LATER.search(line)]
    assert len(loading) > 15
    for line in loading:
        modules, names = LATER.findall(line), re.findall(r"\{ ([A-Z]\w+) \}", line)
        assert len(modules) == len(names), line
        for module, name in zip(modules, names, strict=True):
            assert name in EXPORT.findall((CONSOLE / module).read_text())


def test_every_element_a_script_asks_for_is_on_the_page(page: Page) -> None:
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    asked = {name for path in SCRIPTS for name in ASKED.findall(path.read_text())}
    assert asked <= ids


def test_ids_are_unique(page: Page) -> None:
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_every_file_is_used(page: Page) -> None:
    """What the page links and what its scripts import is all that is there."""
    linked = (str(a.get("src") or a.get("href")) for tag, a in page.tags if tag in ("script", "link"))
    used = {"index.html"} | {name for name in linked if not name.startswith("/")}
    found: set[str] = set()
    while new := used - found:
        found |= new
        used |= {
            module
            for name in new
            if name.endswith(".js")
            for text in [(CONSOLE / name).read_text()]
            for module in re.findall(r"from \"\./(.+)\";$", text, re.MULTILINE)
            + LATER.findall(text)
            + SHEET.findall(text)
        }
    assert {path.name for path in FILES} == found


def test_every_view_has_an_address_and_every_link_a_view(page: Page) -> None:
    """Addresses after `#` that the page or a script names lead to a view; no view is out of reach."""
    script = (CONSOLE / "routes.js").read_text()
    home = re.findall(r"^const HOME = \"(\w+)\";$", script, re.MULTILINE)
    routes = [(re.compile(pattern.replace(r"\/", "/")), view) for pattern, view in ROUTE.findall(script)]
    views = {attrs["data-view"] for _, attrs in page.tags if "data-view" in attrs}
    assert views == {*home, *(view for _, view in routes)}
    links = {str(a["href"]) for _, a in page.tags if str(a.get("href")).startswith("#/")}
    links |= {
        re.sub(r"\$\{.+?\}", "x", link)
        for path in SCRIPTS
        for link in re.findall(r"[\"`](#/[^\"`]*)", path.read_text())
    }
    assert {"#/", "#/batches", "#/batches/new", "#/batch/x"} <= links
    assert {"#/documentaries", "#/documentary/x", "#/playlists", "#/playlist/x"} <= links
    assert [link for link in links - {"#/"} if not any(route.match(link) for route, _ in routes)] == []


def test_what_the_console_shows_of_a_batch_has_a_place(page: Page) -> None:
    """The bar is a progress element that is named, the id stands beside it in full, figures are described."""
    tags = {attrs["id"]: (tag, attrs) for tag, attrs in page.tags if "id" in attrs}
    assert tags["batch-bar"][0] == "progress"
    assert tags["batch-id"][0] == "code"
    for name in ("counts", "limits", "stats", "marks", "outcomes"):
        assert tags[name][1]["aria-label"]
    pictures = re.findall(r"make\(\"img\", \{(.+?)\}", (CONSOLE / "card.js").read_text())
    assert pictures
    assert all('loading: "lazy"' in picture and "alt" in picture for picture in pictures)
