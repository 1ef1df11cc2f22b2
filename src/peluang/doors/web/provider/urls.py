"""Everything under /lembaga/: each capability keeps its own list; this one joins them."""

from .admission.urls import urlpatterns as admission
from .banks.urls import urlpatterns as banks
from .certificates.urls import urlpatterns as certificates
from .classes.urls import urlpatterns as classes
from .findings.urls import urlpatterns as findings
from .offerings.urls import urlpatterns as offerings
from .online.urls import urlpatterns as online
from .partners.urls import urlpatterns as partners
from .requests.urls import urlpatterns as requests
from .reviews.urls import urlpatterns as reviews
from .sanctions.urls import urlpatterns as sanctions
from .trainers.urls import urlpatterns as trainers
from .venues.urls import urlpatterns as venues

app_name = "provider"
urlpatterns = [
    *offerings,
    *banks,
    *classes,
    *certificates,
    *findings,
    *requests,
    *online,
    *partners,
    *reviews,
    *admission,
    *venues,
    *trainers,
    *sanctions,
]
