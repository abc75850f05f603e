"""Plugins with options: each says in its documentation what it takes, and from where."""

import os

from ansible.errors import AnsibleError, AnsibleRequiredOptionError
from ansible.module_utils.parsing.convert_bool import boolean
from plumb_bridge import channels


class AnsiblePlugin:
    allow_extras = False

    def __init__(self):
        self._options = {}
        self._load_name = getattr(self, '_load_name', '')
        self._defs = None

    @property
    def option_definitions(self):
        if self._defs is None:
            self._defs = _definitions(self)
        return self._defs

    def get_option(self, option, hostvars=None):
        if option not in self._options:
            definition = self.option_definitions.get(option)
            if definition is None:
                raise KeyError('Requested entry (plugin: %s, setting: %s) was not defined in configuration.' % (self._load_name, option))
            self._options[option] = _value(option, definition, hostvars or {}, {}, self._load_name)
        return self._options[option]

    def get_options(self, hostvars=None):
        return {option: self.get_option(option, hostvars) for option in self.option_definitions}

    def set_option(self, option, value):
        self._options[option] = value

    def set_options(self, task_keys=None, var_options=None, direct=None):
        for option, definition in self.option_definitions.items():
            self._options[option] = _value(option, definition, var_options or {}, direct or {}, self._load_name)
        for option, value in (direct or {}).items():
            if self.allow_extras and option not in self._options:
                self._options[option] = value

    def has_option(self, option):
        return option in self._options or option in self.option_definitions


def _definitions(plugin):
    documentation = getattr(__import__('sys').modules[type(plugin).__module__], 'DOCUMENTATION', None)
    if not documentation:
        return {}
    read = channels.ask('yaml', documentation, type(plugin).__module__)
    return (read or {}).get('options') or {}


def _value(option, definition, variables, direct, plugin):
    for name in [option] + [alias for alias in definition.get('aliases') or []]:
        if name in direct:
            return _converted(direct[name], definition)
    for source in reversed(definition.get('vars') or []):
        if source['name'] in variables:
            return _converted(variables[source['name']], definition)
    for source in reversed(definition.get('env') or []):
        if source['name'] in os.environ:
            return _converted(os.environ[source['name']], definition)
    for source in definition.get('ini') or []:
        found = channels.ask('ini', source['section'], source['key'])
        if found is not None:
            return _converted(found, definition)
    if definition.get('required') and definition.get('default') is None:
        raise AnsibleRequiredOptionError("No setting was provided for required configuration plugin_type: %s setting: %s" % (plugin, option))
    return _converted(definition.get('default'), definition)


def _converted(value, definition):
    kind = definition.get('type')
    if value is None:
        return None
    try:
        if kind in ('bool', 'boolean'):
            value = boolean(value, strict=False)
        elif kind in ('int', 'integer'):
            value = int(value)
        elif kind == 'float':
            value = float(value)
        elif kind == 'list' and isinstance(value, str):
            value = [item.strip() for item in value.split(',')]
        elif kind in ('pathlist', 'pathspec') and isinstance(value, str):
            value = [os.path.expanduser(item) for item in value.split(',' if kind == 'pathlist' else os.pathsep)]
        elif kind == 'path':
            value = os.path.expanduser(value)
        elif kind in ('str', 'string'):
            value = str(value) if not isinstance(value, str) else value
    except (TypeError, ValueError) as fault:
        raise AnsibleError('Invalid type for configuration option: %s' % fault)
    return value


class AnsibleJinja2Plugin(AnsiblePlugin):
    def __init__(self, function):
        super().__init__()
        self._function = function

    @property
    def j2_function(self):
        return self._function
