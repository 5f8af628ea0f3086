"""What people and programs can do here: plain functions, each with an explicit actor, that join the engines.

A handler of the web, the API or the command line parses, calls one of these and answers. Nothing here knows of HTTP.
"""
