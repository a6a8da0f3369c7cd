"""Workbooks written by hand, so that they can be as odd as a test needs them."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/>'
    '</numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="21"/>'
    '<xf numFmtId="46"/></cellXfs></styleSheet>'
)
DAY, MOMENT, CLOCK, LAPSE = 1, 2, 3, 4
"""Numbers of its styles."""


def related(*parts: tuple[str, str, str]) -> str:
    """Of (id, kind, target)."""
    links = "".join(
        f"<Relationship Id={quoteattr(key)} Type={quoteattr(f'{OFFICE}/{kind}')} Target={quoteattr(target)}/>"
        for key, kind, target in parts
    )
    return f'<Relationships xmlns="{RELATED}">{links}</Relationships>'


def cell(value: object, style: int = 0) -> str:
    """As Excel writes it, with a text in its place."""
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c s="{style}"><v>{value!r}</v></c>'
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sheet(rows: Iterable[Sequence[object] | str]) -> str:
    """Of values, or of XML that is one already."""
    told = (row if isinstance(row, str) else f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(told)}</sheetData></worksheet>'


def shared(texts: Iterable[str]) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{escape(text)}</t></si>" for text in texts)}</sst>'


def book(sheets: Mapping[str, str], more: str = "") -> dict[str, str]:
    """The parts of a workbook, by name, of its sheets."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, 1)
    )
    parts = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
    return {
        "_rels/.rels": related(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{more}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": related(
            *parts, ("s", "styles", "styles.xml"), ("t", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": shared([]),
        **{f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets.values(), 1)},
    }


def write(path: Path, parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path.write_bytes(packed(parts, method))
    return path


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def workbook(path: Path, rows: Iterable[Sequence[object] | str]) -> Path:
    """Of one sheet."""
    return write(path, book({"Sheet1": sheet(rows)}))
