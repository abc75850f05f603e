from collections.abc import Hashable, Iterable, Mapping, MutableMapping, Sequence  # noqa: F401


def is_string(seq):
    return isinstance(seq, (str, bytes))


def is_iterable(seq, include_strings=False):
    if not include_strings and is_string(seq):
        return False
    try:
        iter(seq)
    except TypeError:
        return False
    return True


def is_sequence(seq, include_strings=False):
    return isinstance(seq, Sequence) and (include_strings or not is_string(seq))
