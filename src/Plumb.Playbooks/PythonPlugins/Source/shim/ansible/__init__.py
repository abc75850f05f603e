"""Stands in for ansible-core on controllers that have none, with what most plugins import of it."""

__version__ = '2.17.0'
__author__ = 'Plumb'
