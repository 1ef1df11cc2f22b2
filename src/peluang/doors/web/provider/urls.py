"""Everything under /lembaga/: each capability keeps its own list; this one joins them."""

from .classes.urls import urlpatterns as classes
from .findings.urls import urlpatterns as findings
from .offerings.urls import urlpatterns as offerings
from .requests.urls import urlpatterns as requests

app_name = "provider"
urlpatterns = [
    *offerings,
    *classes,
    *findings,
    *requests,
]
