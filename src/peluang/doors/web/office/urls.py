"""Everything under /kantor/: each capability keeps its own list; this one joins them."""

from .payments.urls import urlpatterns as payments
from .programme.urls import urlpatterns as programme
from .trainings.urls import urlpatterns as trainings

app_name = "office"
urlpatterns = [
    *trainings,
    *programme,
    *payments,
]
