"""Everything under /kantor/: each capability keeps its own list; this one joins them."""

from .allocation.urls import urlpatterns as allocation
from .certificates.urls import urlpatterns as certificates
from .curation.urls import urlpatterns as curation
from .equivalence.urls import urlpatterns as equivalence
from .feeds.urls import urlpatterns as feeds
from .institutions.urls import urlpatterns as institutions
from .payments.urls import urlpatterns as payments
from .programme.urls import urlpatterns as programme
from .reviews.urls import urlpatterns as reviews
from .supply.urls import urlpatterns as supply
from .trainings.urls import urlpatterns as trainings

app_name = "office"
urlpatterns = [
    *trainings,
    *curation,
    *equivalence,
    *reviews,
    *programme,
    *allocation,
    *payments,
    *institutions,
    *supply,
    *feeds,
    *certificates,
]
