"""Days on which the city hall is open: no Saturday, Sunday, national holiday or turn of the year."""

import datetime

import jpholiday

DAY = datetime.timedelta(days=1)
SATURDAY = 5


def is_open_day(on: datetime.date) -> bool:
    """Tell whether the city hall is open (specification 4(3)); closed from 29 December to 3 January."""
    is_turn_of_year = (on.month, on.day) >= (12, 29) or (on.month, on.day) <= (1, 3)
    return on.weekday() < SATURDAY and not is_turn_of_year and not jpholiday.is_holiday(on)


def open_day_by(on: datetime.date) -> datetime.date:
    """Return a day itself if it is open, else the last open day before it."""
    while not is_open_day(on):
        on -= DAY
    return on


def open_day_from(on: datetime.date) -> datetime.date:
    """Return a day itself if it is open, else the first open day after it."""
    while not is_open_day(on):
        on += DAY
    return on


def open_days_between(start: datetime.date, end: datetime.date) -> int:
    """Return how many open days lie after `start` up to `end`."""
    return sum(is_open_day(start + number * DAY) for number in range(1, (end - start).days + 1))


def last_start_over(limit: int, on: datetime.date) -> datetime.date:
    """Return the last day since which more than `limit` open days have gone by on a day."""
    day, count = on, 0
    while True:
        count += is_open_day(day)
        day -= DAY
        if count > limit:
            return day
