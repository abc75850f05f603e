"""Frames and the channels that they belong to.

A frame is a length of four bytes, the number of a channel in four more, and so much JSON. A channel carries one conversation at a time: the controller calls, we
may ask it things while we work, and in the end we reply. Channel 0 is served by the main thread, because some of what
plugins use works nowhere else; each further one has a thread of its own, so that hosts do not wait for each other and a
call that comes while its caller waits for us finds somebody to answer.
"""

import json
import os
import queue
import threading

from plumb_bridge import faults, values

_MOST = 1 << 28

_local = threading.local()
_channels = {}
_write_lock = threading.Lock()
_outgoing = None
_answer = None


class Channel:
    def __init__(self, number):
        self.number = number
        self._arrived = queue.SimpleQueue()
        # Threads that a plugin starts may ask too, one at a time.
        self._asking = threading.RLock()

    def deliver(self, body):
        self._arrived.put(body)

    def run(self):
        _local.channel = self
        while True:
            _send(self.number, self._reply())

    def ask(self, what, arguments):
        with self._asking:
            _send(self.number, {'ask': what, 'a': [values.pack(a) for a in arguments]})
            message = _read(self._arrived.get())
        if 'error' in message:
            raise faults.raised(message['error'])
        return message['result']

    def _reply(self):
        body = self._arrived.get()
        try:
            message = _read(body)
            return {'result': values.pack(_answer(message['call'], message['a']))}
        except SystemExit as leaving:
            return {'error': {'class': 'SystemExit', 'kind': 'python', 'message': str(leaving.code)}}
        except BaseException as fault:
            return {'error': faults.described(fault)}


def current():
    """The channel of the call that this thread works on, or of any other for threads that plugins started."""
    return getattr(_local, 'channel', None) or _channels[0]


def ask(what, *arguments):
    return current().ask(what, arguments)


def tell(what, *arguments):
    """Says something that needs no reply."""
    _send(-1, {'ask': what, 'a': list(arguments)})


def serve(incoming, outgoing, answer):
    global _outgoing, _answer
    _outgoing, _answer = outgoing, answer
    main = _channels[0] = Channel(0)
    threading.Thread(target=_receive, args=(incoming,), daemon=True).start()
    main.run()


def _receive(incoming):
    while True:
        header = incoming.read(8)
        length = int.from_bytes(header[:4], 'big')
        body = incoming.read(length) if 0 < length <= _MOST else b''
        if not body or len(body) < length:
            # The controller is gone, and nobody waits for what plugins are still doing.
            os._exit(0)
        number = int.from_bytes(header[4:], 'big')
        channel = _channels.get(number)
        if channel is None:
            channel = _channels[number] = Channel(number)
            threading.Thread(target=channel.run, daemon=True).start()
        channel.deliver(body)


def _read(body):
    # Read by the thread that works with it, and not where it arrives: some values ask for more.
    return json.loads(body.decode('utf-8'), object_hook=values.unpack)


def _send(number, message):
    # Text that is no text of Unicode cannot be sent; it never could be shown either.
    body = json.dumps(message, ensure_ascii=False, separators=(',', ':')).encode('utf-8', 'replace')
    if len(body) > _MOST:
        body = json.dumps({'error': {'class': 'ValueError', 'kind': 'python', 'message': 'the plugin gave more than 256 MiB'}}).encode('utf-8')
    view = memoryview(len(body).to_bytes(4, 'big') + number.to_bytes(4, 'big', signed=True) + body)
    with _write_lock:
        while view:
            view = view[os.write(_outgoing, view):]
