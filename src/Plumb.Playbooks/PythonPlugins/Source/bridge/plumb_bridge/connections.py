"""Connection, shell and become plugins: how commands and files get to a host.

What runs on the host is the controller's own; plugins only carry it there. One object serves a host for as long as the run lasts, or until the controller
has it closed; before each use its options are set by the variables of the task, as they are at that time.
"""

import os
import threading

from plumb_bridge import settings, surroundings

_lock = threading.RLock()
_open = {}


def execute(description, variables, line, become):
    """Runs a line of the shell, as another user where that is asked for."""
    connection = plugin(description, variables)
    connection.set_become_plugin(None)
    if become is not None:
        escalation = _become_plugin(become, variables)
        connection.set_become_plugin(escalation)
        line = escalation.build_become_command(line, connection._shell)
    done = connection.exec_command(line, in_data=None, sudoable=become is not None)
    # One that gives nothing has not run anything.
    code, output, errors = done if done is not None else (1, b'', b'the connection plugin gave no result')
    return [int(code), _bytes(output), _bytes(errors)]


def put(description, variables, path, target):
    plugin(description, variables).put_file(path, target)


def close(key):
    with _lock:
        closed = [_open.pop(place) for place in list(_open) if place[0] == key]
    for connection in closed:
        connection.close()


def plugin(description, variables):
    """The plugin of a host with the options that a task gives it."""
    with _lock:
        # Which shell a host has is decided when the plugin is made.
        place = description['key'], description['shell']
        connection = _open.get(place)
        if connection is None:
            connection = _open[place] = _made(description)
        _set_options(connection, 'connection', description['keywords'], variables)
        if hasattr(connection, '_shell'):
            _set_options(connection._shell, 'shell', {}, variables)
    return connection


def become_line(become, variables, line, shell):
    """The line that a become plugin makes of another, and what it has to say of itself."""
    from ansible.plugins.loader import get_shell_plugin
    escalation = _become_plugin(become, variables)
    made = escalation.build_become_command(line, get_shell_plugin(shell_type=shell or 'sh', executable='/bin/sh'))
    prompt = escalation.prompt if isinstance(escalation.prompt, str) else ''
    return {'line': made, 'prompt': prompt.strip(), 'terminal': bool(escalation.require_tty)}


def _made(description):
    from ansible.errors import AnsibleError
    from ansible.plugins.loader import connection_loader
    _need_core()
    made = connection_loader.get(description['name'], _play_context(description), open(os.devnull, 'rb'), task_uuid=description['key'], ansible_playbook_pid=os.getpid())
    if made is None:
        raise AnsibleError("the connection plugin '%s' was not found" % description['name'])
    return made


def _need_core():
    if not settings.has_core:
        raise ImportError('connection and become plugins in Python build on what ansible-core has for them: install ansible-core on the controller')


def _play_context(description):
    from ansible.playbook.play_context import PlayContext
    context = PlayContext()
    for name in ('remote_addr', 'remote_user', 'port', 'connection', 'timeout', 'password', 'private_key_file', 'shell'):
        if description.get(name) is not None:
            setattr(context, name, description[name])
    return context


def _become_plugin(become, variables):
    from ansible.errors import AnsibleError
    from ansible.plugins.loader import become_loader
    _need_core()
    made = become_loader.get(become['method'])
    if made is None:
        raise AnsibleError("Invalid become method specified, could not find matching plugin: '%s'. Use `ansible-doc -t become -l` to list available plugins." % become['method'])
    keywords = {'become': True, 'become_method': become['method'], 'become_user': become['user'], 'become_exe': become['exe'], 'become_flags': become['flags'], 'become_pass': become['password']}
    with _lock:
        _set_options(made, 'become', {name: value for name, value in keywords.items() if value is not None}, variables)
    return made


def _set_options(made, kind, keywords, variables):
    """Options by the variables that the plugin says they have; the rest of it as the configuration has it."""
    from ansible import constants
    options = {name: _rendered(variables[name], variables) for name in constants.config.get_plugin_vars(kind, made._load_name) if name in variables}
    if getattr(made, 'allow_extras', False):
        prefixes = tuple('ansible_%s_' % name for name in {made._load_name.split('.')[-1], getattr(made, 'extras_prefix', made._load_name)})
        options['_extras'] = {name: _rendered(variables[name], variables) for name in variables if str(name).startswith(prefixes)}
    made.set_options(task_keys=dict(keywords), var_options=options)


def _rendered(value, variables):
    # One thread at a time: what templates use is loaded when the first is rendered.
    return surroundings.templar(variables).template(value) if '{' in str(value) else value


def _bytes(text):
    return text if isinstance(text, bytes) else str(text or '').encode('utf-8', 'surrogateescape')
