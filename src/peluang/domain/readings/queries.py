"""What pages that join several apps read. Readings never write."""

from .board import BoardRow, FrontPage, RegionRow, board, board_page, front_page, regions
from .country import ChainCounts, CountryNumbers, chain_counts, country_numbers
from .guidance import LIKES, NEAR_KM, Needed, Wanted, Way, wanted_near, way_to
from .hop import Hop, next_step, waiting
from .near import classes_near, vacancies_near
from .timeline import hops_of, timeline

__all__ = [
    "LIKES",
    "NEAR_KM",
    "BoardRow",
    "ChainCounts",
    "CountryNumbers",
    "FrontPage",
    "Hop",
    "Needed",
    "RegionRow",
    "Wanted",
    "Way",
    "board",
    "board_page",
    "chain_counts",
    "classes_near",
    "country_numbers",
    "front_page",
    "hops_of",
    "next_step",
    "regions",
    "timeline",
    "vacancies_near",
    "waiting",
    "wanted_near",
    "way_to",
]
