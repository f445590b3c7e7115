"""One process of an attack, a fork: `-m tests.attacks.guessing DATABASE product|weak GUESSES` prints how many it answered."""

import sys

WEAK_LIMIT = 10


def main(database: str, variant: str, guesses: int) -> int:
    """Guesses as often as asked at the account "nan-nhan"; gives how many guesses were compared with its password."""
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    from liemchinh.access import throttling
    from liemchinh.access.signing_in import check_password

    if variant == "weak":
        throttling.take = _in_this_process_alone(throttling.TooMany)  # type: ignore[assignment]
    answered = 0
    for number in range(guesses):
        try:
            check_password("nan-nhan", f"đoán lần {number}", address="10.0.0.9")
            answered += 1
        except throttling.TooMany:
            pass
    return answered


def _in_this_process_alone(too_many: type[Exception]) -> object:
    """The weak variant: a counter in the memory of each process, as a cache that is not shared would be."""
    from datetime import timedelta

    count = 0

    def take(counters: object) -> None:
        nonlocal count
        count += 1
        if count > WEAK_LIMIT:
            raise too_many(timedelta(minutes=15))

    return take


if __name__ == "__main__":
    print(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
