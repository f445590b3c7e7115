"""An office's own definitions, built through screens: sections, sentences, tables; kept as drafts, published as numbered editions."""
