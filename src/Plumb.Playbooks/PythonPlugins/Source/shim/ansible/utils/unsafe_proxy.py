"""Text that is never a template, whatever it looks like."""


class AnsibleUnsafe:
    __UNSAFE__ = True


class AnsibleUnsafeText(str, AnsibleUnsafe):
    pass


class AnsibleUnsafeBytes(bytes, AnsibleUnsafe):
    pass


def wrap_var(v):
    if isinstance(v, AnsibleUnsafe) or v is None:
        return v
    if isinstance(v, str):
        return AnsibleUnsafeText(v)
    if isinstance(v, bytes):
        return AnsibleUnsafeBytes(v)
    if isinstance(v, dict):
        return {wrap_var(key): wrap_var(item) for key, item in v.items()}
    if isinstance(v, (list, tuple, set)):
        return type(v)(wrap_var(item) for item in v)
    return v


def to_unsafe_text(value):
    return wrap_var(str(value))


def to_unsafe_bytes(value):
    return wrap_var(value.encode('utf-8') if isinstance(value, str) else value)
