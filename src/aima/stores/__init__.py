"""Everything that persists, behind one protocol a store; adapters are chosen in `stores.open` alone."""
