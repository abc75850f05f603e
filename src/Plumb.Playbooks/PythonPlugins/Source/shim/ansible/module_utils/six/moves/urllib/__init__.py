from urllib import error, parse, request  # noqa: F401
