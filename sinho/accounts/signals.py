"""Facts about accounts that the audit log, which stands above this package, listens to."""

from django.dispatch import Signal

password_changed = Signal()
