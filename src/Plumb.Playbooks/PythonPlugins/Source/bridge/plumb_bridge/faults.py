"""Exceptions as the controller hears of them, and its own as plugins do."""

import traceback


def described(fault):
    return {
        'class': _class_name(type(fault)),
        'kind': _kind(fault),
        'message': _message(fault),
        'result': _result(fault),
        'trace': ''.join(traceback.format_exception(type(fault), fault, fault.__traceback__)),
    }


def raised(described_fault):
    """The exception that a fault of the controller is for plugins."""
    from ansible import errors
    kinds = {
        'undefined': errors.AnsibleUndefinedVariable,
        'lookup': errors.AnsibleLookupError,
        'filter': errors.AnsibleFilterError,
        'connection': errors.AnsibleConnectionFailure,
        'file': errors.AnsibleFileNotFound,
    }
    message = described_fault['message']
    return KeyError(message) if described_fault['kind'] == 'key' else kinds.get(described_fault['kind'], errors.AnsibleError)(message)


def _class_name(kind):
    return kind.__name__ if kind.__module__ in ('builtins', '__main__') else '%s.%s' % (kind.__module__, kind.__qualname__)


def _message(fault):
    message = getattr(fault, 'message', None)
    try:
        return message if isinstance(message, str) else str(fault)
    except Exception:
        return repr(fault)


def _kind(fault):
    try:
        from ansible import errors
    except ImportError:
        # An installation that lacks what it needs itself.
        return 'import'
    if any(base.__name__ == 'UndefinedError' and base.__module__.startswith('jinja2') for base in type(fault).__mro__):
        return 'undefined'
    for kind, of in (('undefined', 'AnsibleUndefinedVariable'), ('lookup', 'AnsibleLookupError'), ('options', 'AnsibleOptionsError'),
                     ('filter', 'AnsibleFilterError'), ('skip', 'AnsibleActionSkip'), ('parser', 'AnsibleParserError'),
                     ('connection', 'AnsibleConnectionFailure'), ('file', 'AnsibleFileNotFound'), ('error', 'AnsibleError')):
        if isinstance(fault, getattr(errors, of)):
            return kind
    return 'import' if isinstance(fault, ImportError) else 'python'


def _result(fault):
    from plumb_bridge import values
    result = getattr(fault, 'result', None)
    return values.pack(result) if isinstance(result, dict) else None
