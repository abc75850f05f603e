"""Action plugins: they do a task at the controller, and have it do what is to be done on the host.

What ansible-core's base class does by sending Python to hosts is done by the controller here, in its usual way: plugins see
the same methods, and hosts need no Python.
"""

import os
import threading

from plumb_bridge import channels, connections, settings, surroundings

_lock = threading.Lock()
_is_ready = False


def run(name, description, variables):
    from ansible.errors import AnsibleAction, AnsibleConnectionFailure, AnsibleError
    from ansible.plugins import loader as plugin_loader
    _get_ready()
    loader = surroundings.loader()
    task = _task(description)
    play_context = _play_context(description)
    plugin = plugin_loader.action_loader.get(
        name, task=task, connection=_connection(play_context, description, variables), play_context=play_context, loader=loader,
        templar=surroundings.templar(variables, loader), shared_loader_obj=plugin_loader, collection_list=description['collections'] or None)
    if plugin is None:
        raise AnsibleError("couldn't resolve module/action '%s'." % name)
    try:
        return plugin.run(task_vars=variables)
    except AnsibleAction as ending:
        return ending.result
    except AnsibleConnectionFailure as fault:
        return {'unreachable': True, 'msg': str(fault)}
    finally:
        plugin.cleanup()


def _get_ready():
    if not settings.has_core:
        raise ImportError('action plugins in Python build on what ansible-core has for them: install ansible-core on the controller')
    global _is_ready
    with _lock:
        if not _is_ready:
            _lead_to_controller()
            _is_ready = True


def _task(description):
    from ansible.playbook.task import Task
    task = Task()
    task.load_data = None
    for name in ('name', 'action', 'args', 'async_val', 'poll', 'check_mode', 'diff', 'no_log', 'become', 'become_user', 'become_method', 'delegate_to', 'environment',
                 'ignore_errors', 'collections', 'vars', 'register', 'timeout'):
        if name in description:
            setattr(task, name, description[name])
    task.resolved_action = description['action']
    task.get_path = lambda: description['path']
    task.get_search_path = lambda: list(description['search_path'])
    if description['role_path']:
        task._role = _Role(description['role'], description['role_path'], description['collections'])
    return task


class _Role:
    """The role of a task, as far as its plugins ask."""

    def __init__(self, name, path, collections):
        self._role_name, self._role_path, self.collections = name, path, collections
        self._role_collection = None

    def get_name(self, include_role_fqcn=True):
        return self._role_name

    def __str__(self):
        return self._role_name


def _play_context(description):
    from ansible.playbook.play_context import PlayContext
    context = PlayContext()
    for name in ('check_mode', 'diff', 'become', 'become_user', 'become_method', 'remote_addr', 'remote_user', 'port', 'connection', 'timeout', 'no_log'):
        if description.get(name) is not None:
            setattr(context, name, description[name])
    return context


def _connection(play_context, description, variables):
    if description['connection_plugin'] is not None:
        return connections.plugin(description['connection_plugin'], variables)
    from ansible.plugins.connection import ConnectionBase

    class ControllerConnection(ConnectionBase):
        """The controller's own connection to the host of the task."""

        transport = description['connection']
        has_pipelining = True
        _shell_type = description['shell_type']
        _load_name = description['connection']
        ansible_name = description['connection']

        def _connect(self):
            self._connected = True
            return self

        def exec_command(self, cmd, in_data=None, sudoable=True):
            done = _command(cmd, in_data, None, None, sudoable)
            return done['rc'], done['stdout'].encode('utf-8'), done['stderr'].encode('utf-8')

        def put_file(self, in_path, out_path):
            channels.ask('put', os.path.abspath(in_path), out_path)

        def fetch_file(self, in_path, out_path):
            channels.ask('fetch', in_path, os.path.abspath(out_path))

        def close(self):
            self._connected = False

        def reset(self):
            channels.ask('reset')

        def get_option(self, option, hostvars=None):
            known = {'remote_addr': play_context.remote_addr, 'host': play_context.remote_addr, 'remote_user': play_context.remote_user, 'port': play_context.port,
                     'pipelining': True, 'timeout': play_context.timeout}
            return known[option] if option in known else channels.ask('option', option)

        def has_option(self, option):
            return self.get_option(option) is not None

    connection = ControllerConnection(play_context, os.devnull)
    connection._connected = True
    connection._shell.set_options(direct={})
    return connection


def _command(cmd, in_data, executable, chdir, sudoable):
    data = in_data.decode('utf-8', 'surrogateescape') if isinstance(in_data, bytes) else in_data
    return channels.ask('command', cmd if isinstance(cmd, str) else ' '.join(cmd), data, executable, chdir, bool(sudoable))


def _lead_to_controller():
    from ansible.plugins.action import ActionBase
    ActionBase._execute_module = _execute_module
    ActionBase._low_level_execute_command = _low_level_execute_command
    ActionBase._make_tmp_path = _make_tmp_path
    ActionBase._remove_tmp_path = _remove_tmp_path
    ActionBase._transfer_data = _transfer_data
    ActionBase._fixup_perms2 = _fixup_perms2
    ActionBase._early_needs_tmp_path = lambda self: getattr(self, 'TRANSFERS_FILES', False)
    _lead_actions_to_controller()


def _lead_actions_to_controller():
    """An action that a plugin asks for by name is the controller's, unless it is in Python too."""
    from ansible.plugins.loader import action_loader
    ordinary = action_loader.get

    def get(name, *args, **kwargs):
        if not kwargs.get('class_only') and kwargs.get('task') is not None and channels.ask('has_action', name):
            return _ControllerAction(name, kwargs['task'])
        return ordinary(name, *args, **kwargs)

    action_loader.get = get


class _ControllerAction:
    def __init__(self, name, task):
        self._name, self._task = name, task

    def run(self, tmp=None, task_vars=None):
        return channels.ask('run_action', self._name, dict(self._task.args), _ways(self._task))

    def cleanup(self, force=False):
        pass


def _ways(task):
    return {'check': bool(task.check_mode), 'diff': bool(task.diff)}


def _execute_module(self, module_name=None, module_args=None, tmp=None, task_vars=None, persist_files=False, delete_remote_tmp=None, wrap_async=False, **_):
    arguments = dict(self._task.args if module_args is None else module_args)
    result = channels.ask('execute_module', module_name or self._task.action, arguments, _ways(self._task))
    for output in ('stdout', 'stderr'):
        if isinstance(result.get(output), str) and output + '_lines' not in result:
            result[output + '_lines'] = result[output].splitlines()
    return result


def _low_level_execute_command(self, cmd, sudoable=True, in_data=None, executable=None, encoding_errors='surrogate_then_replace', chdir=None):
    if not cmd:
        return {}
    done = _command(cmd, in_data, executable, chdir, sudoable)
    return dict(rc=done['rc'], stdout=done['stdout'], stdout_lines=done['stdout'].splitlines(), stderr=done['stderr'], stderr_lines=done['stderr'].splitlines())


def _make_tmp_path(self, remote_user=None):
    path = self._connection._shell.tmpdir = channels.ask('make_tmp')
    self._cleanup_remote_tmp = True
    return path


def _remove_tmp_path(self, tmp_path, force=False):
    if tmp_path and (force or self._cleanup_remote_tmp):
        channels.ask('remove_tmp', tmp_path)
        if tmp_path == self._connection._shell.tmpdir:
            self._connection._shell.tmpdir = None


def _transfer_data(self, remote_path, data):
    if isinstance(data, dict):
        import json
        data = json.dumps(data)
    channels.ask('put_data', data.encode('utf-8') if isinstance(data, str) else data, remote_path)
    return remote_path


def _fixup_perms2(self, remote_paths, remote_user=None, execute=True):
    """What was sent belongs to the user who works on the host already."""
    if execute:
        self._low_level_execute_command('chmod u+rx %s' % ' '.join(self._connection._shell.quote(path) for path in remote_paths))
    return remote_paths
