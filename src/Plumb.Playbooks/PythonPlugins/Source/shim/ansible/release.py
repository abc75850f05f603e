__version__ = '2.17.0'
__author__ = 'Plumb'
__codename__ = ''
