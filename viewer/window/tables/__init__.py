"""The tables of the window: routings, changeovers, the calendar, the plan and orders, to be typed and pasted into."""

from viewer.window.tables.page import Tables

__all__ = ["Tables"]
