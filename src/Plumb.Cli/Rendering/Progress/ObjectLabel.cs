using Plumb.Core.Values;

namespace Plumb.Cli.Rendering.Progress;

/// <summary>What people know an object by: the attribute that tells it from others of its type, and its text. Never a marked one.</summary>
internal sealed record ObjectLabel(string Attribute, string Text)
{
    private const int LongestId = 80;

    /// <summary>The id, or the name of an object that has no id.</summary>
    public static ObjectLabel? IdOf(Value value)
    {
        if (value is not NamedValues named) return null;
        return Find(named, "id") ?? (named["id"] is null ? Find(named, "name") : null);
    }

    /// <summary>The id, or else a name, even one among the tags.</summary>
    public static ObjectLabel? IdOrNameOf(Value value)
    {
        if (value is not NamedValues named) return null;
        if (IdOf(value) is { } id) return id;
        if (Find(named, "name") is { } name) return name;
        return named["tags"] is MapValue tags && (Find(tags, "name") ?? Find(tags, "Name")) is { } tag ? tag with { Attribute = $"tags.{tag.Attribute}" } : null;
    }

    public override string ToString() => $"{Attribute}={Text}";

    /// <summary>With the middle left out where it is long.</summary>
    public string Shortened()
    {
        if (Text.Length <= LongestId) return ToString();
        var left = (LongestId - 3) / 2;
        return $"{Attribute}={Text[..left]}...{Text[^(LongestId - 3 - left)..]}";
    }

    private static ObjectLabel? Find(NamedValues values, string name) => values[name] is StringValue { Text.Length: > 0 } text ? new ObjectLabel(name, text.Text) : null;
}
