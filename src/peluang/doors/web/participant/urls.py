"""Everything under /saya/: each capability keeps its own list; this one joins them."""

from __future__ import annotations

from .competency.urls import urlpatterns as competency
from .cv.urls import urlpatterns as cv
from .data.urls import urlpatterns as data
from .found.urls import urlpatterns as found
from .inbox.urls import urlpatterns as inbox
from .journey.urls import urlpatterns as journey
from .learning.urls import urlpatterns as learning
from .profile.urls import urlpatterns as profile
from .programme.urls import urlpatterns as programme
from .registration.urls import urlpatterns as registration
from .roles.urls import urlpatterns as roles
from .searches.urls import urlpatterns as searches
from .start.urls import urlpatterns as start
from .work.urls import urlpatterns as work

app_name = "participant"
urlpatterns = [
    *registration,
    *profile,
    *cv,
    *start,
    *programme,
    *data,
    *inbox,
    *learning,
    *competency,
    *roles,
    *work,
    *searches,
    *found,
    *journey,
]
