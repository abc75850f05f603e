"""Callback plugins: they are told what happens in a run."""

import sys
import uuid

from plumb_bridge import channels, settings

_plugins = []
_tasks = {}
_play = None


def start(screen, enabled, adjacent):
    """Makes the plugins: the one that has the screen, those that are enabled, and those that lie beside playbooks.

    Gives whether any of them wants to know of tasks that nobody wrote.
    """
    if not settings.has_core:
        raise ImportError('callback plugins in Python build on what ansible-core has for them: install ansible-core on the controller')
    sys.stdout = _Screen()
    from ansible.plugins.loader import callback_loader
    if screen:
        _add(callback_loader.get(screen), screen)
    # Those of collections come last.
    for name in enabled:
        if '.' not in name:
            _add(callback_loader.get(name), name)
    for path in adjacent:
        name = path.rsplit('/', 1)[-1][:-3]
        kind = callback_loader.get(name, class_only=True)
        if kind is None or getattr(kind, 'CALLBACK_TYPE', '') == 'stdout' or name in enabled or name == screen:
            continue
        if not getattr(kind, 'CALLBACK_NEEDS_ENABLED', getattr(kind, 'CALLBACK_NEEDS_WHITELIST', False)):
            _add(kind(), name)
    for name in enabled:
        if '.' in name:
            _add(callback_loader.get(name), name)
    return any(getattr(plugin, 'wants_implicit_tasks', False) for plugin in _plugins)


def tell(event, details):
    arguments, named = _EVENTS[event](details)
    for plugin in _plugins:
        if getattr(plugin, 'disabled', False) or (details.get('implicit') and not getattr(plugin, 'wants_implicit_tasks', False)):
            continue
        for method in _methods(plugin, event):
            try:
                method(*[_own_copy(argument) for argument in arguments], **named)
            except Exception as fault:
                _display().warning('Failure using method (%s) in callback plugin (%s): %s' % (event, plugin, fault))


class _Screen:
    """What callbacks print belongs among what the controller shows."""

    encoding = 'utf-8'
    errors = 'replace'

    def write(self, text):
        channels.tell('display', str(text), None, False, False, False)
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return 2


def _add(plugin, name):
    if plugin is None:
        _display().warning("Skipping callback plugin '%s', unable to load" % name)
        return
    # One may go by several names.
    if any(type(known) is type(plugin) for known in _plugins):
        return
    try:
        plugin.set_options()
        _plugins.append(plugin)
    except Exception as fault:
        _display().warning("Skipping callback '%s', unable to load due to: %s" % (name, fault))


def _display():
    from ansible.utils.display import Display
    return Display()


def _methods(plugin, event):
    for name in (event, 'v2_on_any'):
        method = getattr(plugin, name, None) or getattr(plugin, name[len('v2_'):], None)
        if method is not None:
            yield method


def _own_copy(argument):
    return argument.clean_copy() if hasattr(argument, 'clean_copy') else argument


def _task(details):
    """The task of an event, the same object in all events of it."""
    known = _tasks.get(details['id'])
    if known is None:
        from ansible.playbook.handler import Handler
        from ansible.playbook.task import Task
        known = _tasks[details['id']] = Handler() if details['handler'] else Task()
        known._uuid = str(uuid.uuid4())
        known.action = known.resolved_action = details['action']
        known.args = details['args']
        known.tags = details['tags']
        known.get_path = lambda: details['path']
        known.no_log = details['no_log']
        known.implicit = details['implicit']
        known._parent = _Parent(_play)
        if details['loop']:
            known.loop = details['loop']
        if details['role']:
            from plumb_bridge.actions import _Role
            known._role = _Role(details['role'], details['role_path'], [])
    if details['name'] is not None:
        known.name = details['name']
        known.get_name = lambda include_role_fqcn=True: details['name']
    return known


class _Parent:
    """What lies around a task, as far as callbacks ask for the play."""

    def __init__(self, play):
        self._play = play

    def __getattr__(self, name):
        raise AttributeError(name)


def _host(name):
    from ansible.inventory.host import Host
    host = Host(name)
    return host


def _result(details):
    from ansible.executor.task_result import TaskResult
    task = _task(details['task'])
    fields = dict(details['fields'], name=details['task']['name'], action=task.action, args=task.args)
    return TaskResult(_host(details['host']), task, details['result'], fields)


def _playbook_started(details):
    from ansible.playbook import Playbook
    playbook = Playbook.__new__(Playbook)
    playbook._entries = []
    playbook._basedir = details['folder']
    playbook._file_name = details['path']
    playbook._loader = None
    return [playbook], {}


def _play_started(details):
    global _play
    from ansible.playbook.play import Play
    from ansible.playbook.play_context import PlayContext
    _tasks.clear()
    play = _play = Play()
    play.name = details['name']
    play.hosts = details['hosts']
    play.strategy = details['strategy']
    play._uuid = str(uuid.uuid4())
    play.get_name = lambda: details['name']
    play.get_variable_manager = lambda: None
    context = PlayContext()
    context.check_mode = details['check']
    for plugin in _plugins:
        if hasattr(plugin, 'set_play_context'):
            plugin.set_play_context(context)
    return [play], {}


def _statistics(details):
    from ansible.executor.stats import AggregateStats
    statistics = AggregateStats()
    for host, counts in details['hosts'].items():
        statistics.processed[host] = 1
        for name in ('ok', 'failures', 'dark', 'changed', 'skipped', 'rescued', 'ignored'):
            if counts[name]:
                getattr(statistics, name)[host] = counts[name]
    statistics.custom = details['custom']
    return [statistics], {}


def _included(details):
    from ansible.playbook.included_file import IncludedFile
    file = IncludedFile(details['path'], {}, {}, _task(details['task']))
    file._hosts = [_host(name) for name in details['hosts']]
    return [file], {}


def _of_task(details):
    return [_task(details['task'])], {'is_conditional': False}


def _of_handler(details):
    return [_task(details['task'])], {}


def _of_result(details):
    return [_result(details)], {}


_EVENTS = {
    'v2_playbook_on_start': _playbook_started,
    'v2_playbook_on_play_start': _play_started,
    'v2_playbook_on_no_hosts_matched': lambda details: ([], {}),
    'v2_playbook_on_no_hosts_remaining': lambda details: ([], {}),
    'v2_playbook_on_task_start': _of_task,
    'v2_playbook_on_handler_task_start': _of_handler,
    'v2_playbook_on_notify': lambda details: ([_task(details['task']), _host(details['host'])], {}),
    'v2_playbook_on_include': _included,
    'v2_playbook_on_stats': _statistics,
    'v2_runner_on_start': lambda details: ([_host(details['host']), _task(details['task'])], {}),
    'v2_runner_on_failed': lambda details: ([_result(details)], {'ignore_errors': details['ignored']}),
    'v2_runner_on_ok': _of_result,
    'v2_runner_on_skipped': _of_result,
    'v2_runner_on_unreachable': _of_result,
    'v2_runner_on_async_poll': _of_result,
    'v2_runner_on_async_ok': _of_result,
    'v2_runner_on_async_failed': _of_result,
    'v2_runner_item_on_ok': _of_result,
    'v2_runner_item_on_failed': _of_result,
    'v2_runner_item_on_skipped': _of_result,
    'v2_runner_retry': _of_result,
    'v2_on_file_diff': _of_result,
}
