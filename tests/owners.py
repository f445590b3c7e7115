"""What no test needs to own, each with its reason. Everything else that is found in the source must be used by a test."""

# Model, writing function, kind of act or address → why no test of its own.
EXEMPT: dict[str, str] = {
    "digest_of": "writes nothing; what it recognises is tested where a file is imported twice and where a run is taken up",
    "require_import": "writes nothing; refused and passed through every service of imports (tests/permissions_of_rooms.py)",
}
