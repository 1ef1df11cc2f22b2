"""Put what the components need into a Jinja environment: `install(env)`."""

from __future__ import annotations

from jinja2 import Environment

from peluang.doors.web.ui import charts, formats, links
from peluang.doors.web.ui import map as province_maps

FILTERS = (
    formats.rupiah,
    formats.rupiah_short,
    formats.number_id,
    formats.percent,
    formats.km,
    formats.counted,
    formats.date_id,
    formats.date_short,
    formats.datetime_id,
    formats.clock_id,
    formats.relative_day,
    links.own_links,
)
GLOBALS = (
    formats.range_rupiah,
    charts.chart_bars,
    charts.chart_line,
    charts.chart_funnel,
    charts.chart_dots,
    charts.sparkline,
    province_maps.province_map,
)


def install(env: Environment) -> None:
    """Register the format filters and the plot functions under their own names."""
    env.filters.update({function.__name__: function for function in FILTERS})
    env.globals.update({function.__name__: function for function in GLOBALS})
