import builtins  # noqa: F401
import configparser  # noqa: F401
import queue  # noqa: F401
from functools import reduce  # noqa: F401
from io import StringIO  # noqa: F401
from itertools import filterfalse, zip_longest  # noqa: F401

filter, map, range, zip, input = filter, map, range, zip, input
xrange = range
