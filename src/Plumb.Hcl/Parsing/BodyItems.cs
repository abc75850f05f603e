using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Parsing;

/// <summary>Collects the attributes and blocks of one body on top of those of the bodies around it.</summary>
internal sealed class BodyItems(Scratch<BodyAttribute> attributes, Scratch<NativeBlock> blocks)
{
    /// <summary>From how many attributes on names are looked up in a table; most bodies have a handful.</summary>
    private const int TableFrom = 16;

    private readonly int _firstAttribute = attributes.Mark;
    private readonly int _firstBlock = blocks.Mark;
    private Dictionary<string, BodyAttribute>? _byName;

    public bool TryAdd(BodyAttribute attribute, [NotNullWhen(false)] out BodyAttribute? earlier)
    {
        earlier = Find(attribute.Name);
        if (earlier is not null) return false;
        attributes.Add(attribute);
        _byName?.Add(attribute.Name, attribute);
        return true;
    }

    public void Add(NativeBlock block) => blocks.Add(block);

    public NativeBody ToBody(SourceSpan span, SourceSpan endSpan) =>
        new(attributes.Take(_firstAttribute), blocks.Take(_firstBlock), span, endSpan);

    private BodyAttribute? Find(string name)
    {
        if (_byName is not null) return _byName.GetValueOrDefault(name);
        var present = attributes.Since(_firstAttribute);
        if (present.Length >= TableFrom)
        {
            _byName = present.ToArray().ToDictionary(a => a.Name, StringComparer.Ordinal);
            return _byName.GetValueOrDefault(name);
        }
        foreach (var attribute in present)
        {
            if (attribute.Name == name) return attribute;
        }
        return null;
    }
}
