"""What plugins for both Pythons still take from six."""

PY2 = False
PY3 = True
string_types = (str,)
integer_types = (int,)
class_types = (type,)
text_type = str
binary_type = bytes
MAXSIZE = 2 ** 63 - 1


def iteritems(d, **kw):
    return iter(d.items(**kw))


def iterkeys(d, **kw):
    return iter(d.keys(**kw))


def itervalues(d, **kw):
    return iter(d.values(**kw))


def u(s):
    return s


def b(s):
    return s.encode('latin-1')


def add_metaclass(metaclass):
    def wrapper(cls):
        body = {key: value for key, value in cls.__dict__.items() if key not in ('__dict__', '__weakref__')}
        return metaclass(cls.__name__, cls.__bases__, body)
    return wrapper


def with_metaclass(meta, *bases):
    return meta('temporary_class', bases or (object,), {})


def raise_from(value, from_value):
    raise value from from_value


def python_2_unicode_compatible(cls):
    return cls


def ensure_text(s, encoding='utf-8', errors='strict'):
    return s.decode(encoding, errors) if isinstance(s, bytes) else s


def ensure_str(s, encoding='utf-8', errors='strict'):
    return ensure_text(s, encoding, errors)


def ensure_binary(s, encoding='utf-8', errors='strict'):
    return s.encode(encoding, errors) if isinstance(s, str) else s
