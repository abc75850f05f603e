using System.Text.Json;

namespace Plumb.Conformance.Corpus;

/// <summary>One case of a suite, shown as <c>SUITE/NAME</c>; <see cref="Input"/> is what a failure prints of it.</summary>
public abstract record ConformanceCase(string Suite, string Name)
{
    public abstract string Input { get; }

    public sealed override string ToString() => $"{Suite}/{Name}";
}

/// <summary>A case that is a line of a JSON Lines file.</summary>
public sealed record JsonCase(string Suite, string Name, JsonElement Data) : ConformanceCase(Suite, Name)
{
    public override string Input => Data.GetRawText();

    public string Text(string property) => Data.GetProperty(property).GetString() ?? "";

    /// <summary>A property, or null where it is absent or null.</summary>
    public JsonElement? Find(string property) =>
        Data.TryGetProperty(property, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
}

/// <summary>A case that is a file or a folder.</summary>
public sealed record FolderCase(string Suite, string Name, string Path) : ConformanceCase(Suite, Name)
{
    public override string Input => Path;

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);
}
