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


def _camel_to_snake(name, reversible=False):
    if reversible:
        return re.sub(r'(?<!^)([A-Z])', r'_\1', name).lower()
    return re.sub(r'([a-z0-9])([A-Z])', r'\1_\2', re.sub(r'(.)([A-Z][a-z]+)', r'\1_\2', name)).lower()


def _snake_to_camel(snake, capitalize_first=False):
    first, *rest = snake.split('_')
    return (first.capitalize() if capitalize_first else first) + ''.join(word.capitalize() or '_' for word in rest)


def _renamed(value, rename):
    if isinstance(value, dict):
        return {rename(key): _renamed(item, rename) for key, item in value.items()}
    return [_renamed(item, rename) for item in value] if isinstance(value, list) else value


def camel_dict_to_snake_dict(camel_dict, reversible=False, ignore_list=()):
    return _renamed(camel_dict, lambda key: _camel_to_snake(key, reversible))


def snake_dict_to_camel_dict(snake_dict, capitalize_first=False):
    return _renamed(snake_dict, lambda key: _snake_to_camel(key, capitalize_first))
