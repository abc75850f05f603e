namespace Plumb.Jinja.Values;

/// <summary>What has keys: dictionaries, and variables whose values are made when asked for. Keys keep the order in which they were added.</summary>
public interface IPyMapping
{
    int Count { get; }

    IEnumerable<object?> Keys { get; }

    bool TryGet(object? key, out object? value);
}
