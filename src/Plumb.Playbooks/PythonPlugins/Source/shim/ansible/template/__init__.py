"""Templates are the controller's; plugins have it render them."""

from contextlib import contextmanager

from ansible.module_utils.common.collections import is_sequence
from plumb_bridge import channels

try:
    from jinja2.exceptions import UndefinedError
    from jinja2.runtime import StrictUndefined
except ImportError:
    class UndefinedError(Exception):
        pass

    UndefinedError.__module__ = 'jinja2.exceptions'

    class StrictUndefined:
        """Something that is not there: to use it is a fault."""

        def __init__(self, hint=None, obj=None, name=None, exc=UndefinedError):
            self._undefined_hint = hint
            self._undefined_name = name

        def _fail(self, *_, **__):
            raise UndefinedError(self._undefined_hint or '%r is undefined' % self._undefined_name)

        __iter__ = __str__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = __contains__ = __call__ = _fail
        __add__ = __radd__ = __sub__ = __mul__ = __truediv__ = __mod__ = __int__ = __float__ = __lt__ = __gt__ = __le__ = __ge__ = _fail


class AnsibleUndefined(StrictUndefined):
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return self

    def __getitem__(self, key):
        return self

    def __repr__(self):
        return 'AnsibleUndefined(hint=%r)' % self._undefined_hint


def is_template(data, jinja_env=None):
    return isinstance(data, str) and any(mark in data for mark in ('{{', '{%', '{#'))


class Templar:
    def __init__(self, loader=None, variables=None, **_):
        self._loader = loader
        self._available_variables = {} if variables is None else variables

    @property
    def environment(self):
        return _environment()

    @property
    def available_variables(self):
        return self._available_variables

    @available_variables.setter
    def available_variables(self, variables):
        self._available_variables = variables

    @contextmanager
    def set_temporary_context(self, **context):
        before = self._available_variables
        if context.get('available_variables') is not None:
            self._available_variables = context['available_variables']
        try:
            yield
        finally:
            self._available_variables = before

    def copy_with_new_env(self, environment_class=None, **context):
        return Templar(self._loader, context.get('available_variables') or self._available_variables)

    def template(self, variable, convert_bare=False, preserve_trailing_newlines=True, escape_backslashes=True, fail_on_undefined=True,
                 overrides=None, convert_data=True, static_vars=None, cache=None, disable_lookups=False):
        if convert_bare and isinstance(variable, str) and variable.split('.')[0].split('[')[0] in self._available_variables:
            variable = '{{%s}}' % variable
        return channels.ask('template', variable, self._available_variables)

    do_template = template

    def is_template(self, data):
        if isinstance(data, dict):
            return any(self.is_template(item) for pair in data.items() for item in pair)
        return any(self.is_template(item) for item in data) if is_sequence(data) else is_template(data)

    def is_possibly_template(self, data):
        return is_template(data)


def _environment():
    """What filters get that ask for the environment of templates; it needs Jinja here."""
    from jinja2.nativetypes import NativeEnvironment
    return NativeEnvironment(undefined=AnsibleUndefined, trim_blocks=True)
