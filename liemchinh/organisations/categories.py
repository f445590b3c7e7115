"""Categories of organisations, as the charter's `kinds.toml` names them, where several rooms ask for more than one at once."""

BRANCHES = ("branch", "grassroots_branch")
GRASSROOTS = ("grassroots_branch", "grassroots_committee")
