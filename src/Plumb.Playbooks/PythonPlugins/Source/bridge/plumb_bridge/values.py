"""Values as JSON: what JSON has no word for is an object whose one mark tells its kind."""

import base64
import datetime
import math
from collections.abc import Iterable, Mapping, Sequence, Set

MARK = '\x01'


def unpack(found):
    """Called by the reader for every object, the inner ones first."""
    if MARK not in found:
        return found
    return _READERS[found[MARK]](found.get('v'))


def pack(value):
    kind = type(value)
    if value is None or kind is str or kind is bool or kind is int:
        return value
    if kind is list:
        return [pack(item) for item in value]
    if kind is dict:
        return _packed_dict(value)
    return _packed_other(value)


def _packed_dict(value):
    if MARK in value or any(type(key) is not str for key in value):
        return _marked('dict', [[_packed_key(key), pack(item)] for key, item in value.items()])
    return {key: pack(item) for key, item in value.items()}


def _packed_key(key):
    return str.__str__(key) if isinstance(key, str) else pack(key)


def _marked(kind, content):
    return {MARK: kind, 'v': content}


def _packed_other(value):
    if isinstance(value, str):
        text = str.__str__(value)
        if hasattr(value, '__html__'):
            return _marked('markup', text)
        return _marked('unsafe', text) if getattr(value, '__UNSAFE__', False) else text
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else _marked('float', str(float(value)))
    if isinstance(value, (bytes, bytearray)):
        return _marked('bytes', base64.b64encode(value).decode('ascii'))
    if isinstance(value, tuple):
        return _marked('tuple', [pack(item) for item in value])
    if hasattr(value, 'packed'):
        return value.packed()
    if getattr(value, 'yaml_tag', None) == '!vault':
        envelope = value._ciphertext
        return _marked('vault', envelope.decode('utf-8') if isinstance(envelope, bytes) else envelope)
    if hasattr(value, '_undefined_hint'):
        return _marked('undefined', [value._undefined_hint, _text_or_none(value._undefined_name)])
    return _packed_by_shape(value)


def _packed_by_shape(value):
    for kind, of in (('datetime', datetime.datetime), ('date', datetime.date), ('time', datetime.time)):
        if isinstance(value, of):
            return _marked(kind, value.isoformat())
    if isinstance(value, datetime.timedelta):
        return _marked('timedelta', [value.days, value.seconds, value.microseconds])
    if isinstance(value, Mapping):
        return _packed_dict(dict(value))
    if isinstance(value, (set, frozenset)):
        return _marked('set', [pack(item) for item in value])
    if isinstance(value, (Sequence, Set, Iterable)) and not isinstance(value, type):
        return [pack(item) for item in value]
    return str(value)


def _text_or_none(name):
    return name if isinstance(name, str) else None


def _hashable(value):
    return tuple(_hashable(item) for item in value) if isinstance(value, list) else value


def _undefined(content):
    from plumb_bridge import surroundings
    return surroundings.undefined(*content)


def _unsafe(text):
    from ansible.utils.unsafe_proxy import wrap_var
    return wrap_var(text)


def _vaulted(envelope):
    from plumb_bridge import surroundings
    return surroundings.vaulted(envelope)


def _remote(handle):
    from plumb_bridge.remote import RemoteMapping
    return RemoteMapping(handle)


def _markup(text):
    from markupsafe import Markup
    return Markup(text)


_READERS = {
    'tuple': tuple,
    'set': lambda items: {_hashable(item) for item in items},
    'dict': lambda pairs: {_hashable(key): item for key, item in pairs},
    'bytes': base64.b64decode,
    'float': float,
    'date': datetime.date.fromisoformat,
    'datetime': datetime.datetime.fromisoformat,
    'time': datetime.time.fromisoformat,
    'timedelta': lambda parts: datetime.timedelta(*parts),
    'range': lambda parts: range(*parts),
    'undefined': _undefined,
    'unsafe': _unsafe,
    'vault': _vaulted,
    'map': _remote,
    'markup': _markup,
}
