using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Collects the attributes and blocks of one body.</summary>
internal sealed class BodyItems
{
    /// <summary>From how many attributes on names are looked up in a table; most bodies have a handful.</summary>
    private const int TableFrom = 16;

    private readonly List<BodyAttribute> _attributes = [];
    private readonly List<NativeBlock> _blocks = [];
    private Dictionary<string, BodyAttribute>? _byName;

    public bool TryAdd(BodyAttribute attribute, [NotNullWhen(false)] out BodyAttribute? earlier)
    {
        earlier = Find(attribute.Name);
        if (earlier is not null) return false;
        _attributes.Add(attribute);
        _byName?.Add(attribute.Name, attribute);
        return true;
    }

    public void Add(NativeBlock block) => _blocks.Add(block);

    public NativeBody ToBody(SourceSpan span, SourceSpan endSpan) => new(_attributes.ToArray(), _blocks.ToArray(), span, endSpan);

    private BodyAttribute? Find(string name)
    {
        if (_attributes.Count < TableFrom) return _attributes.Find(a => a.Name == name);
        _byName ??= _attributes.ToDictionary(a => a.Name, StringComparer.Ordinal);
        return _byName.GetValueOrDefault(name);
    }
}
