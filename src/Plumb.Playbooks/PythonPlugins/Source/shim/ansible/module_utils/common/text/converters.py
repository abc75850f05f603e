"""Text and bytes, as plugins convert them."""

import json

_COMPOSED = (None, 'surrogate_or_replace', 'surrogate_or_strict', 'surrogate_then_replace')


def _errors(errors):
    return 'surrogateescape' if errors in _COMPOSED else errors


def _other(value, nonstring, convert):
    if nonstring == 'simplerepr':
        try:
            return convert(str(value))
        except UnicodeError:
            return convert(repr(value))
    if nonstring == 'passthru':
        return value
    if nonstring == 'empty':
        return convert('')
    if nonstring == 'strict':
        raise TypeError('obj must be a string type')
    raise TypeError("Invalid value %s for the parameter nonstring" % nonstring)


def to_bytes(obj, encoding='utf-8', errors=None, nonstring='simplerepr'):
    if isinstance(obj, bytes):
        return obj
    if not isinstance(obj, str):
        return _other(obj, nonstring, lambda text: to_bytes(text, encoding, errors))
    try:
        return obj.encode(encoding, _errors(errors))
    except UnicodeEncodeError:
        if errors not in (None, 'surrogate_then_replace', 'surrogate_or_replace'):
            raise
        return obj.encode('utf-8', 'surrogateescape').decode('utf-8', 'replace').encode(encoding, 'replace')


def to_text(obj, encoding='utf-8', errors=None, nonstring='simplerepr'):
    if isinstance(obj, str):
        return obj
    if not isinstance(obj, bytes):
        return _other(obj, nonstring, lambda text: text)
    return obj.decode(encoding, _errors(errors))


to_native = to_text


def jsonify(data, **options):
    return json.dumps(data, default=lambda value: sorted(value) if isinstance(value, (set, frozenset)) else to_text(value), **options)


def _converted(value, convert):
    if isinstance(value, (str, bytes)):
        return convert(value)
    if isinstance(value, dict):
        return {_converted(key, convert): _converted(item, convert) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_converted(item, convert) for item in value)
    return value


def container_to_bytes(d, encoding='utf-8', errors='surrogate_or_strict'):
    return _converted(d, lambda value: to_bytes(value, encoding, errors))


def container_to_text(d, encoding='utf-8', errors='surrogate_or_strict'):
    return _converted(d, lambda value: to_text(value, encoding, errors))
