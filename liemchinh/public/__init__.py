"""The public pages, a process of their own: what a citizen sends is sealed here and opened elsewhere. No account, no cookie, no script."""
