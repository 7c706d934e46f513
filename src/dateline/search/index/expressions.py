"""Conditions on the lexemes of a story, and how SQLite's FTS5 and PostgreSQL write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Lexemes:
    """One lexeme, or several one after another."""

    lexemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The first holds and the second does not."""

    wanted: Expression
    excluded: Expression


Expression: TypeAlias = Lexemes | AllOf | AnyOf | Without


def all_of(*parts: Expression) -> Expression:
    """Return the condition that all parts hold; there must be one at least."""
    return parts[0] if len(parts) == 1 else AllOf(parts)


def any_of(*parts: Expression) -> Expression:
    """Return the condition that one part holds; there must be one at least."""
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def to_fts5(expression: Expression) -> str:
    """Return the condition in FTS5's language. Every lexeme is quoted, so none is an operator."""
    match expression:
        case Lexemes(lexemes):
            return " + ".join(f'"{lexeme}"' for lexeme in lexemes)
        case AllOf(parts):
            return "(" + " AND ".join(map(to_fts5, parts)) + ")"
        case AnyOf(parts):
            return "(" + " OR ".join(map(to_fts5, parts)) + ")"
        case Without(wanted, excluded):
            return f"({to_fts5(wanted)} NOT {to_fts5(excluded)})"


def to_tsquery(expression: Expression) -> str:
    """Return the condition as PostgreSQL's tsquery. Lexemes have no quotes in them."""
    match expression:
        case Lexemes(lexemes):
            written = " <-> ".join(f"'{lexeme}'" for lexeme in lexemes)
            return written if len(lexemes) == 1 else f"({written})"
        case AllOf(parts):
            return "(" + " & ".join(map(to_tsquery, parts)) + ")"
        case AnyOf(parts):
            return "(" + " | ".join(map(to_tsquery, parts)) + ")"
        case Without(wanted, excluded):
            return f"({to_tsquery(wanted)} & !{to_tsquery(excluded)})"
