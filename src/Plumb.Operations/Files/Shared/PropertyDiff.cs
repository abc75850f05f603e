using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Files.Shared;

/// <summary>Gathers what differs between a file before and after: <c>mode</c>, <c>owner</c>, <c>state</c>.</summary>
internal sealed class PropertyDiff
{
    private readonly MapBuilder _before = [];
    private readonly MapBuilder _after = [];

    public void Add(string name, DataValue before, DataValue after)
    {
        _before[name] = before;
        _after[name] = after;
    }

    public void AddBefore(string name, DataValue before) => _before[name] = before;

    /// <summary>The difference.</summary>
    public ContentDiff Build() => new(DataJson.Write(_before.Build()), DataJson.Write(_after.Build())) { IsProperties = true };

    /// <summary>The difference under a heading; without properties, where none was added.</summary>
    public ContentDiff Build(string heading) => (_before.Count + _after.Count == 0 ? new ContentDiff("", "") : Build()) with
    {
        BeforeHeader = heading,
        AfterHeader = heading,
        IsAbsent = _before.Count + _after.Count == 0,
    };
}
