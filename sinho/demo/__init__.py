"""The demo district: Sìn Hồ in 2009 with the real names of its communes and made-up people, villages and figures.

`data/` says what there is; the modules make rows of it, the same ones on every run:
`plan` (what the life of an organisation is made of), `agencies` and `communes` (the organisations and villages),
`register` (writes them), `people`, `officers`, `accounts`, `years` (what the campaigns shall look like), `campaigns`,
`cells`, `course` (the way of one sheet), `contents` (what stands in it), `trail` and `log` (who did what when),
`loading` (all of it in one transaction).
"""
