"""Dates, days of the week and hours as a calendar spells them: `2026-05-01`, `Mon-Fri`, `06:00-14:00`.

No text here is a number to any reader of YAML, as a bare `14:00` is to one of version 1.1.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from layouts.spelling import Spelled

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""The days of the week in their order."""
MINUTE = 60.0
"""Seconds."""
DAY_MINUTES = 24 * 60

_HOURS = re.compile(r"(\d{1,2}):(\d\d) ?- ?(\d{1,2}):(\d\d)")
_SPAN = re.compile(r"([A-Z][a-z]{2})(?: ?- ?([A-Z][a-z]{2}))?")
_START = re.compile(r"(\d{4}-\d\d-\d\d) (\d{1,2}):(\d\d) (\S+)")


@dataclass(frozen=True, order=True)
class Hours(Spelled):
    """A part of a day: minutes after midnight; an `end` beyond 24 h is on the next day."""

    meaning: ClassVar[str] = "hours from one time of day to another"
    example: ClassVar[str] = "06:00-14:00"

    begin: int
    end: int

    @classmethod
    def spelled(cls, text: str) -> Self | None:
        """Read `06:00-14:00`; where the end is not later than the beginning, it is on the next day."""
        match = _HOURS.fullmatch(text)
        if match is None:
            return None
        first, last = (60 * int(match[group]) + int(match[group + 1]) for group in (1, 3))
        in_hour = int(match[2]) < 60 and int(match[4]) < 60
        if not in_hour or first >= DAY_MINUTES or last > DAY_MINUTES or first == last:
            return None
        return cls(first, last if last > first else last + DAY_MINUTES)

    def __str__(self) -> str:
        """Write the hours as in a file."""
        end = self.end if self.end <= DAY_MINUTES else self.end - DAY_MINUTES
        return f"{clock_time(self.begin)}-{clock_time(end)}"

    @property
    def seconds(self) -> float:
        """How long they are on a day without a change of the clocks."""
        return MINUTE * (self.end - self.begin)

    def within(self, shift: "Hours") -> "Hours":
        """Return the hours of a break counted from the day on which its shift begins."""
        later = DAY_MINUTES if self.begin < shift.begin else 0
        return Hours(self.begin + later, self.end + later)


def clock_time(minutes: int) -> str:
    """Write minutes after midnight: `06:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True)
class Days(Spelled):
    """Days of the week, by number from Monday (0), in the order of the week."""

    meaning: ClassVar[str] = "days of the week"
    example: ClassVar[str] = "Mon-Fri, or [Mon, Wed]"

    numbers: tuple[int, ...]
    spans: tuple[str, ...] = field(default=(), compare=False)
    """How they were typed."""

    @classmethod
    def decode(cls, value: Any) -> Self:
        """Read a span of days, or a list of spans.

        Raises:
            PydanticCustomError: for anything else.
        """
        listed = isinstance(value, list | tuple) and value and all(isinstance(each, str) for each in value)
        return super().decode(", ".join(value) if listed else value)

    @classmethod
    def spelled(cls, text: str) -> Self | None:
        """Read `Mon-Fri`, or several spans with commas."""
        spans = [span.strip() for span in text.split(",")]
        numbers: set[int] = set()
        for span in spans:
            match = _SPAN.fullmatch(span)
            if match is None or not {match[1], match[2] or match[1]} <= set(WEEK):
                return None
            first, last = WEEK.index(match[1]), WEEK.index(match[2] or match[1])
            numbers |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
        return cls(tuple(sorted(numbers)), tuple(spans))

    def written(self) -> str | list[str]:
        """Write the days as in a file: one span, or a list."""
        spans = list(self.spans) or [WEEK[number] for number in self.numbers]
        return spans[0] if len(spans) == 1 else spans

    def __str__(self) -> str:
        """Write the days in one text."""
        written = self.written()
        return written if isinstance(written, str) else ", ".join(written)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form and the list."""
        span = {"type": "string", "examples": ["Mon-Fri", "Sat"]}
        return {"anyOf": [span, {"type": "array", "items": span}], "description": cls.meaning}


@dataclass(frozen=True)
class Day(Spelled):
    """A date, held as in ISO 8601."""

    meaning: ClassVar[str] = "a date"
    example: ClassVar[str] = "2026-05-01"

    text: str

    @classmethod
    def spelled(cls, text: str) -> Self | None:
        """Read `2026-05-01`."""
        return cls(text) if _date(text) else None

    @property
    def date(self) -> date:
        """The date."""
        return date.fromisoformat(self.text)

    def __str__(self) -> str:
        """Write the date as in a file."""
        return self.text


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Start(Spelled):
    """The moment of simulated time 0: a local time with its zone."""

    meaning: ClassVar[str] = "date, time of day and time zone"
    example: ClassVar[str] = "2026-03-02 06:00 Europe/Berlin"

    day: str
    minutes: int
    zone: str

    @classmethod
    def spelled(cls, text: str) -> Self | None:
        """Read `2026-03-02 06:00 Europe/Berlin`."""
        match = _START.fullmatch(text)
        if match is None or _date(match[1]) is None or int(match[2]) > 23 or int(match[3]) > 59:
            return None
        return cls(match[1], 60 * int(match[2]) + int(match[3]), match[4]) if _is_zone(match[4]) else None

    @property
    def local(self) -> datetime:
        """The moment in its zone."""
        begin = datetime.combine(date.fromisoformat(self.day), datetime.min.time(), ZoneInfo(self.zone))
        return begin + timedelta(minutes=self.minutes)

    def seconds(self, local: datetime) -> float:
        """Return the real seconds from the start to a local time of the same zone, given without a zone."""
        there = local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)
        return (there - self.local.astimezone(UTC)).total_seconds()

    def at(self, seconds: float) -> datetime:
        """Return the local moment that many real seconds after the start."""
        return (self.local.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(ZoneInfo(self.zone))

    def __str__(self) -> str:
        """Write the moment as in a file."""
        return f"{self.day} {clock_time(self.minutes)} {self.zone}"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
