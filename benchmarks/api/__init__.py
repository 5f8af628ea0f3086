"""How many requests a second ``nd30 serve`` answers, measured from outside by wrk."""
