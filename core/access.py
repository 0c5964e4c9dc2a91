from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Refuse kindly, with the page for 403, what this person sees but may not do."""
    if not allowed:
        raise PermissionDenied
