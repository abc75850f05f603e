from collections.abc import *  # noqa: F401,F403
