"""Votes against thresholds, in exact fractions: 2/3 of 10 is not reached by 6."""

from fractions import Fraction

from regulations.schema import Threshold


def meets(threshold: Threshold, votes_for: int, of: int) -> bool:
    """Whether so many votes of so many reach (>=) or pass (>) the threshold. Raises ValueError unless 0 <= votes_for <= of and of > 0."""
    if not 0 <= votes_for <= of or of == 0:
        raise ValueError(f"{votes_for} votes of {of} cannot be")
    share = Fraction(votes_for, of)
    return share > threshold.share if threshold.comparator == ">" else share >= threshold.share


def needed(threshold: Threshold, of: int) -> int:
    """The fewest votes that meet the threshold of so many."""
    return next(votes for votes in range(of + 1) if meets(threshold, votes, of))
