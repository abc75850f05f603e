import re


def dict_merge(a, b):
    """The first dictionary with the second in it, at every depth."""
    if not isinstance(b, dict):
        return b
    result = dict(a)
    for key, value in b.items():
        result[key] = dict_merge(result[key], value) if isinstance(result.get(key), dict) else value
    return result


def recursive_diff(dict1, dict2):
    left = {key: value for key, value in dict1.items() if key not in dict2}
    right = {key: value for key, value in dict2.items() if key not in dict1}
    for key in set(dict1) & set(dict2):
        if isinstance(dict1[key], dict) and isinstance(dict2[key], dict):
            inner = recursive_diff(dict1[key], dict2[key])
            if inner:
                left[key], right[key] = inner
        elif dict1[key] != dict2[key]:
            left[key], right[key] = dict1[key], dict2[key]
    return (left, right) if left or right else None


# Between a small letter or a digit and a capital, and before the last of several capitals where a small letter follows.
_BOUNDARY = re.compile('(?<=[a-z0-9])(?=[A-Z])|(?<=.)(?=[A-Z][a-z])')
_PLURAL_OF_CAPITALS = re.compile('(^|_)?([A-Z]{3,}s)$')


def _joined(name):
    """The words of a name written together, apart."""
    plural = _PLURAL_OF_CAPITALS.search(name)
    if plural:
        name = name[:plural.start()] + ('_' if plural.start() else '') + plural.group(2).lower()
    return _BOUNDARY.sub('_', name).lower()


def _joined_by_letter(name):
    """Each capital on its own, so that the way back is known."""
    return ''.join('_' + letter.lower() if letter.isupper() and place else letter.lower() for place, letter in enumerate(name))


def _renamed(value, rename, kept=()):
    if isinstance(value, dict):
        return {rename(key): item if key in kept else _renamed(item, rename, kept) for key, item in value.items()}
    return [_renamed(item, rename, kept) for item in value] if isinstance(value, list) else value


def camel_dict_to_snake_dict(camel_dict, reversible=False, ignore_list=()):
    return _renamed(camel_dict, _joined_by_letter if reversible else _joined, ignore_list)


def snake_dict_to_camel_dict(snake_dict, capitalize_first=False):
    def together(name):
        words = [word[:1].upper() + word[1:].lower() if word else '_' for word in name.split('_')]
        if not capitalize_first:
            words[0] = name.split('_')[0]
        return ''.join(words)
    return _renamed(snake_dict, together)
