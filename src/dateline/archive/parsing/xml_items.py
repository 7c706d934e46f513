"""XML of any size, element by element, in memory that does not grow: damaged, mislabelled or malicious."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

from lxml import etree

from dateline.archive.parsing.charsets import utf8_chunks
from dateline.archive.parsing.sources import READ_ERRORS, Source, said
from dateline.archive.parsing.trees import Element
from dateline.archive.records import Problem

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
LARGEST_ELEMENT = 1 << 24
"""Bytes of one story, with its pictures written into it; the parser takes five times as much for a moment."""


def declared_encoding(head: bytes) -> str | None:
    """Return the character set that an XML declaration names."""
    match = _DECLARED.search(head[:400])
    return match[1].decode("ascii") if match else None


def is_safe_xml(head: bytes) -> bool:
    """Say whether a file declares no entities of its own."""
    return b"<!ENTITY" not in head


def parser_of_xml() -> etree.XMLParser:
    """Return a parser for short files: no entities, no network, no document types, mending what it can."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        recover=True,
        remove_pis=True,
    )


def local(tag: object) -> str:
    """Return a tag without its namespace; empty for comments."""
    return str(tag).rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def without_doctype(data: bytes, problems: list[Problem]) -> bytes:
    """Take out the document type, where entities are declared that expand into gigabytes; say so."""
    root = re.search(rb"<[A-Za-z_]", data)
    start = data.find(b"<!DOCTYPE", 0, root.start() if root else None)
    if start < 0:
        return data
    match = _DOCTYPE.match(data, start)
    entities = b"<!ENTITY" in data[start : match.end() if match else None]
    if entities:
        told = "the file declares entities, which are left out: they can expand without end"
        problems.append(Problem("document type", told, "XML without entities of its own"))
    if match is None:
        return data[:start]
    return data[:start] + data[match.end() :]


def elements(source: Source, *, depth: int, problems: list[Problem]) -> Iterator[Element]:
    """Yield each element at a depth below the root (1: its children) when it is complete, and forget it then.

    What is wrong is added to ``problems``: at the latest when the iteration ends. An element that the file
    breaks off in is not yielded.
    """
    head = source.head()
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        recover=True,
        remove_pis=True,
    )
    level = 0
    size = 0
    first, seen = True, False
    try:
        with closing(source.open()) as stream:
            for chunk in utf8_chunks(stream, head=head, declared=declared_encoding(head), problems=problems):
                parser.feed(without_doctype(chunk, problems) if first else chunk)
                first = False
                size += len(chunk)
                for event, element in parser.read_events():
                    level += 1 if event == "start" else -1
                    seen = True
                    if event == "end" and level == depth:
                        yield element
                        _forget(element)
                        size = 0
                if size > LARGEST_ELEMENT:
                    told = f"one element is longer than {LARGEST_ELEMENT:,} bytes"
                    problems.append(Problem(_where(parser), told, "the next element"))
                    return
    except READ_ERRORS as error:
        problems.append(Problem(_where(parser), f"the file breaks off: {said(error)}", "a whole file"))
    except etree.XMLSyntaxError as error:
        problems.append(Problem(f"line {error.lineno}", f"this is no XML: {error.msg}", "XML"))
        return
    if first or not (level or seen):
        problems.append(Problem("file", "there is no XML in it", "an XML file"))
        return
    problems.extend(_ending(parser, is_open=level > 0))


def _forget(element: Element) -> None:
    """Empty an element and drop what stands before it; its parent would keep them all."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _ending(parser: etree.XMLPullParser, *, is_open: bool) -> Iterator[Problem]:
    found = list(parser.error_log)
    if is_open:
        line = max((entry.line for entry in found), default=0)
        where = f"line {line}" if line else "the end of the file"
        yield Problem(where, "the file breaks off in the middle of an element", "the rest of the file")
        return
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        yield Problem(f"line {error.lineno}", f"this is no XML: {error.msg}", "XML")
        return
    for entry in found[:1]:
        yield Problem(f"line {entry.line}", f"the XML is damaged: {entry.message[:160]}", "well-formed XML")


def _where(parser: etree.XMLPullParser) -> str:
    line = max((entry.line for entry in parser.error_log), default=0)
    return f"line {line}" if line else "the end of the file"
