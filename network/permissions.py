from accounts.models import Role, User
from network.models import KEEPS_REGISTRY


def keeps_registry(user: User) -> bool:
    """Whether this user reads and keeps the registry of an organisation."""
    return user.has_role(*KEEPS_REGISTRY)


def registries_of(user: User) -> dict[int, str]:
    """The organisations whose registry this user keeps: key and name."""
    return {
        membership.organisation_id: membership.organisation.name
        for membership in user.memberships_now
        if membership.role in KEEPS_REGISTRY
    }


def role_ground(user: User, organisation_id: int | None) -> str:
    """Why this user may read a registry, or numbers about it, as the log says it."""
    return next(
        (
            f"role {membership.role}"
            for membership in user.memberships_now
            if membership.role in (*KEEPS_REGISTRY, Role.MANAGER)
            and organisation_id in (None, membership.organisation_id)
        ),
        "role",
    )
