"""The public files of an allocation, as plain CSV: classes, reserves, wishes, result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import polars as pl

from .allocating import Allocation
from .market import Market, MarketError, class_lines, reserve_lines, wish_lines

CLASSES_HEADER = "class,seats"
RESERVES_HEADER = "class,regency,seats"
WISHES_HEADER = "person,regency,rank,class,points"
RESULT_HEADER = "person,class,rank,seat"
_LONGEST_ID = 64


def read_market(classes: Path, reserves: Path | None, wishes: Path) -> Market:
    """Regencies as in any of our tables: 33.20 or 3320. Raises MarketError, saying which file is wrong and how."""
    seats = _read(classes, CLASSES_HEADER, {"class": pl.String, "seats": pl.Int32})
    wanted = _read(wishes, WISHES_HEADER, {
        "person": pl.String, "regency": pl.String, "rank": pl.Int32, "class": pl.String, "points": pl.Int16,
    }).sort("person", "rank")  # fmt: skip
    kept = (
        _read(reserves, RESERVES_HEADER, {"class": pl.String, "regency": pl.String, "seats": pl.Int32})
        if reserves
        else pl.DataFrame(schema={"class": pl.String, "regency": pl.String, "seats": pl.Int32})
    )
    numbers = seats.select("class").with_row_index("number")
    person = wanted.group_by("person", maintain_order=True).agg(
        pl.len().alias("count"), pl.col("regency").first(), pl.col("regency").n_unique().alias("homes"),
        pl.col("rank").first().alias("lowest"), pl.col("rank").last().alias("highest"),
        pl.col("rank").n_unique().alias("ranks"),
    )  # fmt: skip
    odd = person.filter(pl.col("homes") > 1)
    if len(odd):
        raise MarketError(f"{wishes.name}: {odd['person'][0]} lives in two regencies")
    odd = person.filter(
        (pl.col("ranks") != pl.col("count")) | (pl.col("lowest") != 1) | (pl.col("highest") != pl.col("count"))
    )
    if len(odd):
        raise MarketError(f"{wishes.name}: the wishes of {odd['person'][0]} are not numbered 1, 2, 3, …")
    return Market(
        people=_ids(person["person"], wishes), regency=_regencies(person["regency"], wishes),
        classes=_ids(seats["class"], classes), seats=seats["seats"].to_numpy(),
        first=np.concatenate([[0], np.cumsum(person["count"].to_numpy(), dtype=np.int64)]).astype(np.int64),
        wish=_positions(wanted, numbers, wishes), points=wanted["points"].to_numpy(),
        reserve_class=_positions(kept, numbers, reserves), reserve_regency=_regencies(kept["regency"], reserves),
        reserve_seats=kept["seats"].to_numpy(),
    )  # fmt: skip


def write_classes(path: Path, market: Market) -> None:
    _write(path, CLASSES_HEADER, sorted(class_lines(market)))


def write_reserves(path: Path, market: Market) -> None:
    _write(path, RESERVES_HEADER, sorted(reserve_lines(market)))


def write_wishes(path: Path, market: Market) -> None:
    """Sorted, so that the file does not show who came first."""
    _write(path, WISHES_HEADER, sorted(wish_lines(market)))


def write_result(path: Path, result: Allocation) -> None:
    _write(path, RESULT_HEADER, sorted(result_lines(result)))


def result_lines(result: Allocation) -> Iterator[bytes]:
    """person,class,rank,seat (kept, open); without a class: person,,0,none"""
    names = [*result.market.classes.tolist(), b""]
    rows = zip(
        result.market.people.tolist(), result.given.tolist(), result.rank.tolist(), result.kept.tolist(), strict=True
    )
    for person, given, rank, kept in rows:
        seat = b"none" if given < 0 else (b"kept" if kept else b"open")
        yield b"%b,%b,%d,%b" % (person, names[given], rank, seat)


def as_text(header: str, lines: Iterable[bytes]) -> str:
    """A whole file, sorted, as it is published."""
    return header + "\n" + "".join(line.decode() + "\n" for line in sorted(lines))


def _read(path: Path, header: str, types: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    with path.open("rb") as file:
        found = file.readline().decode("utf-8-sig", "replace").strip()
    if found != header:
        raise MarketError(f"{path.name}: the first line must be {header}")
    try:
        table = pl.read_csv(path, schema=types, comment_prefix="#")
    except (pl.exceptions.PolarsError, ValueError) as error:
        raise MarketError(f"{path.name}: {str(error).splitlines()[0]}") from error
    empty = [name for name in table.columns if table[name].null_count()]
    if empty:
        raise MarketError(f"{path.name}: a row has no {empty[0]}")
    return table


def _ids(column: pl.Series, path: Path) -> np.ndarray:
    longest = column.str.len_bytes().max()
    if longest is not None and int(longest) > _LONGEST_ID:  # type: ignore[arg-type]
        raise MarketError(f"{path.name}: an id is longer than {_LONGEST_ID} letters")
    return np.array([each.encode() for each in column.to_list()], dtype="S") if len(column) else np.array([], "S1")


def _regencies(column: pl.Series, path: Path | None) -> np.ndarray:
    numbers = column.str.replace(".", "", literal=True).cast(pl.Int32, strict=False)
    if numbers.null_count():
        raise MarketError(f"{path.name if path else 'reserves'}: a regency is not a code such as 33.20")
    return numbers.to_numpy()


def _positions(rows: pl.DataFrame, numbers: pl.DataFrame, path: Path | None) -> np.ndarray:
    found = rows.join(numbers, on="class", how="left", maintain_order="left")["number"]
    if found.null_count():
        missing = rows["class"].filter(found.is_null())[0]
        raise MarketError(f"{path.name if path else 'reserves'}: there is no class {missing}")
    return found.cast(pl.Int32).to_numpy()


def _write(path: Path, header: str, lines: list[bytes]) -> None:
    with path.open("wb") as file:
        file.write(header.encode() + b"\n")
        for start in range(0, len(lines), 10_000):
            file.write(b"\n".join(lines[start : start + 10_000]) + b"\n")
