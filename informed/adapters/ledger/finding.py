"""Finding rows of the list by tokens of the blind index, fast for a rare name among a million records and for a common one.

A rare token leads to its few records, which are then sorted. Behind a common one are too many to sort, and for the same reason
the newest of them are near the beginning of the list: so the list is walked, newest first. Each query is written so that neither
engine can turn it into the other.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Subquery, bindparam, exists, func, select

from informed.adapters import database as db

#: From so many records on a token is common. To look at so many takes about as long as to walk past the records between fifty
#: of them in a list of a million.
COMMON = 5_000

_OF_TOKEN = select(db.search_tokens.c.record).where(db.search_tokens.c.token == bindparam("token"))
_COUNT = db.Compiled(select(func.count()).select_from(_OF_TOKEN.limit(bindparam("most", type_=Integer)).subquery()))


def by_rarity(connection: Connection, tokens: Iterable[bytes]) -> list[tuple[int, bytes]]:
    """Tokens with the number of their records (`COMMON` at most), the rarest first."""

    def number(token: bytes) -> int:
        return int(_COUNT.run(connection, {"token": token, "most": COMMON}).scalar_one())

    return sorted((number(token), token) for token in tokens)


def found(filters: Iterable[ColumnElement[bool]], tokens: Sequence[tuple[int, bytes]], limit: int) -> Subquery:
    """Record and opening of the newest rows of the index that pass the filters and have all tokens, which come by rarity."""
    of, table = db.search_tokens, db.record_index
    (count, rarest), *others = tokens
    rows = select(table.c.record, table.c.opened_at).where(*filters)
    if count >= COMMON:
        # Not "equal": PostgreSQL takes that for rare, reads the whole list and sorts it.
        return newest(rows.where(_number_of(tokens) >= len(tokens)), limit).subquery()
    rows = rows.join(of, of.c.record == table.c.record).where(
        of.c.token == rarest, *(_has(token) for _, token in others)
    )
    few = rows.limit(
        COMMON
    ).subquery()  # the limit leaves out nothing; without it this would be one query with the sorting
    return newest(select(few), limit, few).subquery()


def newest(rows: Select[Any], limit: int, of: Any = db.record_index) -> Select[Any]:
    """The newest of these rows, in order."""
    return rows.order_by(of.c.opened_at.desc(), of.c.record.desc()).limit(limit)


def _has(token: bytes) -> Any:
    other = db.search_tokens.alias()
    return exists().where(other.c.token == token, other.c.record == db.record_index.c.record)


def _number_of(tokens: Sequence[tuple[int, bytes]]) -> Any:
    """How many of these tokens a row has: asked row by row, since a number is no join."""
    other = db.search_tokens.alias()
    wanted = other.c.token.in_([token for _, token in tokens])
    return select(func.count()).where(wanted, other.c.record == db.record_index.c.record).scalar_subquery()
