"""`leerlus national …`: the benchmark of a national host, from counts that municipalities released.

`exports` says what a municipality may send and refuses the rest; `engines` runs the queries where the counts are;
`benchmark` turns counts into shares with their intervals, beside what was to be expected. Nothing here knows a client
or a caseworker. The product works without: the engines are the extra `national` (requirements/national.txt).
"""
