"""What happened to clients: spells, their import, time to work (note 2.2, 5.2: job search and lasting placement).

`rules` is pure: it reads files and turns counts into a picture. `importing` moves a file into the database, `models`
keeps spells, `views_import` and `views_picture` show. May import `access`, `organisations`, `charts`, `statistics`.
"""
