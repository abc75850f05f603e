using System.Globalization;
using System.Text;

namespace Plumb.Core.Values;

/// <summary>
/// Where a codec is in the value it reads: for error messages, and as the bound on depth. A container is entered once
/// and each of its places announced, which costs nothing while all is well.
/// </summary>
internal sealed class ReadingTrail
{
    /// <summary>Far beyond what people write and far within what the stack holds.</summary>
    internal const int MaximumDepth = 500;

    private readonly List<Place> _places = [];

    internal void Enter()
    {
        if (_places.Count >= MaximumDepth) throw Fail("the value is nested too deeply");
        _places.Add(default);
    }

    internal void Leave() => _places.RemoveAt(_places.Count - 1);

    internal void AtAttribute(string name) => _places[^1] = new Place(name, IsKey: false, 0);

    internal void AtKey(string key) => _places[^1] = new Place(key, IsKey: true, 0);

    internal void AtIndex(int index) => _places[^1] = new Place(null, IsKey: false, index + 1);

    /// <summary>For the caller to throw.</summary>
    internal FormatException Fail(string message)
    {
        var path = new StringBuilder();
        foreach (var place in _places) place.AppendTo(path);
        return new FormatException(path.Length == 0 ? message : $"{path}: {message}");
    }

    /// <summary>A container that was entered and is not yet at any of its places has number 0 and no name.</summary>
    private readonly record struct Place(string? Name, bool IsKey, int Number)
    {
        internal void AppendTo(StringBuilder path)
        {
            if (IsKey) path.Append("[\"").Append(Name).Append("\"]");
            else if (Name is not null) path.Append('.').Append(Name);
            else if (Number > 0) path.Append('[').Append((Number - 1).ToString(CultureInfo.InvariantCulture)).Append(']');
        }
    }
}
