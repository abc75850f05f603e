from ansible.module_utils.common.text.converters import to_text

BOOLEANS_TRUE = frozenset(('y', 'yes', 'on', '1', 'true', 't', 1, 1.0, True))
BOOLEANS_FALSE = frozenset(('n', 'no', 'off', '0', 'false', 'f', 0, 0.0, False))
BOOLEANS = BOOLEANS_TRUE | BOOLEANS_FALSE


def boolean(value, strict=True):
    if isinstance(value, bool):
        return value
    word = to_text(value).lower().strip() if isinstance(value, (str, bytes)) else value
    if word in BOOLEANS_TRUE:
        return True
    if word in BOOLEANS_FALSE or not strict:
        return False
    raise TypeError("'%s' is no boolean. These are: %s" % (to_text(value), ', '.join(map(repr, BOOLEANS))))
