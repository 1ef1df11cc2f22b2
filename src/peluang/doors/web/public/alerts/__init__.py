"""The link in an alert: stop it without signing in; and the way to a link that got lost."""
