# A sentence nobody knows fails with its file and line.
today is 2026-11-20
the moon is made of green cheese
