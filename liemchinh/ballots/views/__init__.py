"""Pages of secret votes: the office's, the voter's."""
